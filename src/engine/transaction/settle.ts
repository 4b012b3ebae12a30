import { setTimeout as wait } from 'node:timers/promises'
import { DroverError, type Sick, thrownWords } from '../../failure'
import { asked } from '../../target/runtime'
import type { Target } from '../../target/target'
import { aborted } from '../line/aborted'
import { converse } from '../line/conversation'
import { reconnect, unknown, wasLost } from '../line/line'
import { type Carrying, revert } from './activate'
import { type Doubt, why } from './doubt'
import type { Stand } from './follower'
import type { Health } from './health'
import { lastLines } from './prepare'

// Longer than a lease.
const ownUndoSeconds = 120

export interface Settled {
  readonly stand: Stand
  readonly doubt?: Doubt
}

interface Found {
  doubt?: Doubt
}

export interface Settling {
  /** What is heard of the checks. A connection that is lost begins them anew. */
  readonly health: () => Health
  /** Seconds that all checks together may take. */
  readonly limit: number
  /** Asked when the machine is well: what speaks against confirming it, if anything does. */
  readonly decide: () => Promise<Doubt | undefined>
}

/**
 * Looks over a new connection, with a new login, whether the machine is as it should be, and confirms it, or has it undone.
 * Where no new connection comes about, or nothing runs over it, the one that is open undoes.
 *
 * @throws DroverError `state-unknown` where it was told to confirm and can't be asked whether it did
 */
export async function settle(carrying: Carrying, settling: Settling): Promise<Settled> {
  const { line, cancelled, ends } = carrying
  if (cancelled.aborted) return undo(carrying, { doubt: 'cancelled' })
  const before = line.target
  const lockedOut = (error: unknown) => {
    if (ends.aborted)
      throw unknown('the run was ended before the change was confirmed; the machine undoes it by itself', error)
    return undoInTheEnd(carrying, { doubt: 'locked-out', message: thrownWords(error) })
  }
  let over: Target
  try {
    over = await line.another()
  } catch (error) {
    return lockedOut(error)
  }
  // What was found stays found, also where the connection is lost while that is said.
  const found: Found = {}
  for (;;) {
    try {
      return { stand: await talk(carrying, settling, found, over), ...found }
    } catch (error) {
      if (line.target === before && !wasLost(error)) {
        await over.close()
        return lockedOut(error)
      }
      if (ends.aborted || !wasLost(error))
        throw error instanceof DroverError ? unknown(thrownWords(error), error) : error
      await reconnect(line, ends, error)
      over = line.target
    }
  }
}

async function talk(carrying: Carrying, settling: Settling, found: Found, over: Target): Promise<Stand> {
  const { request, owner, line, follower } = carrying
  follower.anew()
  const health = settling.health()
  let checked: (what: 'checked') => void = () => {}
  const checks = new Promise<'checked'>(resolve => {
    checked = resolve
  })
  let taken: Promise<void> | undefined
  const conversation = converse(over, 'confirm', asked(request, owner, 'drover_settle', follower.last), text => {
    // Whoever logs in may not get as far as to run anything: the connection from before is kept until something is heard.
    if (line.target !== over) taken = line.take(over)
    if (!health.read(text)) follower.read(text)
    if (health.ended) checked('checked')
  })
  try {
    const ended = found.doubt ? undefined : await Promise.race([checks, late(carrying, settling), conversation.answer])
    // It ended before anything was decided: the machine has decided by itself.
    if (typeof ended === 'object') return follower.stand ?? giveUp(lastLines(ended))
    const doubt =
      found.doubt ?? (await doubtOf(carrying, settling, health.sick(ended === 'late' ? settling.limit : undefined)))
    if (doubt) {
      found.doubt = doubt
      conversation.say(`undo ${why(doubt)}`)
      await conversation.answer
      return follower.stand ?? (await revert(carrying, why(doubt)))
    }
    conversation.say('confirm')
    return await confirmed(carrying, conversation.answer)
  } finally {
    await taken
  }
}

/** When the checks have had their time, or the run was told to end. */
const late = ({ cancelled }: Carrying, { limit }: Settling): Promise<'late'> =>
  wait(limit * 1000, 'late' as const, { signal: cancelled, ref: false }).catch(() => 'late' as const)

async function doubtOf(
  { cancelled }: Carrying,
  { decide }: Settling,
  sick: readonly Sick[],
): Promise<Doubt | undefined> {
  if (cancelled.aborted) return { doubt: 'cancelled' }
  if (sick.length > 0) return { doubt: 'unhealthy', sick }
  return Promise.race([decide(), cancelledBy(cancelled)])
}

/** When the run is told to end. */
export const cancelledBy = (cancelled: AbortSignal): Promise<Doubt> =>
  aborted(cancelled).then(() => ({ doubt: 'cancelled' }))

/** A lost answer to a confirmation is asked again: it is never taken for a failure. */
async function confirmed(carrying: Carrying, answer: Promise<unknown>): Promise<Stand> {
  const { request, owner, line, follower, ends } = carrying
  for (let asking = answer; ; ) {
    try {
      await asking
      if (follower.stand?.stand === 'applied') return await revert(carrying, 'it was confirmed too late')
      return follower.stand ?? giveUp('the machine did not say whether the change was confirmed')
    } catch (error) {
      if (ends.aborted || !wasLost(error)) throw error
      await reconnect(line, ends, error)
      asking = converse(line.target, 'confirm', asked(request, owner, 'drover_confirm'), text =>
        follower.read(text),
      ).answer
    }
  }
}

/**
 * Where nothing runs over the connection from before either (its login shell is gone), the machine undoes by itself when the
 * lease is over, and is asked when it lets in again.
 */
async function undoInTheEnd(carrying: Carrying, doubt: Doubt): Promise<Settled> {
  const { line, ends, onWait } = carrying
  const until = performance.now() + ownUndoSeconds * 1000
  for (let told = false; ; told = true) {
    try {
      return await undo(carrying, doubt)
    } catch (error) {
      if (ends.aborted || performance.now() > until) throw error
      if (!told) onWait('nothing can be run on the machine any more; waiting for it to undo the change by itself')
      await wait(2000, undefined, { signal: ends }).catch(() => undefined)
      await reconnect(line, ends, error)
    }
  }
}

async function undo(carrying: Carrying, doubt: Doubt): Promise<Settled> {
  return { stand: await revert(carrying, why(doubt)), doubt }
}

function giveUp(message: string): never {
  throw unknown(message)
}
