import { type Script, sh } from '../target/script'
import type { Unit } from './unit-schema'

/** Seconds that a service has to run without ending before it counts as well: many die only after they have begun. */
const settleSeconds = 5

/**
 * Looks whether every unit that is to run does, and has run for a while since it was last started, without being started again
 * in between. A unit that has been running for long costs one look.
 */
export function unitHealth(units: readonly Unit[]): Script {
  const names = units.flatMap(({ name, state }) => (state === 'started' ? [name] : []))
  if (names.length === 0) return sh`:`
  return sh`
unit_shown() {
  systemctl show --no-pager --value --property=ActiveState,NRestarts,InvocationID -- "$1" | tr '\n' ' '
}
unit_is() { systemctl show --no-pager --value --property="$1" -- "$2"; }

unit_sick() { # unit why
  drover_sick "$1 $2
$(journalctl --no-pager --quiet --lines=20 --output=cat --unit="$1" 2>/dev/null || :)"
}

unit_look() { # unit
  case $(unit_is Type "$1") in
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
        unit_sick "$1" "does not run ($(unit_is ActiveState "$1"))"
        return 0
        ;;
    esac
    since=$(unit_is ActiveEnterTimestampMonotonic "$1")
    read -r now _ </proc/uptime
    [ "$(($(printf %s "$now" | tr -d .) / 100 - since / 1000000))" -lt ${settleSeconds} ] || return 0
    sleep 0.5
    next=$(unit_shown "$1")
    if [ "$next" != "$first" ]; then
      unit_sick "$1" "ended by itself a moment after it was started ($(unit_is ActiveState "$1"))"
      return 0
    fi
  done
}
for unit in ${names}; do unit_look "$unit" & done
wait`
}
