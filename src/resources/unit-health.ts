import { lines, type Script, sh } from '../target/script'
import type { Unit } from './unit-schema'

// Seconds that a service has to run without ending before it counts as well: many die only after they have begun. One that
// says itself when it is ready has begun by then.
const settleSeconds = 5
const settleReadySeconds = 1

/**
 * Looks whether every unit that is to run does, and has run for a while since it was last started, without being started again
 * in between. A unit that has been running for long costs one look.
 */
export function unitHealth(units: readonly Unit[]): Script {
  const started = units.filter(({ state }) => state === 'started')
  if (started.length === 0) return sh`:`
  return sh`
unit_shown() {
  systemctl show --no-pager --value --property=ActiveState,NRestarts,InvocationID -- "$1" | tr '\n' ' '
}
unit_is() { systemctl show --no-pager --value --property="$1" -- "$2"; }

unit_sick() { # unit why
  drover_sick "$1 $2
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
  type=$(unit_is Type "$1")
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
  first=$(unit_shown "$1")
  while :; do
    case $first in
      *' active '* | active' '* | *reloading' '* | *refreshing' '*) ;;
      *)
        if unit_socket "$1"; then return 0; fi
        unit_sick "$1" "does not run ($(unit_is ActiveState "$1"))"
        return 0
        ;;
    esac
    since=$(unit_is ActiveEnterTimestampMonotonic "$1")
    read -r now _ </proc/uptime
    [ "$(($(printf %s "$now" | tr -d .) * 10 - since / 1000))" -lt "$((settle * 1000))" ] || return 0
    sleep 0.5
    next=$(unit_shown "$1")
    if [ "$next" != "$first" ]; then
      unit_sick "$1" "ended by itself a moment after it was started ($(unit_is ActiveState "$1"))"
      return 0
    fi
  done
}
${lines(...started.map(({ name, settle }) => sh`unit_look ${name} ${settle ?? ''} &`))}
wait`
}
