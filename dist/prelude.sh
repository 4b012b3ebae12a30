# shellcheck shell=dash
# The functions that every script on a machine may use. POSIX sh and GNU coreutils, util-linux, tar and gzip only.
# Set by whoever sources this: drover (the state folder, /var/lib/drover) and, while a transaction runs, transaction (its
# folder in the journal) and step (the step's folder in it): shellcheck can't see them.
# shellcheck disable=SC2154

# Runs what makes a folder or a file of Drover's own: nobody but root reads it.
drover_own() {
  (umask 077 && "$@")
}

# The path of a content that this transaction may use, as drover_found: where it has a name of its own in the plan, or in the store.
drover_find() { # label
  drover_found=$transaction/contents/$1
  [ -e "$drover_found" ] || drover_found=$drover/store/$1
}

# The same, printed.
drover_content() { # label
  drover_find "$1"
  printf '%s\n' "$drover_found"
}

# A value that is known on this machine alone (StepDraft.values).
drover_value() {
  cat -- "$step/values/$1"
}

# HMAC-SHA256 of a file with the machine's own key, in hex; nothing where the machine has no key yet. The two padded
# blocks of the key are kept ready (RFC 2104), because sh has no bytes to work on.
drover_hmac() {
  [ -f "$drover/fingerprint-key/outer" ] || return 0
  drover_sum=$(cat -- "$drover/fingerprint-key/inner" "$1" | sha256sum)
  drover_escape "${drover_sum%% *}"
  # shellcheck disable=SC2059
  drover_sum=$(printf "$drover_escaped" | cat -- "$drover/fingerprint-key/outer" - | sha256sum)
  printf '%s\n' "${drover_sum%% *}"
}

# Bytes in hex as printf writes them, as drover_escaped.
drover_escape() { # hex
  drover_hex=$1 drover_escaped=
  while [ -n "$drover_hex" ]; do
    drover_byte=$((0x${drover_hex%"${drover_hex#??}"})) drover_hex=${drover_hex#??}
    drover_escaped="$drover_escaped\\$((drover_byte / 64))$((drover_byte / 8 % 8))$((drover_byte % 8))"
  done
}

# Puts a file's bytes into the store and prints its name there. What may be secret is named by HMAC, so that no name tells it.
# The file is opened once and no link followed: the name is that of the copy.
drover_store() {
  drover_copy=$drover/store/.$$
  if [ -e "$drover_copy" ] || [ -L "$drover_copy" ]; then rm -rf -- "$drover_copy" || return 1; fi
  drover_own cp -R -P -T --reflink=auto -- "$1" "$drover_copy" || return 1
  if [ -L "$drover_copy" ] || [ ! -f "$drover_copy" ]; then
    rm -rf -- "$drover_copy"
    printf '%s is not a file.\n' "$1" >&2
    return 1
  fi
  chmod 600 "$drover_copy" && drover_name_copy
}

# Gives the store's copy its name.
drover_name_copy() {
  drover_name="h-$(drover_hmac "$drover_copy")"
  if [ "$drover_name" = h- ]; then
    rm -f -- "$drover_copy"
    return 1
  fi
  mv -f -- "$drover_copy" "$drover/store/$drover_name" && printf '%s\n' "$drover_name"
}

# What is told to whoever follows the transaction. Each event is one line with its number: a reader that lost its connection
# asks for those behind the last. Whoever has written the last one knows its number, unless a step said something in between.
drover_event() { # word …
  drover_last=${drover_number-} drover_number=
  if [ -z "$drover_last" ] || [ -e "$transaction/said" ]; then drover_last_event || drover_last=; fi
  case $drover_last in
    '') printf '\n%s %s\n' "$(($(wc -l <"$transaction/events") + 2))" "$*" >>"$transaction/events" ;;
    *)
      printf '%s %s\n' "$((drover_last + 1))" "$*" >>"$transaction/events"
      drover_number=$((drover_last + 1))
      ;;
  esac
}

# The number of the last event, as drover_last; false where its line is there in part.
drover_last_event() {
  drover_last=0
  [ -s "$transaction/events" ] || return 0
  # The last line, and a mark behind it: without a line break between them it is half a line, for which a full disk had room.
  drover_last=$(tail -n 1 -- "$transaction/events" 2>/dev/null && echo .) || :
  case $drover_last in
    [0-9]*'
.') drover_last=${drover_last%% *} ;;
    '' | .) drover_last=0 ;;
    *) return 1 ;;
  esac
}

# At once, what a step is waiting for. Not every script that says something runs in a transaction.
drover_say() { # message
  [ -f "$transaction/events" ] || return 0
  : >"$transaction/said"
  drover_event say "$(printf %s "$1" | base64 -w 0)"
}
