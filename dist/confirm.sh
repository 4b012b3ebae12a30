# shellcheck shell=dash
# The decision, and what follows from it. Sourced behind state.sh, collect.sh and work.sh.
# shellcheck disable=SC2154

# The runner's word that the machine is well. It counts for this transaction only, in the boot in which it was applied (after a declared reboot: in the next one), while
# its lease holds; asked again it answers the same. Prints `confirmed N`, or the phase that the transaction is in, with its reason.
drover_confirm() {
  (
    flock 9
    drover_read_phase
    if [ "$drover_phase" = applied ]; then
      drover_boot_id
      if [ "$state_boot" = "$drover_boot" ] && [ "$state_reason" != rebooting ] && drover_leased; then drover_decide; fi
    fi
    drover_ending
  ) 9>>"$drover/lock"
}

# How the transaction stands, in one line. What a confirmed one still lacks is done first.
drover_ending() {
  drover_read_phase
  case $drover_phase in
    confirmed)
      drover_finish "$state_reason"
      printf 'confirmed %s\n' "$state_reason"
      # Those of transactions that ended before too: their program may be gone by now.
      systemctl stop --no-block "drover-deadline-$request.timer" 'drover-deadline-*.timer' 2>/dev/null || :
      drover_tidy "$state_reason"
      ;;
    # It came too late: the lease is over, or the machine was started anew.
    applied) echo late ;;
    '') echo gone ;;
    *) printf '%s %s\n' "$drover_phase" "$state_reason" ;;
  esac
}

# Nobody waits for what is collected, and it is worth its while with every fifth generation only.
drover_tidy() { # generation
  [ $(($1 % 5)) -eq 0 ] || return 0
  read -r drover_count drover_days <"$transaction/keep"
  [ "$1" -gt "$drover_count" ] || [ "$drover_days" != 0 ] || return 0
  [ -n "$(drover_beyond "$drover_count" "$drover_days" "$transaction")" ] || return 0
  systemd-run --quiet --collect --no-block --unit="drover-collect-$request" --description="Drover: tidy up after $deployment" \
    -- sh "$transaction/runtime.sh" drover_collect "$request" "$deployment" "$drover_count" "$drover_days" >/dev/null 2>&1 || :
}

# All that was done is synced, and the generation's folder, which came with the transaction, before the state says `confirmed`, and
# that is the decision: what comes after it is only derived from it, by whoever comes first.
drover_decide() {
  # Room for what is written now.
  : >"$transaction/reserve"
  # Noted, so that an undoing finds it: a generation that was never decided on is none.
  if [ ! -s "$transaction/number" ]; then
    drover_last=0
    for drover_at in "$drover_home"/generations/[0-9]*; do
      drover_at=${drover_at##*/}
      case $drover_at in *[!0-9]*) ;; *) [ "$drover_at" -le "$drover_last" ] || drover_last=$drover_at ;; esac
    done
    printf '%s\n' "$((drover_last + 1))" >"$transaction/number"
  fi
  read -r drover_next <"$transaction/number"
  if [ -d "$transaction/generation" ]; then
    [ -d "$drover_home/generations" ] || mkdir -- "$drover_home/generations"
    drover_sync
    mv -T -- "$transaction/generation" "$drover_home/generations/$drover_next"
  fi
  drover_write_state confirmed "$drover_next"
}

drover_finish() { # generation
  if [ "$drover_home/current" -ef "$drover_home/generations/$1" ] && [ ! -L "$drover_home/attempted" ]; then return 0; fi
  ln -sfn -- "generations/$1" "$drover_home/current.new"
  mv -T -- "$drover_home/current.new" "$drover_home/current"
  [ ! -s "$transaction/released" ] || drover_release
  # The journals of earlier transactions have ended; their last one is kept for whoever asks what was done.
  set -- "$drover_home/attempted"
  for drover_at in "$drover_home"/journal/*; do
    [ "${drover_at##*/}" = "$request" ] || set -- "$@" "$drover_at"
  done
  rm -rf -- "$@"
}

# Gives up the places that this deployment no longer wants, with what was kept of those that nobody claims any more. The
# originals go first: one that stood without a claim would be taken for the truth when its place is next wanted.
drover_release() {
  # Nothing left is exit 1; anything worse, as a full disk, must not take all claims away.
  grep -vxF -f "$transaction/released" -- "$drover/claims" >"$drover/claims.new" || [ $? -eq 1 ]
  sync "$drover/claims.new"
  while read -r drover_name drover_place; do
    if ! cut -f 2- -- "$drover/claims.new" | grep -qxF -- "$drover_place"; then
      rm -rf -- "$drover/originals/$drover_name"
    fi
  done <"$transaction/dropped"
  mv -fT -- "$drover/claims.new" "$drover/claims"
}
