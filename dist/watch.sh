# shellcheck shell=dash
# Who settles a transaction when its runner is gone: a timer while the machine is up, a unit at its boot.
# Sourced behind all the other parts.
# shellcheck disable=SC2154

# Every few seconds, from before the first effect on. It never touches another transaction than its own.
drover_watch() {
  drover_read_phase
  case $drover_phase in
    prepared | applying | applied | undoing)
      if drover_leased; then return 0; fi
      ;;
    # Whoever confirmed it may have been killed before it was done.
    confirmed)
      drover_recover ''
      drover_dismissed
      return 0
      ;;
    *) drover_dismissed && return 0 ;;
  esac
  # The worker holds the lock, so it goes first, with all that it started.
  systemctl stop "drover-apply-$request.service" "drover-undo-$request.service" 2>/dev/null || :
  exec 9>>"$drover/lock"
  flock 9
  # It may have been confirmed, or somebody may have come back, while the lock was not ours.
  if ! drover_leased; then drover_settle_open 'the runner was not heard of for a minute'; fi
}

drover_dismissed() {
  systemctl stop --no-block "drover-deadline-$request.timer" 2>/dev/null || :
}

# Under the lock: an open transaction is brought to its end; a confirmed one gets what it still lacks.
drover_settle_open() { # reason
  drover_read_phase
  case $drover_phase in
    prepared) drover_abort "$1" ;;
    applying | applied | undoing) drover_undo "$1" ;;
    confirmed) drover_finish "$state_reason" ;;
  esac
}

# On the word of whoever looked at it: what could not be undone is tried again.
drover_retry() {
  exec 9>>"$drover/lock"
  flock 9
  drover_read_phase
  [ "$drover_phase" != undo-failed ] || drover_undo "$state_reason"
}

# Or what is there is taken as it is: the next deployment starts from that, and knows all that this one may have touched.
drover_accept() {
  (
    flock 9
    drover_read_phase
    if [ "$drover_phase" = undo-failed ]; then
      drover_write_state undone 'what is there was accepted'
      drover_event end undone 'what is there was accepted'
    fi
    drover_ending
  ) 9>>"$drover/lock"
}

# What has lost its worker, as at boot, or on the runner's word.
drover_recover() { # reason
  exec 9>>"$drover/lock"
  flock 9
  drover_settle_open "$1"
}
