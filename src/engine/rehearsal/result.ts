import type { Event } from '../../event'
import { type Outcome, outcomes } from '../../outcome'
import type { MachineResult } from '../herd'
import { differences } from './sight'

export type Ended = Extract<Event, { type: 'machine-ended' }>
type Sight = ReadonlySet<string>

const cancelled: MachineResult = { outcome: 'cancelled', failure: { code: 'cancelled', rehearsal: true } }

/** How a machine ended, unless the run was told to end before: that it was cut off says nothing of the deployment. */
export const inTime = (event: Ended, { aborted }: AbortSignal): Ended => (aborted ? { ...event, ...cancelled } : event)

/** Whether a machine is meant to be as it was before: brought back, undone, or never changed. */
export const isBack = (deployed: Outcome | undefined, back: Outcome | undefined): boolean =>
  back === undefined
    ? deployed === 'unchanged' || deployed === 'failed-undone' || deployed === 'cancelled-undone'
    : outcomes[back].exit === 0

/**
 * What a rehearsal shows of a machine, from how its deployment ended, how the way back did, and how it looked before and after. It
 * is only `rehearsed`, or `unchanged`, where both looks were had.
 */
export function resultOf(
  deployed: Ended | undefined,
  back: Ended | undefined,
  before: Sight | undefined,
  after: Sight | undefined,
  { aborted }: AbortSignal,
): MachineResult {
  const unseen = aborted ? cancelled : notSeen
  if (deployed === undefined) return unseen
  if (back !== undefined && outcomes[back.outcome].exit !== 0) return back
  const lost = before === undefined || after === undefined ? [] : differences(before, after)
  const deploymentFailed = outcomes[deployed.outcome].exit !== 0
  if (lost.length > 0)
    return {
      outcome: 'failed',
      failure: { code: 'not-brought-back', by: deploymentFailed ? 'undo' : 'rollback', lost },
    }
  if (deploymentFailed) return deployed
  if (before === undefined || after === undefined) return unseen
  return deployed.outcome === 'unchanged' ? deployed : { outcome: 'rehearsed' }
}

const notSeen: MachineResult = {
  outcome: 'unknown',
  failure: { code: 'state-unknown', message: 'it could not be looked at, to compare it with what it was before.' },
}
