# shellcheck shell=dash
# How Drover gets to a folder on a machine. A folder above a place may belong to a user who is not to be trusted, and who
# exchanges a part of the path for a link while root is on its way. So root goes part by part, and looks where it stands.
# shellcheck disable=SC2154

# Goes into a folder. A link on the way is followed only where nobody but root could have put it there, and what it says is
# walked in the same manner. With `make`, missing folders are made (755, root's), and each is noted in folders/: it goes
# when it is empty again. Returns 1 where there is no such folder, and 2, having said why, where the way is refused.
# It changes the working directory whatever comes of it: call it in a subshell.
drover_into() { # folder [make]
  drover_ahead='' drover_left=${1#/} drover_walked='' drover_links=0
  cd -P / || return 1
  while [ -n "$drover_ahead$drover_left" ]; do
    drover_making=
    if [ -n "$drover_ahead" ]; then
      drover_part=${drover_ahead%%/*}
      drover_ahead=${drover_ahead#"$drover_part"}
      drover_ahead=${drover_ahead#/}
    else
      drover_part=${drover_left%%/*}
      drover_left=${drover_left#"$drover_part"}
      drover_left=${drover_left#/}
      drover_walked=$drover_walked/$drover_part drover_making=${2-}
    fi
    drover_here=${PWD%/}
    case $drover_part in
      '' | .) ;;
      ..)
        cd -P .. && [ "${PWD%/}" = "${drover_here%/*}" ] || return 1
        ;;
      *)
        if [ -L "./$drover_part" ]; then
          drover_link "$drover_part" || return
          continue
        fi
        if [ -n "$drover_making" ] && [ ! -e "./$drover_part" ]; then
          drover_make_folder "$drover_walked" "./$drover_part" || return 1
        fi
        cd -P -- "./$drover_part" 2>/dev/null || return 1
        if [ "$PWD" != "$drover_here/$drover_part" ]; then
          printf '%s was exchanged for something else while Drover looked at it. Nothing was done there.\n' "$drover_here/$drover_part" >&2
          return 2
        fi
        ;;
    esac
  done
}

# Puts what the link $1 says ahead of the rest of the way.
drover_link() { # name
  if [ -z "$(find . -maxdepth 0 -uid 0 ! -perm /022 -printf x)" ]; then
    printf '%s is a link of %s, and Drover follows none that another user than root can put there: it could lead anywhere. ' \
      "$drover_here/$1" "$(stat -c %U -- "./$1")" >&2
    printf 'Put a folder in its place, declare the path that it leads to, or let %s belong to root alone.\n' "${drover_here:-/}" >&2
    return 2
  fi
  drover_links=$((drover_links + 1))
  [ "$drover_links" -le 40 ] || return 1
  # A command's output loses its last line breaks: an x behind them keeps them.
  drover_target=$(readlink -n -- "./$1" && echo x) || return 1
  drover_target=${drover_target%x}
  case $drover_target in
    /*) cd -P / || return 1 ;;
  esac
  drover_ahead=${drover_target#/}${drover_ahead:+/$drover_ahead}
}

# Makes a folder and notes it. $1 is its path as it was declared.
drover_make_folder() { # path name
  [ -d "$drover/folders" ] || drover_own mkdir -p -- "$drover/folders" || return 1
  drover_hash "$1" && : >"$drover/folders/$drover_hashed" && mkdir -m 755 -- "$2"
}

# Goes into the folder that is to hold a place, and makes it where it is missing.
drover_hold() { # path
  drover_into "${1%/*}" make && return
  [ $? -eq 2 ] || printf '%s can not be put where it belongs: there is no folder %s, and none can be made.\n' "$1" "${1%/*}" >&2
  return 1
}

# Goes into a folder that stands in the working directory, and not through a link in its place: what is then done to `.` is
# done to that folder.
drover_enter() { # name
  drover_here=${PWD%/}
  cd -P -- "./$1" && [ "$PWD" = "$drover_here/$1" ]
}

# A name for a path, where a path can't be one, as drover_hashed.
drover_hash() { # path
  [ "${drover_hashing-}" != "$1" ] || return 0
  drover_hashed=$(sha256sum <<.
$1
.
  ) && drover_hashed=${drover_hashed%% *} drover_hashing=$1
}

# Whether a folder at this path was made along with something (drover_make_folder): then its mark is drover_mark.
drover_marked() { # path
  set -- "$1" "$drover"/folders/*
  [ -e "$2" ] && drover_hash "$1" && drover_mark=$drover/folders/$drover_hashed && [ -e "$drover_mark" ]
}

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

# Whether what a path within the working directory names is not there. Anything else, as an input/output error, is no answer.
drover_gone() { # path
  case $(stat -- "$1" 2>&1 >/dev/null) in
    *': No such file or directory' | *': Not a directory') return 0 ;;
    *) return 1 ;;
  esac
}

# Walks to the folder that holds a place, and judges it: 0 it is there, 1 it is not, 2 the way is refused, 3 no answer.
drover_seek() { # path
  drover_is=0
  drover_into "${1%/*}" 2>/dev/null || drover_is=$?
  if [ "$drover_is" = 1 ] && ! drover_gone "./$drover_part/."; then return 3; fi
  return "$drover_is"
}

# Opens the file that stands in the working directory as 3. It is judged once it is open: what was put in its place while
# it was opened is not it.
drover_open() { # name
  [ -f "./$1" ] && [ ! -L "./$1" ] && command exec 3<"./$1" &&
    [ "$(stat -L -c '%d:%i' /proc/self/fd/3)" = "$(stat -c '%d:%i' -- "./$1")" ]
}
