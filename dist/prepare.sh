# shellcheck shell=dash
# The first half of a transaction: a runner calls it with a packed transaction on standard input; sourced behind state.sh,
# folders.sh and receive.sh.
# shellcheck disable=SC2154

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
  drover_reboot_reasons >"$transaction/reboot.before"
  drover_note_before
  sync -f "$drover"
  drover_write_state prepared
  trap - EXIT
  echo prepared
}

# What drover_begin is going to change: the claims, where they do not name all of its places already, and who attempted last.
drover_note_before() {
  if [ ! -e "$drover/claims" ]; then
    : >"$transaction/claims.before"
  elif grep -qvxF -f "$drover/claims" -- "$transaction/owned" || [ $? -ne 1 ]; then
    # Claims that can't be read are no claims that name all: copying them says what is wrong, and ends it here.
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
