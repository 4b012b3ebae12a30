# shellcheck shell=dash
# How what is sent comes into the journal and the store. Sourced behind state.sh.
# shellcheck disable=SC2154

# Prints the archive that comes in pieces: a line says of each how it is packed and how many bytes it has (engine/packing.ts).
drover_receive() {
  drover_pieces=0
  while read -r drover_form drover_bytes; do
    drover_pieces=$((drover_pieces + 1))
    # It will be worth its while to look for the fastest way to hash it.
    [ "$drover_pieces" -le 1 ] || : >"$transaction/large"
    case $drover_form in
      gzip) drover_take "$drover_bytes" | gzip -d ;;
      plain) drover_take "$drover_bytes" ;;
    esac
  done
}

drover_take() { # bytes
  dd bs=65536 iflag=fullblock,count_bytes count="$1" status=none
}

# Looks whether the files of a list are what their names say, which are hashes. openssl, where a machine has it, knows what its
# processor can do, and takes an eighth of the time; what it says is believed only where it says that all is well.
drover_check() { # list
  [ -s "$1" ] || return 0
  # shellcheck disable=SC2016
  if command -v openssl >/dev/null &&
    xargs -0 -P "$(nproc)" sh -c '[ "$(openssl dgst -sha256 -r "$@" | cut -c 1-64)" = "$(printf "%s\n" "$@")" ]' sh <"$1" 2>/dev/null; then
    return 0
  fi
  # shellcheck disable=SC2016
  xargs -0 -P "$(nproc)" sh -c 'for drover_blob; do printf "%s  %s\n" "$drover_blob" "$drover_blob"; done |
    sha256sum --check --quiet --strict -' sh <"$1" >&2
}

# Gives the contents that came their names in the store, which are their hashes: what does not match its name was damaged on the
# way. What has a name in the store must be whole, also after a power cut: it is synced before it is given one.
drover_shelve() {
  if [ -e "$transaction/large" ]; then
    (cd "$transaction/blobs" && find . -type f ! -name 'h-*' -printf '%f\0' | sort -z >../fresh && drover_check ../fresh)
    sync -f "$transaction/blobs"
    find "$transaction/blobs" -type f -exec mv -f -t "$drover/store" -- {} +
    return 0
  fi
  set -- "$transaction"/blobs/*
  [ -e "$1" ] || return 0
  drover_sums=
  for drover_blob; do
    shift
    drover_name=${drover_blob##*/}
    case $drover_name in
      h-*) ;;
      *)
        printf '%s\0' "$drover_name"
        drover_sums="$drover_sums$drover_name  $drover_blob
"
        set -- "$@" "$drover_blob"
        ;;
    esac
  done >"$transaction/fresh"
  if [ "$#" != 0 ] && [ "$(sha256sum -- "$@")
" != "$drover_sums" ]; then
    printf 'What was sent was damaged on its way.\n' >&2
    return 1
  fi
  set -- "$transaction"/blobs/*
  sync -f "$transaction/blobs"
  mv -f -t "$drover/store" -- "$@"
}

# Whether the store has all that the plan needs: what is named there as it is in the plan (labels), and what is linked.
drover_provided() {
  for drover_at in "$transaction"/contents/*; do
    [ -e "$drover_at" ] || [ ! -L "$drover_at" ] || return 1
  done
  drover_count=0
  while read -r drover_label; do
    [ -e "$drover/store/$drover_label" ] || return 1
    drover_count=$((drover_count + 1))
    # A process for all the others: sh reads slowly.
    if [ "$drover_count" -gt 20 ]; then
      (cd -- "$drover/store" && xargs -r stat --printf= -- 2>/dev/null)
      return
    fi
  done <"$transaction/labels"
}
