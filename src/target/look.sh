# shellcheck shell=dash
# What stands at many places, and what is in the files there, by as few processes as can be: one for all places that root can reach
# by their paths. Sourced behind walk.sh, by which the others are reached.
# shellcheck disable=SC2154

# Tells places that root can reach by their paths (`drover_sure`, a line each) from those that it has to walk to
# (`drover_unsure`): where a folder above is a link, or another user than root can put something into it. One process for all.
# It leaves the shell splitting words at line breaks alone: call it in a subshell.
drover_sort() { # paths
  IFS='
'
  set -f
  drover_above_all "$@"
  drover_news=
  for drover_above in $drover_folders; do
    case $IFS${drover_known-}$IFS in *"$IFS$drover_above$IFS"*) ;; *) drover_news=yes ;; esac
  done
  if [ -n "${drover_known-}" ] && [ -z "$drover_news" ]; then
    drover_loose=$drover_known_loose
  else
    # shellcheck disable=SC2046,SC2086
    drover_hear $(drover_look / $drover_folders)
  fi
  drover_part_ways "$@"
}

# The folders above these places, a line each.
drover_above_all() { # paths
  drover_folders=$IFS
  for drover_at; do
    drover_above=${drover_at%/*}
    while [ -n "$drover_above" ]; do
      case $drover_folders in *"$IFS$drover_above$IFS"*) break ;; esac
      drover_folders=$drover_folders$drover_above$IFS
      drover_above=${drover_above%/*}
    done
  done
}

# What stands at these paths, a line each as standing.ts reads them; behind that of a link what it says, or what no link can
# say where it has a line break. Before those that another user owns or can put something into: `loose …`.
drover_look() { # paths
  find "$@" -maxdepth 0 \( \( ! -uid 0 -o -perm /022 \) -printf 'loose %p\n' , -printf 'at %y %m %U %G %u %g %p\n' \
    -type l \( -lname "*$IFS*" -printf 'target \001\n' -o -printf 'target %l\n' \) \) 2>/dev/null || :
}

# Takes what drover_look said apart.
drover_hear() { # lines
  drover_loose='' drover_said=''
  for drover_line; do
    case $drover_line in
      'loose '*) drover_loose=$drover_loose${drover_line#loose }$IFS ;;
      *) drover_said=$drover_said$drover_line$IFS ;;
    esac
  done
}

drover_part_ways() { # paths
  drover_sure='' drover_unsure=''
  for drover_at; do
    drover_is=sure
    for drover_above in $drover_loose; do
      case $drover_at in "${drover_above%/}"/*) drover_is=unsure && break ;; esac
    done
    if [ "$drover_is" = sure ]; then
      drover_sure=$drover_sure$drover_at$IFS
    else
      drover_unsure=$drover_unsure$drover_at$IFS
    fi
  done
}

# Looks once at the folders above these places, for all that a probe asks of them, and where they are few at the places too and
# into the files: drover_sort, drover_stand and drover_sum start no process for what is known from here.
drover_remember() { # paths
  drover_ifs=$IFS
  IFS='
'
  set -f
  drover_above_all "$@"
  drover_few=
  case $# in
    ? | [1-5]?)
      # Of a name with a backslash sha256sum tells another.
      case $* in *\\*) ;; *) drover_few=yes ;; esac
      ;;
  esac
  # shellcheck disable=SC2046,SC2086
  if [ -n "$drover_few" ]; then drover_hear $(drover_look / $drover_folders "$@"); else drover_hear $(drover_look / $drover_folders); fi
  drover_known=$drover_folders drover_known_loose=$drover_loose
  if [ -n "$drover_few" ]; then
    drover_part_ways "$@"
    drover_known_at=$IFS$drover_sure drover_known_said=$drover_said
    set --
    for drover_at in $drover_sure; do
      if [ -f "$drover_at" ] && [ ! -L "$drover_at" ]; then set -- "$@" "$drover_at"; fi
    done
    [ "$#" = 0 ] || drover_known_sums=$IFS$(sha256sum -- "$@" 2>/dev/null)$IFS
  fi
  IFS=$drover_ifs
  set +f
}

# What stands at places which are sure, as drover_look tells it. Behind drover_sort.
drover_stand() { # paths
  for drover_at; do
    case ${drover_known_at-} in
      *"$IFS$drover_at$IFS"*) ;;
      *)
        drover_look "$@"
        return
        ;;
    esac
  done
  drover_asked=$IFS$*$IFS drover_hit=
  for drover_line in ${drover_known_said-}; do
    case $drover_line in
      'at '*) case $drover_asked in *"$IFS${drover_line#at * * * * * * }$IFS"*) drover_hit=yes ;; *) drover_hit= ;; esac ;;
    esac
    [ -z "$drover_hit" ] || printf '%s\n' "$drover_line"
  done
}

# The SHA256 of files at places which are sure, as drover_sums: lines as sha256sum writes them. Behind drover_sort.
drover_sum() { # files
  drover_sums=
  for drover_at; do
    drover_line=${drover_known_sums-}
    case $drover_line in
      *"  $drover_at$IFS"*)
        drover_line=${drover_line%%"  $drover_at$IFS"*}
        drover_line=${drover_line##*"$IFS"}
        ;;
    esac
    if [ "${#drover_line}" != 64 ]; then
      drover_sums=$(sha256sum -- "$@" 2>/dev/null) || :
      return 0
    fi
    drover_sums=$drover_sums${drover_sums:+$IFS}$drover_line'  '$drover_at
  done
}
