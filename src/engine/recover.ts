import { DroverError } from '../failure'
import type { Outcome } from '../outcome'
import { asked } from '../target/runtime'
import type { Circumstances, Herd, MachineResult } from './herd'
import type { Line } from './line/line'
import { eachReached } from './reached'
import { type Carrying, retry, revert } from './transaction/activate'
import { resultOfUndo } from './transaction/ended'
import { Follower, type Stand } from './transaction/follower'
import { lastTransaction, type OpenTransaction } from './transaction/open-transaction'

/**
 * Settles what is open on each machine, of whichever deployment it is: what could not be undone is tried again, or with `accept`
 * taken as it is; what lost its runner is undone. A machine on which nothing is open is left alone.
 */
export const recover = (herd: Herd, circumstances: Circumstances, accept: boolean): Promise<Outcome> =>
  eachReached(herd, circumstances, 'unchanged', async ({ name }, line): Promise<Outcome | MachineResult> => {
    const { emit, signal, ends } = circumstances
    const open = await lastTransaction(line.target, signal)
    if (open === undefined || !openPhases.has(open.phase)) return 'unchanged'
    if (open.phase !== 'undo-failed' && open.leased) throw new DroverError({ code: 'locked', holder: open.holder })
    const onWait = (message: string) => emit({ type: 'progress', machine: name, message })
    onWait(`open: a transaction of ${open.owner} (${open.phase}: ${open.reason || open.holder})`)
    const follower = new Follower(() => {}, onWait)
    follower.last = open.events
    const carrying = { request: open.request, owner: open.owner, line, cancelled: signal, ends, follower, onWait }
    const stand = await settled(carrying, open, accept)
    if (stand.stand === 'undone' || stand.stand === 'aborted') return 'recovered'
    if (stand.stand === 'undo-failed') return resultOfUndo(stand, open.steps)
    return 'unchanged'
  })

const openPhases: ReadonlySet<string> = new Set(['applying', 'applied', 'undoing', 'undo-failed'])

async function settled(carrying: Carrying, open: OpenTransaction, accept: boolean): Promise<Stand> {
  if (open.phase !== 'undo-failed') return revert(carrying, 'it was open, and nobody kept it')
  return accept ? accepted(carrying.line, carrying) : retry(carrying)
}

async function accepted({ target }: Line, { request, owner, follower }: Carrying): Promise<Stand> {
  const answer = await target.run({ what: 'accept', script: asked(request, owner, 'drover_accept') })
  for (const line of answer.stdout.split('\n')) follower.read(line)
  if (follower.stand) return follower.stand
  throw new DroverError({ code: 'remote-answer-broken', what: 'accept', message: answer.stderr.trim() })
}
