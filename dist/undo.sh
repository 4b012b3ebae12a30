# shellcheck shell=dash
# The way back: what every step recorded is brought back, whether the step never ran, ran half or ran whole. Twice is the same
# as once. Sourced behind state.sh.
# shellcheck disable=SC2154

# Under the lock. What makes room goes first (a unit that runs with what is about to go), then everything backwards, and what
# made room comes back at the very end, when all that it reads is there again. A part that fails does not keep the others.
drover_undo() { # reason
  # On a full disk there is no other place for what is written now.
  rm -rf -- "$transaction/reserve" "$drover/claims.new" "$drover/state.new"
  drover_write_state undoing "$1"
  drover_event undoing
  : >"$transaction/left"
  find "$transaction/steps" -mindepth 1 -maxdepth 1 -type d | sort -r >"$transaction/backwards"
  while read -r step; do
    [ ! -e "$step/room" ] || drover_put_back "$step" room
  done <"$transaction/backwards"
  for drover_last in no yes; do
    while read -r step; do
      [ -e "$step/restore" ] || continue
      if [ -e "$step/room" ]; then drover_late=yes; else drover_late=no; fi
      [ "$drover_late" != "$drover_last" ] || drover_put_back "$step" restore
    done <"$transaction/backwards"
  done
  if [ -s "$transaction/left" ]; then
    drover_write_state undo-failed "$1"
    drover_event end undo-failed "$1"
    return 0
  fi
  drover_ungrab
  # A boot from here on brings nothing back any more.
  drover_sync
  drover_write_state undone "$1"
  drover_event end undone "$1"
}

drover_put_back() { # step script
  step=$1
  if ! drover_limited "$2" </dev/null >"$1/undo-output" 2>&1; then
    drover_exit=$?
    printf '%s\n' "${1##*/}" >>"$transaction/left"
    drover_event left "${1##*/}" "$drover_exit" "$(drover_tail "$1/undo-output" | base64 -w 0)"
  fi
}

# What `drover_begin` took is given back: after it the machine knows nothing of this transaction but its journal.
drover_ungrab() {
  if [ -s "$transaction/number" ]; then
    read -r drover_next <"$transaction/number"
    rm -rf -- "$drover_home/generations/$drover_next"
  fi
  for drover_keeping in "$transaction"/keepings/*/; do
    drover_keeping=${drover_keeping%/}
    [ ! -e "$drover_keeping/record" ] || rm -rf -- "$drover/originals/${drover_keeping##*/}"
  done
  if [ -e "$transaction/claims.before" ] && [ -e "$drover/claims" ] && ! cmp -s -- "$transaction/claims.before" "$drover/claims"; then
    cp -- "$transaction/claims.before" "$drover/claims.new"
    sync "$drover/claims.new"
    mv -fT -- "$drover/claims.new" "$drover/claims"
  fi
  if [ -L "$transaction/attempted.before" ]; then
    cp -P -- "$transaction/attempted.before" "$drover_home/attempted.new"
    mv -T -- "$drover_home/attempted.new" "$drover_home/attempted"
  else
    rm -f -- "$drover_home/attempted"
  fi
}

# Under the lock. Nothing was done yet, and nothing will be.
drover_abort() { # reason
  drover_write_state aborted "$1"
  drover_event end aborted "$1"
}
