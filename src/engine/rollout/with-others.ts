import { outcomes } from '../../outcome'
import type { MachineResult, Member, Surroundings } from '../herd'
import { work } from '../machine'
import { resultOfThrown } from '../thrown'
import type { Together } from './together'

/**
 * A machine that has ended well waits until all have, where all are one transaction: all are confirmed at once, and one that
 * could not be told so in that moment undoes its change by itself. Those that were confirmed are then brought back by a rollback.
 */
export async function withOthers(
  member: Member,
  result: MachineResult,
  together: Together,
  { herd, circumstances, facts }: Surroundings,
): Promise<MachineResult> {
  if (outcomes[result.outcome].exit !== 0) return result
  together.mark(member.name, 'confirmed')
  if (result.outcome !== 'changed') return result
  const failed = await together.until('confirmed')
  if (!failed) return result
  const { machine } = failed
  circumstances.emit({
    type: 'progress',
    machine: member.name,
    message: `${machine} could not be confirmed; bringing this one back`,
  })
  const before = result.observed?.generation ?? 0
  // Also where the run was told to end: this is part of its undoing. What was reviewed is the way forward alone.
  const { reviewed: _forward, ...others } = circumstances
  const back = { ...others, signal: circumstances.ends, rollbackTo: before }
  // It was reached a moment ago: that it can't be now is no reason to pass it over.
  const reached = { ...herd, settings: { ...herd.settings, unreachable: 'fail' as const } }
  const ended = await work(member, { herd: reached, circumstances: back, facts, anew: new Map() }).catch(resultOfThrown)
  return wentBack(ended, machine, 'failed-undone')
}

/** How a machine ended that was to go back because another one, `machine`, was not confirmed. */
export function wentBack(
  ended: MachineResult,
  machine: string,
  undone: 'failed-undone' | 'cancelled-undone',
): MachineResult {
  if (outcomes[ended.outcome].exit === 0)
    return { ...ended, outcome: undone, failure: { code: 'undone-with-others', machine, begun: true } }
  const cause = ended.failure ?? { code: 'state-unknown', message: 'it was not said why' }
  return { ...ended, outcome: 'failed-left', failure: { code: 'kept-without-others', machine, cause } }
}
