import { lines, type Script, sh } from '../target/script'
import { resourceKind } from './kind'
import { settleSeconds, unitHealth } from './unit-health'
import { keepUnit, makeRoomForUnit } from './unit-keep'
import { readUnits, type UnitSeen, unitProperties } from './unit-probe'
import { type Unit, unitSchema } from './unit-schema'
import { unitSteps } from './unit-steps'

/**
 * A unit of systemd's: enabled or not, running or not, and running with what it reads as it is now. What a unit was last
 * started with is kept on the machine as a hash (`units/NAME`): it is restarted when that differs, and only then.
 */
export const unitKind = resourceKind<Unit, UnitSeen>({
  name: 'unit',
  rank: 80,
  schema: unitSchema,
  id: ({ name }) => `unit:${name}`,
  claims: ({ name }) => [`unit:${name}`],
  after: ({ name, restartOn, reloadOn }) => [`file:/etc/systemd/system/${name}`, ...restartOn, ...reloadOn],
  follows: ({ name, restartOn, reloadOn }) => ({
    restart: restartOn,
    reload: reloadOn,
    definition: [`file:/etc/systemd/system/${name}`],
  }),
  probe: wants => {
    const names = wants.map(({ name }) => name)
    const onDemand = wants.flatMap(({ name, onDemand }) => (onDemand ? [name] : []))
    return sh`
if found=$(systemctl show --no-pager --property=${unitProperties.join(',')} -- ${names}); then
  read -r now _ </proc/uptime
  printf 'unit now %s\n' "$now"
  printf 'unit ask %s\n' ${names}
  printf 'unit shown\n%s\nunit told\n' "$found"
  for name in ${names}; do
    if [ -f "$drover/units/$name/restart" ]; then
      IFS= read -r restart <"$drover/units/$name/restart" || :
      IFS= read -r reload <"$drover/units/$name/reload" || :
      printf 'unit with %s %s %s\n' "$name" "$restart" "$reload"
    fi
  done
${lines(...onDemand.map(socketOf))}
  printf 'unit end\n'
fi`
  },
  read: readUnits,
  steps: unitSteps,
  makeRoom: makeRoomForUnit,
  health: unitHealth,
  patience: ({ settle = settleSeconds }) => settle + 10,
  // What does not run at all is started by a step. What has just been started again may be about to end once more.
  well: ({ state, settle = settleSeconds }, { restarted = Number.POSITIVE_INFINITY }) =>
    state !== 'started' || restarted >= settle,
  keep: keepUnit,
})

const socketOf = (
  name: string,
): Script => sh`  for socket in $(systemctl show --no-pager --property=TriggeredBy --value -- ${name}); do
    case $socket in *.socket) ! systemctl is-active --quiet -- "$socket" || printf 'unit socket %s\n' ${name} ;; esac
  done`
