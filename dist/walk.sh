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
  drover_hash "$1" && (umask 077 && : >"$drover/folders/$drover_hashed") && mkdir -m 755 -- "$2"
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
