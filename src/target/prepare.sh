# shellcheck shell=dash
# drover_recover_script, drover_lease: set before this; shellcheck can't see it.
# shellcheck disable=SC2154
# The first half of a transaction: a runner calls it with a packed transaction on standard input; sourced behind state.sh.

drover_folders() {
  # In one look, where all is as it should be.
  [ "$(cd -- "$drover" 2>/dev/null && stat --printf='%a ' -- . lock trees store originals units deployments packages hooks users folders 2>/dev/null)" = \
    '711 600 755 700 700 700 700 700 700 700 700 ' ] || drover_make_folders
}

drover_make_folders() (
  mkdir -p -- "$drover"
  chmod 0711 "$drover"
  cd -- "$drover" || exit
  mkdir -p -- store originals units deployments packages hooks users folders trees
  # flock needs only to read: what any user could open, any user could hold.
  : >>lock
  # Earlier versions let everybody read some of them.
  chmod 0700 -- store originals units deployments packages hooks users folders
  chmod 0600 lock
  chmod 0755 trees
)

# The boot unit is the one thing that Drover keeps on a machine beside its own folder. It is written only where it differs;
# systemd reads it at the next boot, so nothing has to be reloaded for it.
drover_boot_unit() {
  drover_put "$drover/recover.sh" "$drover_recover_script" 0600
  drover_put /etc/systemd/system/drover-recover.service "[Unit]
Description=Drover: settle a deployment that was open when the machine went down
ConditionPathExists=$drover/state
[Service]
Type=oneshot
ExecStart=/bin/sh $drover/recover.sh
[Install]
WantedBy=multi-user.target" 0644
  drover_wants=/etc/systemd/system/multi-user.target.wants/drover-recover.service
  [ -L "$drover_wants" ] || { mkdir -p "${drover_wants%/*}" && ln -sfn ../drover-recover.service "$drover_wants"; }
}

drover_put() { # path text mode
  if drover_holds "$1" "$2"; then return 0; fi
  printf '%s\n' "$2" >"$1.new"
  chmod "$3" "$1.new"
  sync "$1.new"
  mv -f -- "$1.new" "$1"
}

# Whether a short file has this text, and a line break.
drover_holds() { # path text
  [ -f "$1" ] || return 1
  drover_text=
  while IFS= read -r drover_row; do
    drover_text="$drover_text$drover_row
"
  done <"$1"
  [ "$drover_text" = "$2
" ]
}

# An open transaction that nobody keeps any more, as where its watch was taken away: it is settled first, by its own program.
# One that was confirmed by somebody who was killed in the middle of it is finished: what was observed before that is stale.
drover_settle_dead() {
  drover_stale=no
  drover_read_state
  drover_theirs=$state_deployment
  case $state_phase in
    applying | applied | undoing) ;;
    confirmed)
      drover_their_home=$drover/deployments/$drover_theirs
      # Where its journal is gone, as with all of that deployment, there is nothing to finish.
      [ -f "$drover_their_home/journal/$state_request/runtime.sh" ] || return 0
      if [ -L "$drover_their_home/attempted" ] || ! [ "$drover_their_home/current" -ef "$drover_their_home/generations/$state_reason" ]; then
        drover_stale=yes
        drover_settle_theirs ''
      fi
      return 0
      ;;
    *) return 0 ;;
  esac
  drover_uptime
  if [ -f /run/drover/lease ]; then
    drover_read_lease
    [ "$drover_lessee" != "$state_request" ] || [ "$drover_now" -gt $((drover_until + drover_lease)) ] || return 0
  elif [ "$drover_now" -lt 120 ]; then
    # The boot unit has its turn first.
    return 0
  fi
  drover_settle_theirs 'nobody kept it any more'
}

drover_settle_theirs() { # reason
  sh "$drover/deployments/$drover_theirs/journal/$state_request/runtime.sh" drover_recover "$state_request" "$drover_theirs" "$1" >&2 || :
}

