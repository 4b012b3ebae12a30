# shellcheck shell=dash
# How a runner hands a prepared transaction over and follows it; sourced behind state.sh.
# drover: set by state.sh; shellcheck can't see it.
# shellcheck disable=SC2154

# Hands a prepared transaction to systemd, which carries it out whether or not anybody is still connected. Asked again for
# the same request it only joins. Prints `submitted`, `joined`, `busy HOLDER`, `gone`, or
# `full` where the disk has no room to note what is done: then nothing is begun.
drover_submit() { # request deployment
  request=$1 deployment=$2
  transaction=$drover/deployments/$deployment/journal/$request
  (
    if ! flock -w 1 9 || drover_busy; then
      printf 'busy %s\n' "$(drover_state holder)"
    elif [ "$(drover_state request)" != "$request" ]; then
      echo gone
    elif [ "$(drover_state phase)" != prepared ]; then
      echo joined
    elif ! head -c 65536 /dev/zero 2>/dev/null >"$transaction/room"; then
      rm -f -- "$transaction/room" "$transaction/reserve"
      drover_write_state aborted 'the disk is full'
      rm -rf -- "$transaction"
      echo full
    else
      rm -f -- "$transaction/room"
      : >"$transaction/events"
      drover_write_state applying
      systemd-run --quiet --collect --unit="drover-apply-$request" --description="Drover: $deployment" \
        -- sh "$transaction/worker.sh" "$request" "$deployment" >&2
      echo submitted
    fi
  ) 9>>"$drover/lock"
}

# Prints the events behind number $3 as they come, until the transaction ends; `alive` now and then while it waits, and
# `lost` where the unit is gone without having said how it ended.
drover_follow() { # request deployment after
  transaction=$drover/deployments/$2/journal/$1
  if [ ! -f "$transaction/events" ]; then
    echo lost
    return 0
  fi
  drover_waits=0 drover_part=
  exec 3<"$transaction/events"
  while :; do
    if IFS= read -r drover_line <&3; then
      drover_line=$drover_part$drover_line drover_part='' drover_waits=0
      if [ "${drover_line%% *}" -gt "$3" ]; then
        printf '%s\n' "$drover_line"
      fi
      case $drover_line in
        *' end '*) return 0 ;;
      esac
    else
      # At the end of the file a line may be there in part: the rest comes with the next read.
      drover_part=$drover_part$drover_line
      drover_waits=$((drover_waits + 1))
      if [ $((drover_waits % 20)) -eq 0 ]; then
        if ! systemctl is-active --quiet "drover-apply-$1.service" && ! grep -q ' end ' -- "$transaction/events"; then
          echo lost
          return 0
        fi
        echo alive
      fi
      sleep 0.05
    fi
  done
}
