# shellcheck shell=dash
# The forward half of a transaction, in a unit of its own: begin, then the steps; sourced behind state.sh and undo.sh.
# shellcheck disable=SC2154

drover_work() {
  drover_at=begin
  exec 9>>"$drover/lock" 2>"$transaction/trouble"
  flock 9
  # Whoever stopped the worker before it got here has settled the transaction.
  drover_read_phase
  [ "$drover_phase" = applying ] || return 0
  trap drover_broke EXIT
  drover_begin
  for step in "$transaction"/steps/*/; do
    [ -e "$step/effect" ] || continue
    step=${step%/} drover_at=${step##*/}
    drover_event start "$drover_at"
    if drover_limited effect </dev/null >"$step/output" 2>&1; then
      drover_event finish "$drover_at"
    else
      drover_failed $? "$step/output"
      return 0
    fi
  done
  drover_at=applied
  drover_tell_reboot || :
  drover_write_state applied
  drover_event end applied
  trap - EXIT
}

# Where the transaction stands (`begin`, a step, `applied`) failed, with this exit code and this output: it is undone.
drover_failed() { # exit output
  trap - EXIT
  drover_room=$(df --output=avail --block-size=1024 -- "$drover" | tail -n 1)
  # Whoever met the full disk could not write that down.
  rm -rf -- "$transaction/reserve"
  [ "$((drover_room))" -ge 64 ] || printf 'No space is left on the disk of %s.\n' "$drover" >>"$2"
  drover_event failed "$drover_at" "$1" "$(drover_tail "$2" | base64 -w 0)"
  drover_undo "$drover_at exited $1"
}

# The worker itself came to an end that nobody foresaw, as on a full disk.
drover_broke() {
  drover_failed $? "$transaction/trouble"
}

# The end of a step's output. Where it is cut, the first line goes with the rest: half a secret could not be recognised.
drover_tail() {
  if [ "$(stat --format=%s -- "$1")" -le 16384 ]; then cat -- "$1"; else tail -c 16384 -- "$1" | tail -n +2; fi
}

# From here on the machine is in this transaction's hands: `attempted` tells all that it and those before it may have touched,
# until a generation is recorded; its places are claimed, and what was recorded of them is their original. In this order: an
# original is never there without a claim, so that one which is found is one which counts. Nothing is synced here: undoing needs
# only what was when it was prepared.
drover_begin() {
  if [ -L "$drover_home/attempted" ]; then
    ln -sfn -- "journal/$request" "$drover_home/attempted.new"
    mv -T -- "$drover_home/attempted.new" "$drover_home/attempted"
  else
    ln -s -- "journal/$request" "$drover_home/attempted"
  fi
  if [ -e "$transaction/claims.before" ]; then
    sort -u -- "$transaction/claims.before" "$transaction/owned" >"$drover/claims.new"
    mv -fT -- "$drover/claims.new" "$drover/claims"
  fi
  set --
  for drover_keeping in "$transaction"/keepings/*/; do
    [ -e "$drover_keeping/record" ] || continue
    drover_keeping=${drover_keeping%/} drover_kept=$drover/originals/${drover_keeping##*/}
    [ ! -e "$drover_kept" ] || rm -rf -- "$drover_kept"
    set -- "$@" "$drover_keeping"
  done
  [ "$#" = 0 ] || cp -a --reflink=auto -t "$drover/originals" -- "$@"
}

# Runs a script of the step. One that is over the limit (in seconds) is ended with all that it started. What a step recorded is
# that of the place which it touches, where that is kept.
drover_limited() { # script
  original=$step/original
  if [ -e "$step/kept" ]; then
    read -r drover_kept <"$step/kept"
    original=$transaction/keepings/$drover_kept/record
  fi
  export drover transaction step original
  (
    umask 022
    read -r drover_limit <"$transaction/limit" || :
    exec timeout --kill-after=10 "$drover_limit" sh -eu -- "$transaction/shell.sh" "$step/$1" 9>&-
  )
}
