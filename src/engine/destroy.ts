import type { Event } from '../event'
import { gravest, type Outcome } from '../outcome'
import type { Circumstances, Herd, Member } from './herd'
import { destroyMade } from './provision/destroy-made'
import { discardRest } from './provision/discard-rest'
import { run } from './run'

/** What is taken down. */
export interface Taking {
  /** All that the stage ever had, also what the deployment file no longer declares; else these machines alone. */
  readonly whole: boolean
  /** Nothing is: what would be is said. */
  readonly dry: boolean
}

/**
 * Takes machines down: those that a deployment makes are destroyed, and those that someone else made are brought back to what
 * they were before the first deployment, which they forget. What is gone already is left alone; what is still there afterwards
 * is said by name, and fails the run.
 */
export async function destroy(herd: Herd, circumstances: Circumstances, taking: Taking): Promise<Outcome> {
  const made = herd.members.filter(isMade)
  const shared = herd.members.filter(member => !isMade(member))
  const seen: Event[] = []
  const listening: Circumstances = {
    ...circumstances,
    emit: event => {
      seen.push(event)
      circumstances.emit(event)
    },
  }
  const outcomes = [
    ...(shared.length > 0 ? [await giveBack(shared, made, herd, listening, taking)] : []),
    await destroyMade({ ...herd, members: made }, listening, taking.dry),
    ...(taking.whole ? [await discardRest(herd, listening, taking.dry)] : []),
  ]
  const lost = taking.whole && !taking.dry ? lostFrom(herd, shared, seen) : []
  if (lost.length > 0)
    circumstances.emit({ type: 'run-failed', failure: { code: 'left-behind', stage: herd.stage, what: lost } })
  return gravest([...outcomes, ...(lost.length > 0 ? (['failed'] as const) : [])], 'unchanged')
}

const isMade = ({ environment }: Member): boolean => environment.type.destroy !== undefined

/** Nobody is spared, and nobody waits for another: what one machine still has is no reason to leave it on the next. */
function giveBack(
  shared: readonly Member[],
  made: readonly Member[],
  herd: Herd,
  circumstances: Circumstances,
  { dry }: Taking,
): Promise<Outcome> {
  const settings = { ...herd.settings, onFailure: 'undo-machine' as const, unreachable: 'fail' as const, rollout: {} }
  const members = shared.map(member => ({ ...member, after: [] }))
  const back = { ...herd, settings, members, others: [...herd.others, ...made] }
  return run(back, { ...circumstances, rollbackTo: 0, ...(dry ? { mode: 'plan' as const } : { release: true }) })
}

/**
 * The machines of which others remember that they were of the last deployment, and that nobody has looked after now. A machine that
 * someone else made is in no environment's list: whether something of the stage is left there only a person can see.
 */
function lostFrom(herd: Herd, shared: readonly Member[], seen: readonly Event[]): readonly string[] {
  if (shared.length === 0) return []
  const ended = new Set(seen.flatMap(event => (event.type === 'machine-ended' ? [event.machine] : [])))
  const places = new Set(seen.flatMap(event => (event.type === 'located' ? [event.address] : [])))
  const left = seen.flatMap(event =>
    event.type === 'machine-left' && !ended.has(event.machine) && !places.has(event.host) ? [event] : [],
  )
  return left.map(
    ({ machine, host, seenOn }) =>
      `${machine} (${host}): ${seenOn} remembers that it was deployed to, and the deployment file no longer declares it. ` +
      `Look there for /var/lib/drover/deployments of ${herd.deployment}.`,
  )
}
