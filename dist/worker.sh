# shellcheck shell=dash
# The second half of a transaction: what the unit runs that carries it out; sourced behind state.sh.

# What the unit runs. Each event is one line with its number: a reader that lost its connection asks for those behind the last.
# The numbers are those of the lines: a step says things too.
drover_event() {
  printf '%s %s\n' "$(($(wc -l <"$transaction/events") + 1))" "$*" >>"$transaction/events"
}

drover_worker() { # request deployment
  request=$1 deployment=$2 drover_at=begin
  drover_home=$drover/deployments/$deployment
  transaction=$drover_home/journal/$request
  exec 9>>"$drover/lock" 2>"$transaction/trouble"
  trap drover_broke EXIT
  flock 9
  drover_begin
  for step in "$transaction"/steps/*/; do
    [ -e "$step/effect" ] || continue
    step=${step%/} drover_at=${step##*/}
    drover_event start "$drover_at"
    if drover_limited "$step/effect" "$step/original" </dev/null >"$step/output" 2>&1; then
      drover_event finish "$drover_at"
    else
      drover_failed $? "$step/output"
      return 0
    fi
  done
  drover_at=record
  drover_record
  trap - EXIT
}

# Where the transaction stands (`begin`, a step, `record`) failed, with this exit code and this output.
drover_failed() { # exit output
  trap - EXIT
  drover_left=$(df --output=avail --block-size=1024 -- "$drover" | tail -n 1)
  # What was begun of a generation goes: on a full disk it has the room that is needed to say how it ended.
  rm -rf -- "$transaction/reserve" "$drover_home/generations/.new" "$drover/claims.new" "$drover/state.new"
  # Whoever met the full disk could not write that down.
  [ "$((drover_left))" -ge 64 ] || printf 'No space is left on the disk of %s.\n' "$drover" >>"$2"
  drover_write_state failed "$drover_at exited $1"
  # Half a line may be what the disk had room for.
  [ -z "$(tail -c 1 -- "$transaction/events")" ] || echo >>"$transaction/events"
  drover_event failed "$drover_at" "$1" "$(drover_tail "$2" | base64 -w 0)"
  drover_event end failed
}

# The worker itself came to an end that nobody foresaw, as on a full disk.
drover_broke() {
  drover_failed $? "$transaction/trouble"
}

# From here on the machine is in this transaction's hands: `attempted` tells all that it and those before it may have touched,
# until a generation is recorded; its places are claimed, and what was recorded of them is their original. In this order: an
# original is never there without a claim, so that one which is found is one which counts.
drover_begin() {
  ln -sfn -- "journal/$request" "$drover_home/attempted.new"
  mv -T -- "$drover_home/attempted.new" "$drover_home/attempted"
  touch -- "$drover/claims"
  sort -u -- "$drover/claims" "$transaction/owned" >"$drover/claims.new"
  mv -f -- "$drover/claims.new" "$drover/claims"
  for drover_keeping in "$transaction"/keepings/*/; do
    [ -e "$drover_keeping/record" ] || continue
    drover_kept=$drover/originals/$(cat -- "$drover_keeping/name")
    rm -rf -- "$drover_kept"
    mv -T -- "${drover_keeping%/}" "$drover_kept"
  done
  sync -f "$drover"
}

# The end of a step's output. Where it is cut, the first line goes with the rest: half a secret could not be recognised.
drover_tail() {
  if [ "$(stat --format=%s -- "$1")" -le 16384 ]; then cat -- "$1"; else tail -c 16384 -- "$1" | tail -n +2; fi
}

# The step's limit in seconds stands beside it; a step that is over it is ended with all that it started.
drover_limited() { # script original
  original=$2
  export drover transaction step original
  (
    umask 022
    exec timeout --kill-after=10 "$(cat -- "$transaction/limit")" sh -eu -- "$transaction/shell.sh" "$1" 9>&-
  )
}

# Records the generation: its folder is whole and synced before the link to it is switched. Where this is cut off, `attempted`
# still stands and the next deployment does the rest.
drover_record() {
  rm -f -- "$transaction/reserve"
  mkdir -p -- "$drover_home/generations"
  drover_last=$(find "$drover_home/generations" -mindepth 1 -maxdepth 1 -name '[0-9]*' -printf '%f\n' | sort -n | tail -n 1)
  drover_next=$((${drover_last:-0} + 1))
  drover_generation=$drover_home/generations/.new
  rm -rf -- "$drover_generation"
  mkdir -m 0700 -- "$drover_generation"
  cp -- "$transaction/manifest.json" "$transaction/manifest.hash" "$transaction/provenance.json" "$drover_generation"
  sync -f "$drover_generation"
  mv -T -- "$drover_generation" "$drover_home/generations/$drover_next"
  ln -sfn -- "generations/$drover_next" "$drover_home/current.new"
  drover_write_state confirmed "$drover_next"
  mv -T -- "$drover_home/current.new" "$drover_home/current"
  drover_release
  rm -f -- "$drover_home/attempted"
  # The journals of earlier transactions have ended; their last one is kept for whoever asks what was done.
  find "$drover_home/journal" -mindepth 1 -maxdepth 1 ! -name "$request" -exec rm -rf -- {} +
  drover_event end confirmed "$drover_next"
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
  mv -f -- "$drover/claims.new" "$drover/claims"
}
