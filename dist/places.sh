# shellcheck shell=dash
# How something is put into a place on a machine, kept, and brought back. A script that a machine keeps may call these: their
# names and arguments stay.
#
# Whatever is made is made beside the place, in the same folder, and renamed: at no moment does half of it stand there. The
# folder may be one in which another user exchanges things meanwhile. So it is walked to (walk.sh), nothing here follows a link
# at the place or beside it, and what lies beside it has a name that nobody can foresee. Each command waits for the one
# before it (&&), because sh ignores -e wherever a function is called under a condition.
# SC2030, SC2031: most of these are subshells, on purpose. SC2012: of ls only a hash is taken.
# shellcheck disable=SC2154,SC2030,SC2031,SC2012

# Puts a file that lies ready in a folder of root's own into a place, with the mode, owner and times that it has there. cp
# makes a file that was not there, and gives all that to the open file, which nobody can exchange.
drover_put_file() ( # ready path
  drover_hold "$2" && drover_name_aside "$2" &&
    cp -a -T --reflink=auto --remove-destination -- "$1" "./$drover_aside" &&
    drover_make_room "$2" && drover_take_place "$2"
)

# The same with one that is not needed any more: it is gone when it is done.
drover_give_file() ( # ready path
  drover_hold "$2" && drover_name_aside "$2" &&
    cp -a -T --reflink=auto --remove-destination -- "$1" "./$drover_aside" &&
    drover_make_room "$2" && drover_take_place "$2" "$1"
)

drover_put_link() ( # target path
  drover_hold "$2" && drover_name_aside "$2" && ln -sT -- "$1" "./$drover_aside" &&
    drover_make_room "$2" && drover_take_place "$2"
)

# Makes a folder, or gives one that is there its rights. One that was only made along with something is declared now.
drover_put_folder() ( # path owner:group mode
  drover_hold "$1" || exit 1
  if drover_marked "$1"; then rm -f -- "$drover_mark" || exit 1; fi
  if [ -d "./${1##*/}" ] && [ ! -L "./${1##*/}" ]; then
    drover_entitle "${1##*/}" "$2" "$3"
  else
    drover_name_aside "$1" && mkdir -m 700 -- "./$drover_aside" && drover_entitle "$drover_aside" "$2" "$3" &&
      drover_make_room "$1" && rm -f -- "./${1##*/}" && drover_take_place "$1"
  fi
)

drover_entitle() ( # name owner:group mode
  drover_enter "$1" && chown -- "$2" . && chmod -- "$3" .
)

# In the folder that holds the place, with what lies beside it called $drover_aside. The name is noted before it is used, so
# that whoever comes after a crash finds what was left.
drover_name_aside() { # path
  drover_clear_aside "$1" && read -r drover_aside </proc/sys/kernel/random/uuid || return 1
  drover_aside=.drover-$drover_aside
  [ -d "$drover/asides" ] || drover_own mkdir -p -- "$drover/asides" || return 1
  printf '%s\n' "$drover_aside" >"$drover_note"
}

drover_clear_aside() { # path
  drover_hash "$1" && drover_note=$drover/asides/$drover_hashed || return 1
  [ -s "$drover_note" ] || return 0
  drover_aside=$(cat -- "$drover_note")
  if [ -d "./$drover_aside" ] && [ ! -L "./$drover_aside" ]; then
    # A folder with something in it is not Drover's.
    rmdir -- "./$drover_aside" || :
  else
    rm -f -- "./$drover_aside" || return 1
  fi
  rm -f -- "$drover_note"
}

drover_take_place() { # path ready
  mv -fT -- "./$drover_aside" "./${1##*/}" && rm -f -- "$drover_note" ${2+"$2"}
}

# Makes room for a file or a link, which a rename can put over everything but a folder.
drover_make_room() { # path
  drover_stands "./${1##*/}"
  case $drover_standing in
    absent | file | symlink) ;;
    other)
      printf '%s is a device, a socket or a pipe, which Drover does not replace.\n' "$1" >&2
      return 1
      ;;
    directory)
      rmdir -- "./${1##*/}" 2>/dev/null && return
      printf '%s is a folder that is not empty (or that something is mounted on), which Drover does not remove: move it away first.\n' "$1" >&2
      return 1
      ;;
  esac
}

# What stands at a path, in a word, as drover_standing.
drover_stands() { # path
  if [ -L "$1" ]; then
    drover_standing=symlink
  elif [ -f "$1" ]; then
    drover_standing='file'
  elif [ -d "$1" ]; then
    drover_standing=directory
  elif [ -e "$1" ]; then
    drover_standing=other
  else
    drover_standing=absent
  fi
}

drover_rights() { # path
  stat -c '%a %u %g %.9Y' -- "$1"
}

# Keeps what stands at a path in $original. What is a file or a link is copied at once, and all that is kept is taken of the
# copy: of one and the same thing, whatever stands there by then.
drover_record_place() ( # path
  for drover_at in type was node folder taken; do
    if [ -e "$original/$drover_at" ] || [ -L "$original/$drover_at" ]; then rm -rf -- "${original:?}/$drover_at" || exit 1; fi
  done
  drover_is=0
  drover_into "${1%/*}" || drover_is=$?
  case $drover_is in
    0) ;;
    1)
      drover_record_type absent
      exit
      ;;
    *) exit 1 ;;
  esac
  drover_stands "./${1##*/}"
  case $drover_standing in
    file | symlink)
      cp -a -T --reflink=auto -- "./${1##*/}" "$original/taken" || exit 1
      drover_stands "$original/taken"
      drover_record_taken || exit 1
      ;;
    directory) drover_record_folder "${1##*/}" || exit 1 ;;
  esac
  # An empty folder that would go with the place stays when the place is brought back: it stands there now.
  if drover_marked "${1%/*}" && [ -z "$(ls -A .)" ]; then : >"$original/folder"; fi
  drover_record_type "$drover_standing"
)

