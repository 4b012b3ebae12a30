# shellcheck shell=dash
# The functions that every script on a machine may use. POSIX sh and GNU coreutils, util-linux, tar and gzip only.
# Set by whoever sources this: drover (the state folder, /var/lib/drover) and, while a transaction runs, transaction (its
# folder in the journal) and step (the step's folder in it): shellcheck can't see them.
# shellcheck disable=SC2154

# Runs what makes a folder or a file of Drover's own: nobody but root reads it.
drover_own() {
  (umask 077 && "$@")
}

# The path of a content that was delivered for this transaction.
drover_content() {
  printf '%s\n' "$transaction/contents/$1"
}

# A value that is known on this machine alone (StepDraft.values).
drover_value() {
  cat -- "$step/values/$1"
}

# HMAC-SHA256 of a file with the machine's own key, in hex; nothing where the machine has no key yet. The two padded
# blocks of the key are kept ready (RFC 2104), because sh has no bytes to work on.
drover_hmac() {
  if [ -f "$drover/fingerprint-key/outer" ]; then
    cat -- "$drover/fingerprint-key/inner" "$1" | sha256sum | cut -c1-64 | tr a-f A-F | basenc --base16 -d |
      cat -- "$drover/fingerprint-key/outer" - | sha256sum | cut -c1-64
  fi
}

# Puts a file's bytes into the store and prints its name there. What may be secret is named by HMAC, so that no name tells it.
drover_store() {
  drover_name="h-$(drover_hmac "$1")"
  [ "$drover_name" != h- ] || return 1
  if [ ! -e "$drover/store/$drover_name" ]; then
    cp --reflink=auto -- "$1" "$drover/store/.$drover_name.$$"
    chmod 600 "$drover/store/.$drover_name.$$"
    mv -f -- "$drover/store/.$drover_name.$$" "$drover/store/$drover_name"
  fi
  printf '%s\n' "$drover_name"
}
