# shellcheck shell=dash
# drover_recover_script, drover_lease: set before this; shellcheck can't see it.
# shellcheck disable=SC2154
# The first half of a transaction: a runner calls it with a packed transaction on standard input; sourced behind state.sh.

drover_folders() (
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
  [ "$(cat -- "$1" 2>/dev/null)" != "$2" ] || return 0
  printf '%s\n' "$2" >"$1.new"
  chmod "$3" "$1.new"
  sync "$1.new"
  mv -f -- "$1.new" "$1"
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
  rm -rf -- "$transaction"
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
  # The names in blobs/ are the store's own. What does not match its name was damaged on the way.
  (cd "$transaction/blobs" && find . -type f ! -name 'h-*' -printf '%f\0' | sort -z >../fresh && drover_check ../fresh)
  # What has a name in the store must be whole, also after a power cut: it is synced before it is given one.
  if [ -n "$(find "$transaction/blobs" -type f -print -quit)" ]; then
    sync -f "$transaction/blobs"
    find "$transaction/blobs" -type f -exec mv -f -t "$drover/store" -- {} +
  fi
  rm -rf -- "$transaction/blobs"
  # labels: what is named in the store as it is in the plan; aliases: `label name`, for secrets.
  while read -r drover_label drover_alias; do
    ln -s -- "$drover/store/$drover_alias" "$transaction/contents/$drover_label"
  done <"$transaction/aliases"
  if [ -n "$(find "$transaction/contents" -xtype l -print -quit)" ] ||
    ! (cd -- "$drover/store" && xargs -r stat --printf= -- <"$transaction/labels" 2>/dev/null); then
    echo lacking
    return 0
  fi
  for step in "$transaction"/steps/*/; do
    [ -e "$step/record" ] || continue
    mkdir -- "$step/original"
    drover_script "$step/record" "$step/original" </dev/null >&2
  done
  for drover_keeping in "$transaction"/keepings/*/; do
    [ -e "$drover_keeping/record.sh" ] || continue
    if [ -e "$drover_keeping/same" ]; then
      cp -a -T -- "$transaction/steps/$(cat -- "$drover_keeping/same")/original" "$drover_keeping/record"
    else
      mkdir -- "$drover_keeping/record"
      drover_script "$drover_keeping/record.sh" "$drover_keeping/record" </dev/null >&2
    fi
  done
  drover_failed_units
  printf '%s' "${drover_failing:+$drover_failing
}" >"$transaction/failed.before"
  sync -f "$drover"
  drover_write_state prepared
  trap - EXIT
  echo prepared
}

# Prints the archive that comes in pieces: a line says of each how it is packed and how many bytes it has (engine/packing.ts).
drover_receive() {
  while read -r drover_form drover_bytes; do
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

# Runs one script of a transaction in a shell of its own (shell.sh: the prelude, then the script), so that nothing it sets
# outlives it.
drover_script() { # script original
  (
    original=$2
    export drover transaction step original
    exec sh -eu -- "$transaction/shell.sh" "$1" 9>&-
  )
}
