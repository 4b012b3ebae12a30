import { type Script, sh } from '../target/script'
import type { ResourceChange, StepDraft } from './kind'
import { type UnitAct, unitEffect } from './unit-effect'
import type { UnitSeen } from './unit-probe'
import type { Unit } from './unit-schema'

/** At most one step, because enabling, telling systemd and starting only make sense as one. */
export function unitSteps({ want, seen, followed }: ResourceChange<Unit, UnitSeen>): readonly StepDraft[] {
  const { name } = want
  const idle = !want.enabled && want.state === 'stopped'
  if (seen.load === 'masked') return idle ? [] : [refusal(name)]

  const file = fileAct(want, seen)
  const run = runAct(want, seen, followed)
  const definition = followed.definition?.changed ?? []
  const tells = seen.needsReload || definition.length > 0
  if (file === undefined && run === undefined && !tells) return []

  const reopens = run === 'reload' && seen.socket
  const acts = [file, run].filter(act => act !== undefined)
  const again = run === 'restart' || run === 'reload'
  const because = again ? (followed[run]?.changed ?? []) : []
  return [
    {
      action: run === 'restart' || run === 'reload' ? run : seen.load === 'not-found' ? 'create' : 'change',
      title: `${acts.length > 0 ? acts.join(' and ') : 'read again the file of'} ${name}${again ? changedBy(because) : ''}`,
      effect: unitEffect(name, reopens ? acts.map(act => (act === 'reload' ? 'reopen' : act)) : acts, want.check),
      values: { restart: followed.restart?.hash ?? 'none', reload: followed.reload?.hash ?? 'none' },
    },
  ]
}

/** Where a unit has nothing to enable (`static`, `generated` …) there is nothing to say about it. */
function fileAct({ enabled }: Unit, { file, socket }: UnitSeen): UnitAct | undefined {
  if (enabled && socket) return undefined
  if (enabled && ['disabled', 'enabled-runtime', 'linked', 'linked-runtime', ''].includes(file)) return 'enable'
  if (!enabled && ['enabled', 'enabled-runtime'].includes(file)) return 'disable'
  return undefined
}

function runAct(want: Unit, seen: UnitSeen, followed: ResourceChange<Unit, UnitSeen>['followed']): UnitAct | undefined {
  const runs = ['active', 'reloading', 'refreshing'].includes(seen.active) || seen.socket === true
  if (want.state === 'stopped') return runs || seen.active === 'activating' ? 'stop' : undefined
  // A unit that ran before Drover came has no hash: it is left alone until something that it follows is changed.
  const differs = (what: 'restart' | 'reload') =>
    (followed[what]?.changed.length ?? 0) > 0 ||
    (seen.with !== undefined && seen.with[what] !== (followed[what]?.hash ?? 'none'))
  if (!runs) {
    const done = seen.runsOnce && seen.active === 'inactive' && seen.result === 'success' && seen.with !== undefined
    return done && !differs('restart') ? undefined : 'start'
  }
  if (differs('restart')) return 'restart'
  return differs('reload') ? 'reload' : undefined
}

function changedBy(ids: readonly string[]): string {
  if (ids.length === 0) return ' (what it follows was changed since it was started)'
  return ` (changed: ${ids.map(id => id.slice(id.indexOf(':') + 1)).join(', ')})`
}

function refusal(name: string): StepDraft {
  const effect: Script = sh`printf '%s is masked: someone forbade to start it. “systemctl unmask %s” allows it again.\n' ${name} ${name} >&2
exit 1`
  return { action: 'change', title: `start ${name} (masked: it can't be started)`, effect }
}