# Reads a packed transaction from standard input, puts its contents into the store, and records what stands in all places
# that it will touch. Nothing of the machine itself is changed, and all but the store's contents lies in the transaction's own
# folder: one that is never submitted leaves no trace. `seen` is the state that the plan was made from: where
# another transaction came in between, the plan is stale. Prints `prepared`, `busy HOLDER`, `held WHO`, `unsettled REASON`, `stale`, or
# `lacking` where the store has not all that the plan needs.
drover_prepare() { # seen
  drover_folders
  drover_settle_dead
  exec 9>>"$drover/lock"
  if ! flock -w 1 9; then
    drover_read_state
    printf 'busy %s\n' "$state_holder"
    return 0
  fi
  drover_alone
  if [ -e "$drover/held" ]; then
    printf 'held %s\n' "$(cat -- "$drover/held")"
    return 0
  fi
  if [ "$drover_stale" = yes ] || [ "$state_request $state_phase" != "$1" ]; then
    echo stale
    return 0
  fi
  drover_boot_unit
  [ ! -e "$transaction" ] || rm -rf -- "$transaction"
  # What fails from here on, as on a full disk, leaves nothing of what came.
  trap 'rm -rf -- "$transaction"' EXIT
  mkdir -p -- "$transaction/contents" "$transaction/blobs" "$transaction/steps" "$transaction/keepings"
  # -m: a content is as old as it is here. Web servers tell two versions of a file apart by their times.
  # All of it is root's already: no owner is set a second time, which takes as long as writing a small file.
  drover_receive | tar -xm --no-same-owner -b 512 -f - -C "$transaction"
  # Given up at need, so that there is room to say how it ended when a step fills the disk.
  head -c 262144 /dev/urandom >"$transaction/reserve"
  if [ -d "$transaction/fingerprint-key" ]; then
    if [ -d "$drover/fingerprint-key" ]; then
      echo stale
      return 0
    fi
    chmod 0700 "$transaction/fingerprint-key"
    mv -- "$transaction/fingerprint-key" "$drover/fingerprint-key"
  fi
  drover_shelve
  # aliases: `label name`, for secrets.
  while read -r drover_label drover_alias; do
    ln -s -- "$drover/store/$drover_alias" "$transaction/contents/$drover_label"
  done <"$transaction/aliases"
  if ! drover_provided; then
    echo lacking
    return 0
  fi
  drover_record
  drover_failed_units
  printf '%s' "${drover_failing:+$drover_failing
}" >"$transaction/failed.before"
  drover_note_before
  sync -f "$drover"
  drover_write_state prepared
  trap - EXIT
  echo prepared
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

# What drover_begin is going to change: the claims, where they do not name all of its places already, and who attempted last.
drover_note_before() {
  if [ ! -e "$drover/claims" ]; then
    : >"$transaction/claims.before"
  elif grep -qvxF -f "$drover/claims" -- "$transaction/owned"; then
    cp -- "$drover/claims" "$transaction/claims.before"
  fi
  [ ! -L "$drover_home/attempted" ] || cp -P -- "$drover_home/attempted" "$transaction/attempted.before"
}

# Records what stands in all places that will be touched. Each script has a shell of its own, so that nothing it sets outlives it;
# the functions that it may use (shell.sh) are read once for all.
drover_record() (
  set --
  for step in "$transaction"/steps/*/; do
    if [ -e "$step/record" ] && [ ! -e "$step/kept" ]; then set -- "$@" "${step}original"; fi
  done
  for drover_keeping in "$transaction"/keepings/*/; do
    [ ! -e "$drover_keeping/record.sh" ] || set -- "$@" "${drover_keeping}record"
  done
  [ "$#" -gt 0 ] || exit 0
  mkdir -- "$@"
  export drover transaction step original
  set -- /dev/null "$@"
  # shellcheck source=/dev/null
  . "$transaction/shell.sh"
  shift
  for original; do
    step=${original%/*} drover_script=$original.sh
    [ -e "$drover_script" ] || drover_script=$step/record
    # shellcheck source=/dev/null
    (. "$drover_script")
  done
) </dev/null >&2 9>&-

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
