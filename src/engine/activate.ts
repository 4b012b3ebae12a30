import { DroverError } from '../failure'
import { asked, stateFolder } from '../target/runtime'
import type { Script } from '../target/script'
import { converse } from './conversation'
import type { Follower, Stand } from './follower'
import { type Line, reasonOf, reconnect, unknown, wasLost } from './line'
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
  const { request, owner, follower } = carrying
  return attend(carrying, after => asked(request, owner, 'drover_submit_and_attend', after), {
    neverBegun: () =>
      follower.busy === undefined && !follower.gone
        ? undefined
        : { end: 'again', ...(follower.busy === undefined ? {} : { holder: follower.busy }) },
  })
}

/** Has a transaction undone, and follows that. What was confirmed stays, and that is the answer then. */
export async function revert(carrying: Carrying, reason: string): Promise<Stand> {
  const { request, owner, follower } = carrying
  follower.anew()
  const ended = await attend(carrying, after => asked(request, owner, 'drover_revert_and_attend', after, reason), {})
  if ('end' in ended) throw unknown('the transaction was not known to the machine any more')
  return ended
}

/** Has it tried again to undo what could not be undone before, and follows that. */
export async function retry(carrying: Carrying): Promise<Stand> {
  const { request, owner } = carrying
  const ended = await attend(carrying, after => asked(request, owner, 'drover_retry_and_attend', after), {})
  if ('end' in ended) throw unknown('the transaction was not known to the machine any more')
  return ended
}

interface Unusual {
  /** What it means that the machine does not know of the transaction, the first time it is asked. */
  readonly neverBegun?: () => Again | undefined
}

/** Runs a script that follows a transaction, as often as the connection makes that necessary. */
async function attend(
  carrying: Carrying,
  script: (after: number) => Script,
  { neverBegun }: Unusual,
): Promise<Stand | Again> {
  const { follower, line, cancelled, ends, onWait, request, owner } = carrying
  let next = script
  for (let first = true; ; first = false) {
    const talk = converse(line.target, 'apply', next(follower.last), text => follower.read(text))
    const cancel = () => talk.say('undo the run was cancelled')
    cancelled.addEventListener('abort', cancel, { once: true })
    if (cancelled.aborted) cancel()
    try {
      const answer = await talk.answer
      if (follower.full) throw full(`the disk of ${stateFolder} was full when the deployment was to begin`)
      if (follower.stand) return follower.stand
      const again = first ? neverBegun?.() : undefined
      if (again) return again
      if (!follower.lost || next !== script)
        throw unknown(follower.lost ? 'the undoing itself was killed' : lastLines(answer))
      // Nobody works on it, and it has no end: the worker was killed.
      onWait('the unit that carried the change out is gone; undoing what it did')
      follower.anew()
      next = after => asked(request, owner, 'drover_revert_and_attend', after, 'the worker was killed')
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
  error instanceof DroverError && error.failure.code !== 'state-unknown' ? unknown(reasonOf(error), error) : error
