import { thrownWords } from '../../failure'
import { type Outcome, outcomes } from '../../outcome'
import type { Circumstances, Herd, MachineResult, Member } from '../herd'
import type { Line } from '../line/line'
import { each, onReached } from '../reached'
import { wentBack } from '../rollout/with-others'
import { run } from '../run'
import { revert } from './activate'
import { resultOfUndo } from './ended'
import { Follower, type Stand } from './follower'
import { lastTransaction, type OpenTransaction } from './open-transaction'

/** What is known of a machine whose run was killed. */
export interface Killed {
  /** It had said that it changes the machine. */
  readonly begun: boolean
  /** The current generation before the run. */
  readonly before: number | null
}

/**
 * Brings to an end what a run of the same holder left open on each machine when it was killed: undoes it, and follows that.
 * Nothing is confirmed; what was confirmed already stays, and is told, but where all are one transaction: there it is brought back
 * unless all were. A machine that can't be asked is unknown.
 */
export const settleKilled = (
  herd: Herd,
  circumstances: Circumstances,
  killed: ReadonlyMap<string, Killed>,
): Promise<Outcome> => {
  const settled = ({ name }: Member, line: Line) => settledOn(name, line, circumstances, killed.get(name))
  // However it is told to end: of a machine that was not asked nobody may say that nothing is open there.
  const { signal } = new AbortController()
  const unhurried = { ...circumstances, signal, maxParallel: Math.max(circumstances.maxParallel, herd.members.length) }
  const all = herd.members.map(
    async member =>
      [
        member.name,
        await onReached(member, herd, circumstances, settled).catch(error =>
          unknown(`it could not be asked: ${thrownWords(error)}`),
        ),
      ] as const,
  )
  const results = Promise.all(all).then(settled => new Map(settled))
  return each(herd, unhurried, 'unchanged', async member => {
    const every = await results
    const own = every.get(member.name) ?? unknown('it was not asked')
    const undone = herd.settings.onFailure === 'undo-all' ? notConfirmed(every) : undefined
    const before = killed.get(member.name)?.before
    if (undone === undefined || own.outcome !== 'changed' || before === undefined) return own
    return broughtBack(member, before ?? 0, undone, herd, unhurried)
  })
}

const notConfirmed = (results: ReadonlyMap<string, MachineResult>): string | undefined =>
  [...results].find(([, { outcome }]) => outcomes[outcome].exit !== 0)?.[0]

/** To the generation before the run that was killed, as where one of the machines could not be confirmed. */
async function broughtBack(
  member: Member,
  before: number,
  machine: string,
  herd: Herd,
  circumstances: Circumstances,
): Promise<MachineResult> {
  const message = `the run was killed before ${machine} was confirmed; bringing this one back`
  circumstances.emit({ type: 'progress', machine: member.name, message })
  const others = [...herd.members, ...herd.others].filter(other => other !== member)
  const settings = { ...herd.settings, onFailure: 'undo-machine' as const, unreachable: 'fail' as const, rollout: {} }
  let ended: MachineResult = unknown('it was not said how going back ended')
  const emit: Circumstances['emit'] = event => {
    if (event.type !== 'machine-ended') return circumstances.emit(event)
    const { outcome, failure } = event
    ended = failure ? { outcome, failure } : { outcome }
  }
  await run(
    { ...herd, settings, members: [{ ...member, after: [] }], others },
    { ...circumstances, mode: 'deploy', rollbackTo: before, emit },
  )
  return wentBack(ended, machine, 'cancelled-undone')
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
  // Behind its steps: that all of them were done is no end that is waited for here.
  if (open.phase !== 'applying') follower.last = open.events
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
