import { lines, type Script, sh } from '../target/script'
import type { Unit } from './unit-schema'

// Seconds that a service has to run without ending before it counts as well: many die only after they have begun. One that
// says itself when it is ready has begun by then.
export const settleSeconds = 5
const settleReadySeconds = 1

/**
 * Looks whether every unit that is to run does, and has run for a while since it was last started, without being started again
 * in between. A unit that has been running for long costs one look.
 */
export function unitHealth(units: readonly Unit[]): Script {
  const started = units.filter(({ state }) => state === 'started')
  if (started.length === 0) return sh`:`
  return sh`
unit_is() { systemctl show --no-pager --value --property="$1" -- "$2"; }

# Asks once for all that counts: type, state, since when it is in it, and as run what is another when it was started anew.
unit_show() { # unit
  type='' state='' since=0 run=''
  while IFS='=' read -r property value; do
    case $property in
      Type) type=$value ;;
      ActiveState) state=$value ;;
      ActiveEnterTimestampMonotonic) since=$value ;;
      *) run="$run $value" ;;
    esac
  done <<.
$(systemctl show --no-pager --property=Type,ActiveState,NRestarts,InvocationID,ActiveEnterTimestampMonotonic -- "$1")
.
}

unit_sick() { # unit why
  drover_sick "unit:$1" "$1 $2
$(journalctl --no-pager --quiet --lines=20 --output=cat --unit="$1" 2>/dev/null || :)"
}

# Whether a socket listens that starts it when somebody comes.
unit_socket() { # unit
  for socket in $(unit_is TriggeredBy "$1"); do
    case $socket in *.socket) if systemctl is-active --quiet -- "$socket"; then return 0; fi ;; esac
  done
  return 1
}

unit_look() { # unit seconds
  unit_show "$1"
  settle=$2
  if [ -z "$settle" ]; then
    case $type in notify | notify-reload | forking | dbus) settle=${settleReadySeconds} ;; *) settle=${settleSeconds} ;; esac
  fi
  case $type in
    oneshot)
      [ "$(unit_is Result "$1")" = success ] || unit_sick "$1" failed
      [ "$(unit_is RemainAfterExit "$1")" != no ] || return 0
      ;;
  esac
  first="$state$run"
  case $state in
    active | reloading | refreshing) ;;
    *)
      if unit_socket "$1"; then return 0; fi
      unit_sick "$1" "does not run ($state)"
      return 0
      ;;
  esac
  while :; do
    read -r now _ </proc/uptime
    [ "$((\${now%.*}\${now#*.} * 10 - since / 1000))" -lt "$((settle * 1000))" ] || return 0
    sleep 0.5
    unit_show "$1"
    if [ "$state$run" != "$first" ]; then
      unit_sick "$1" "ended by itself a moment after it was started ($state)"
      return 0
    fi
  done
}
${lines(...started.map(({ name, settle }) => sh`unit_look ${name} ${settle ?? ''} &`))}
wait`
}
