import { DroverError, thrownWords } from '../../failure'
import { asked, stateFolder } from '../../target/runtime'
import { converse } from '../line/conversation'
import { type Line, reconnect, unknown, wasLost } from '../line/line'
import type { Follower, Stand } from './follower'
import { type Again, full, lastLines } from './prepare'

/** One prepared transaction, and what its runner needs to carry it out. */
export interface Carrying {
  readonly request: string
  readonly owner: string
  readonly line: Line
  /** The run was told to end: what is not confirmed is undone, and that is waited for. */
  readonly cancelled: AbortSignal
  /** The run ends now, whatever the machine is doing. */
  readonly ends: AbortSignal
  readonly follower: Follower
  readonly onWait: (message: string) => void
}

/**
 * Submits a prepared transaction, which systemd carries out on the machine, and follows it until it stands: applied, or undone.
 * When the connection is lost, the machine goes on; this connects again and follows from the last event that it saw.
 *
 * @throws DroverError `state-unknown` where the machine was being changed and can't be asked
 */
export async function activate(carrying: Carrying): Promise<Stand | Again> {
  const { follower } = carrying
  const stand = await attend(carrying, 'drover_submit_and_attend')
  return stand ?? { end: 'again', ...(follower.busy === undefined ? {} : { holder: follower.busy }) }
}

/** Has a transaction undone, and follows that. What was confirmed stays, and that is the answer then. */
export async function revert(carrying: Carrying, reason: string): Promise<Stand> {
  carrying.follower.anew()
  return known(await attend(carrying, 'drover_revert_and_attend', reason))
}

/** Has it tried again to undo what could not be undone before, and follows that. */
export const retry = async (carrying: Carrying): Promise<Stand> =>
  known(await attend(carrying, 'drover_retry_and_attend'))

function known(stand: Stand | undefined): Stand {
  if (stand) return stand
  throw unknown('the transaction was not known to the machine any more')
}

/**
 * Asks a transaction's program for something that it is then followed through, as often as the connection makes that
 * necessary. Undefined where the machine, asked for the first time, does not know the transaction or works on another one.
 */
async function attend(carrying: Carrying, what: string, ...args: readonly string[]): Promise<Stand | undefined> {
  const { follower, line, cancelled, ends, onWait, request, owner } = carrying
  let ask: readonly [string, ...string[]] = [what, ...args]
  for (let first = true, killed = false; ; first = false) {
    const [does, ...words] = ask
    const script = asked(request, owner, does, follower.last, ...words)
    const talk = converse(line.target, 'apply', script, text => follower.read(text))
    const cancel = () => talk.say('undo the run was cancelled')
    cancelled.addEventListener('abort', cancel, { once: true })
    if (cancelled.aborted) cancel()
    try {
      const answer = await talk.answer
      if (follower.full) throw full(`the disk of ${stateFolder} was full when the deployment was to begin`)
      if (follower.stand) return follower.stand
      if (first && (follower.gone || follower.busy !== undefined)) return undefined
      if (!follower.lost || killed) throw unknown(follower.lost ? 'the undoing itself was killed' : lastLines(answer))
      // Nobody works on it, and it has no end: the worker was killed.
      onWait('the unit that carried the change out is gone; undoing what it did')
      follower.anew()
      ask = ['drover_revert_and_attend', 'the worker was killed']
      killed = true
    } catch (error) {
      // The end was told, whatever became of the connection behind it.
      if (follower.stand) return follower.stand
      if (ends.aborted)
        throw unknown('the run was ended while the machine was being changed; it undoes that by itself', error)
      if (follower.full || !wasLost(error)) throw follower.full ? error : asUnknown(error)
      onWait('the connection was lost; the machine goes on, connecting again')
      await reconnect(line, ends, error)
      follower.anew()
    } finally {
      cancelled.removeEventListener('abort', cancel)
    }
  }
}

/** From the submission on, whatever goes wrong here says nothing of what the machine did. */
const asUnknown = (error: unknown): unknown =>
  error instanceof DroverError && error.failure.code !== 'state-unknown' ? unknown(thrownWords(error), error) : error
