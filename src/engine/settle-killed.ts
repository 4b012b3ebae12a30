import type { Outcome } from '../outcome'
import { revert } from './activate'
import { resultOfUndo } from './ended'
import { Follower, type Stand } from './follower'
import type { Circumstances, Herd, MachineResult, Member } from './herd'
import { type Line, reasonOf } from './line'
import { lastTransaction, type OpenTransaction } from './open-transaction'
import { each, onReached } from './reached'

/** What is known of a machine whose run was killed. */
export interface Killed {
  /** It had said that it changes the machine. */
  readonly begun: boolean
  /** The current generation before the run. */
  readonly before: number | null
}

/**
 * Brings to an end what a run of the same holder left open on each machine when it was killed: undoes it, and follows that.
 * Nothing is confirmed; what was confirmed already stays, and is told. A machine that can't be asked is unknown.
 */
export const settleKilled = (
  herd: Herd,
  circumstances: Circumstances,
  killed: ReadonlyMap<string, Killed>,
): Promise<Outcome> => {
  const settled = ({ name }: Member, line: Line) => settledOn(name, line, circumstances, killed.get(name))
  // However it is told to end: of a machine that was not asked nobody may say that nothing is open there.
  const unhurried = { ...circumstances, signal: new AbortController().signal }
  return each(herd, unhurried, 'unchanged', member =>
    onReached(member, herd, circumstances, settled).catch(error =>
      unknown(`it could not be asked: ${reasonOf(error)}`),
    ),
  )
}

async function settledOn(
  name: string,
  line: Line,
  { emit, signal, ends, holder }: Circumstances,
  { begun, before }: Killed = { begun: true, before: null },
): Promise<MachineResult> {
  const open = await lastTransaction(line.target, signal)
  if (open?.holder !== holder) {
    if (begun) return unknown('the run was killed, and another one has been there since')
    return { outcome: 'cancelled', failure: { code: 'cancelled' } }
  }
  const onWait = (message: string) => emit({ type: 'progress', machine: name, message })
  onWait(`the run that was killed left its transaction there (${open.phase})`)
  emit({ type: 'phase-entered', machine: name, phase: 'undo' })
  const follower = new Follower(() => {}, onWait)
  const { request, owner } = open
  const carrying = { request, owner, line, cancelled: signal, ends, follower, onWait }
  const stand = await revert(carrying, 'the run was killed')
  if (stand.stand === 'confirmed')
    emit({ type: 'generation-recorded', machine: name, from: before, to: stand.generation })
  return resultOfStand(stand, open)
}

function resultOfStand(stand: Stand, { steps }: OpenTransaction): MachineResult {
  if (stand.stand === 'confirmed') return { outcome: steps.length === 0 ? 'unchanged' : 'changed' }
  if (stand.stand === 'applied') return unknown('it did not undo what it was told to undo')
  return resultOfUndo(stand, steps, { doubt: 'cancelled' })
}

const byItself = 'What is open on the machine it undoes by itself within two minutes.'

const unknown = (why: string): MachineResult => ({
  outcome: 'unknown',
  failure: { code: 'state-unknown', message: `${why}. ${byItself}` },
})