# `was` is there for whoever is to tell what will become of the place.
drover_record_type() { # type
  printf '%s\n' "$1" >"$original/type"
  case $1 in absent) echo absent ;; *) echo present ;; esac >"$original/was"
}

drover_record_taken() {
  case $drover_standing in
    file)
      # Nobody exchanges it here, and a file that is there keeps its own rights when cp fills it.
      drover_copy=$drover/store/.$$
      drover_rights "$original/taken" >"$original/rights" &&
        cp -a -T --attributes-only -- "$original/taken" "$original/node" &&
        (umask 077 && : >"$drover_copy") && cp -T --reflink=auto -- "$original/taken" "$drover_copy" &&
        drover_name_copy >"$original/content" &&
        rm -f -- "$original/taken"
      ;;
    symlink) mv -T -- "$original/taken" "$original/node" ;;
    *)
      rm -rf -- "$original/taken"
      echo 'It was exchanged for something else while it was kept.' >&2
      return 1
      ;;
  esac
}

# A folder's own attributes go into an archive of nothing but the folder: cp can't copy them without what is in it.
drover_record_folder() ( # name
  drover_enter "$1" && drover_rights . >"$original/rights" && ls -A . | sha256sum >"$original/entries" &&
    tar -c -f "$original/node" --format=posix --no-recursion --acls --xattrs --xattrs-include='*' .
)

# Brings back what $original keeps of a path, from whatever stands there now; changes nothing where it stands already.
drover_restore_place() ( # path
  drover_is=0
  drover_into "${1%/*}" || drover_is=$?
  drover_was=$(cat -- "$original/type") && [ "$drover_is" -le 1 ] || exit 1
  drover_now=absent
  if [ "$drover_is" = 0 ]; then
    drover_stands "./${1##*/}"
    drover_now=$drover_standing
    drover_clear_aside "$1" || exit 1
  fi
  case $drover_was in
    absent) drover_restore_absent "$1" ;;
    file) drover_restore_file "$1" ;;
    symlink) drover_restore_link "$1" ;;
    directory) drover_restore_folder "$1" ;;
    *)
      [ "$drover_now" = "$drover_was" ] && exit
      printf '%s was no file, folder or link, and cannot be brought back.\n' "$1" >&2
      exit 1
      ;;
  esac
)

drover_restore_absent() { # path
  case $drover_now in
    absent) ;;
    directory) rmdir --ignore-fail-on-non-empty -- "./${1##*/}" || return 1 ;;
    *) rm -f -- "./${1##*/}" || return 1 ;;
  esac
  # The folders above that were made along go, as far as they are empty and still as they were made.
  drover_above=${1%/*}
  while [ -n "$drover_above" ] && [ ! -e "$original/folder" ]; do
    if drover_marked "$drover_above" && drover_remove_folder "$drover_above"; then rm -f -- "$drover_mark"; fi
    drover_above=${drover_above%/*}
  done
}

drover_remove_folder() ( # path
  drover_into "${1%/*}" && [ "$(stat -c '%F %a %u %g' -- "./${1##*/}" 2>/dev/null)" = 'directory 755 0 0' ] &&
    rmdir -- "./${1##*/}" 2>/dev/null
)

drover_restore_file() { # path
  drover_bytes=$drover/store/$(cat -- "$original/content") || return 1
  if [ "$drover_now" = file ] && [ "$(drover_rights "./${1##*/}")" = "$(cat -- "$original/rights")" ] &&
    cmp -s -- "./${1##*/}" "$drover_bytes"; then
    return 0
  fi
  rm -f -- "$original/ready" && cp --reflink=auto -- "$drover_bytes" "$original/ready" &&
    cp -a -T --attributes-only -- "$original/node" "$original/ready" &&
    drover_put_file "$original/ready" "$1" && rm -f -- "$original/ready"
}

# What a command prints loses its last line breaks: an x behind them keeps them.
drover_restore_link() { # path
  if [ "$drover_now" = symlink ] &&
    [ "$(stat -c '%u %g %.9Y' -- "./${1##*/}")" = "$(stat -c '%u %g %.9Y' -- "$original/node")" ] &&
    [ "$(readlink -n -- "./${1##*/}" && echo x)" = "$(readlink -n -- "$original/node" && echo x)" ]; then
    return 0
  fi
  drover_put_file "$original/node" "$1"
}

drover_restore_folder() { # path
  if [ "$drover_now" = directory ]; then
    drover_reset_folder "${1##*/}"
  else
    drover_hold "$1" && drover_name_aside "$1" && mkdir -m 700 -- "./$drover_aside" &&
      (drover_enter "$drover_aside" && drover_unpack_folder) &&
      drover_make_room "$1" && rm -f -- "./${1##*/}" && drover_take_place "$1"
  fi
}

drover_unpack_folder() {
  tar -x -p -f "$original/node" --numeric-owner --same-owner --acls --xattrs --xattrs-include='*' -C .
}

# The time when entries last came or went is true only while the same entries are there.
drover_reset_folder() ( # name
  drover_enter "$1" && read -r drover_mode drover_owner drover_group drover_time <"$original/rights" || exit 1
  if [ "$(stat -c '%a %u %g' .)" != "$drover_mode $drover_owner $drover_group" ]; then
    drover_since=$(stat -c '%.9Y' .) && drover_unpack_folder && touch -d "@$drover_since" . || exit 1
  fi
  if [ "$(stat -c '%.9Y' .)" != "$drover_time" ] && [ "$(ls -A . | sha256sum)" = "$(cat -- "$original/entries")" ]; then
    touch -d "@$drover_time" .
  fi
)
