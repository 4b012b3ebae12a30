# shellcheck shell=dash
# How a runner hands a prepared transaction over and follows it; sourced behind state.sh.
# shellcheck disable=SC2154

# Hands a prepared transaction to systemd, which carries it out whether or not anybody is still connected. Asked again for
# the same request it only joins. Prints `submitted`, `joined`, `busy HOLDER`, `gone`, or `full` where the disk has no room to
# note what is done: then nothing is begun.
drover_submit() {
  (
    if ! flock -w 1 9; then
      drover_read_state
      printf 'busy %s\n' "$state_holder"
    elif drover_busy; then
      printf 'busy %s\n' "$state_holder"
    elif [ "$state_request" != "$request" ]; then
      echo gone
    elif [ "$state_phase" != prepared ]; then
      drover_renew
      echo joined
    elif ! printf '%065536d' 0 2>/dev/null >"$transaction/room"; then
      rm -f -- "$transaction/room" "$transaction/reserve"
      drover_write_state aborted 'the disk is full'
      rm -rf -- "$transaction"
      echo full
    else
      : >"$transaction/room"
      : >"$transaction/events"
      drover_renew
      drover_write_state applying
      drover_arm
      drover_unit apply drover_work
      echo submitted
    fi
  ) 9>>"$drover/lock"
}

# The watch, which is there once.
drover_arm() {
  systemctl is-active --quiet "drover-deadline-$request.timer" ||
    systemd-run --quiet --collect --unit="drover-deadline-$request" --description="Drover's watch: $deployment" \
      --on-active=5 --on-unit-active=5 --timer-property=AccuracySec=1 \
      -- sh "$transaction/runtime.sh" drover_watch "$request" "$deployment" >&2
}

drover_unit() { # name function …
  drover_what=$1
  shift
  drover_does=$1
  shift
  systemd-run --quiet --collect --unit="drover-$drover_what-$request" --description="Drover: $deployment" \
    --property=TimeoutStopSec=10 -- sh "$transaction/runtime.sh" "$drover_does" "$request" "$deployment" "$@" >&2
}

# On the runner's word: whatever was done is undone, by a unit of its own. Prints `reverting`, or how the transaction ended.
drover_revert() { # reason
  drover_read_phase
  case $drover_phase in
    prepared | applying | applied | undoing)
      drover_renew
      # One that was never submitted has none yet: whoever follows may look before the undoing has told anything.
      [ ! -d "$transaction" ] || : >>"$transaction/events" || :
      # The worker holds the lock, so it goes first, with all that it started.
      systemctl stop "drover-apply-$request.service" 2>/dev/null || :
      systemctl is-active --quiet "drover-undo-$request.service" || drover_unit undo drover_recover "$1"
      echo reverting
      ;;
    '') echo gone ;;
    *) printf '%s %s\n' "$drover_phase" "$state_reason" ;;
  esac
}

# Prints the events behind number $1 as they come, until an end is told; `alive` now and then while it waits, and `lost` where
# nobody works on the transaction any more and no end was told.
drover_follow() { # after
  if [ ! -f "$transaction/events" ]; then
    echo lost
    return 0
  fi
  drover_news </dev/null | drover_heed "$1"
}

# The events as they come, and a line each second that passes. To look for them ourselves would cost a process each time; where
# tail is not told by the kernel that something was written, as on a network's disk, it looks as often as that says.
drover_news() {
  tail -n +1 -f -s 0.02 --pid=$$ -- "$transaction/events" 2>/dev/null &
  drover_tail=$!
  trap 'kill "$drover_tail" "$drover_nap"; exit 0' TERM
  # $$ is the number of the shell that all this began with.
  read -r drover_self _ </proc/self/stat
  printf 'by %s\n' "$drover_self"
  while :; do
    sleep 1 &
    drover_nap=$!
    wait "$drover_nap"
    echo tick
  done
}

# Nobody works any more: what the file has is all that there will be. On a busy machine tail may be far behind it.
drover_rest() {
  while IFS= read -r drover_line; do
    [ "${drover_line%% *}" -gt "$drover_heard" ] 2>/dev/null || continue
    printf '%s\n' "$drover_line"
    case $drover_line in *' end '*) return 0 ;; esac
  done <"$transaction/events"
  echo lost
}

drover_heed() { # after
  drover_quiet=yes drover_idle=no drover_heard=$1
  while IFS= read -r drover_line; do
    case $drover_line in
      'by '*) drover_speaker=${drover_line#by } ;;
      tick)
        if [ "$drover_quiet" = no ]; then
          drover_quiet=yes
        elif systemctl is-active --quiet "drover-apply-$request.service" "drover-undo-$request.service" "drover-deadline-$request.service"; then
          drover_idle=no
          echo alive
        elif [ "$drover_idle" = yes ]; then
          drover_rest
          break
        else
          # What it said last may just not have been read yet.
          drover_idle=yes
        fi
        ;;
      *)
        drover_quiet=no
        [ "${drover_line%% *}" -gt "$drover_heard" ] 2>/dev/null || continue
        drover_heard=${drover_line%% *}
        printf '%s\n' "$drover_line"
        case $drover_line in *' end '*) break ;; esac
        ;;
    esac
  done
  kill "$drover_speaker" 2>/dev/null || :
}

# What a runner says while it follows, on standard input, a line each: `renew` keeps the lease, `undo REASON` undoes.
drover_listen() {
  while read -r drover_word drover_rest; do
    case $drover_word in
      renew) drover_renew ;;
      undo) drover_revert "$drover_rest" ;;
    esac
  done
}

# Keeps what is prepared while its runner waits for others: as long as it says that it is there.
drover_hold() {
  drover_renew
  drover_listen
}

# Follows, and listens meanwhile.
drover_attend() { # after
  # A shell gives what it starts in the background nothing to read: by another number it does.
  exec 4<&0
  drover_listen <&4 &
  drover_listener=$!
  drover_follow "$1"
  kill "$drover_listener" 2>/dev/null || :
}

drover_submit_and_attend() { # after
  drover_submit
  drover_attend "$1"
}

drover_retry_and_attend() { # after
  drover_renew
  drover_unit undo drover_retry
  drover_attend "$1"
}

drover_revert_and_attend() { # after reason
  drover_revert "$2"
  drover_attend "$1"
}

# What a runner says over the connection that it made anew: beside that it can still get in at all. What is to be healthy is
# looked at meanwhile, by the checks that came with the transaction; they print what they find.
drover_settle() { # after
  drover_renew
  drover_read_phase
  case $drover_phase in
    applied) ;;
    # By the boot unit, or the watch: it has an end to wait for.
    undoing)
      drover_follow "$1"
      # What it told may have gone with the power, but not the state.
      drover_ending
      return 0
      ;;
    *)
      drover_ending
      return 0
      ;;
  esac
  echo applied
  export drover transaction
  # With all that it starts in a group of its own, which goes with it.
  (exec setsid sh -eu -- "$transaction/checks.sh" </dev/null 2>&1 9>&-) &
  drover_checks=$!
  while read -r drover_word drover_rest; do
    case $drover_word in
      # It shows that it is there: a check may be silent for long.
      renew)
        drover_renew
        echo alive
        ;;
      confirm)
        drover_confirm
        break
        ;;
      undo)
        drover_revert "$drover_rest"
        drover_follow "$1"
        break
        ;;
    esac
  done
  kill -s TERM -- "-$drover_checks" 2>/dev/null || :
}
