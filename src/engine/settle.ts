import { setTimeout as wait } from 'node:timers/promises'
import { DroverError } from '../failure'
import { asked } from '../target/runtime'
import { aborted } from './aborted'
import { type Carrying, revert } from './activate'
import { converse } from './conversation'
import type { Stand } from './follower'
import { reasonOf, reconnect, unknown, wasLost } from './line'
import { lastLines } from './prepare'

/** Why a machine was not confirmed though all its steps were done. */
export type Doubt =
  | { readonly doubt: 'unhealthy'; readonly sick: readonly string[] }
  | { readonly doubt: 'locked-out'; readonly message: string }
  | { readonly doubt: 'cancelled' }
  /** It was well, and goes back because another machine of the same deployment failed. */
  | { readonly doubt: 'others'; readonly machine: string }

export interface Settled {
  readonly stand: Stand
  readonly doubt?: Doubt
}

interface Found {
  doubt?: Doubt
}

export interface Settling {
  /** Seconds that all checks together may take. */
  readonly limit: number
  /** Asked when the machine is well: what speaks against confirming it, if anything does. */
  readonly decide: () => Promise<Doubt | undefined>
}

/**
 * Looks over a new connection, with a new login, whether the machine is as it should be, and confirms it, or has it undone.
 * Where no new connection comes about, the one that is open undoes.
 *
 * @throws DroverError `state-unknown` where it was told to confirm and can't be asked whether it did
 */
export async function settle(carrying: Carrying, settling: Settling): Promise<Settled> {
  const { line, cancelled, ends } = carrying
  if (cancelled.aborted) return undo(carrying, { doubt: 'cancelled' })
  try {
    await line.take(await line.another())
  } catch (error) {
    if (ends.aborted)
      throw unknown('the run was ended before the change was confirmed; the machine undoes it by itself', error)
    return undo(carrying, { doubt: 'locked-out', message: reasonOf(error) })
  }
  // What was found stays found, also where the connection is lost while that is said.
  const found: Found = {}
  for (;;) {
    try {
      return { stand: await talk(carrying, settling, found), ...found }
    } catch (error) {
      if (ends.aborted || !wasLost(error)) throw error instanceof DroverError ? unknown(reasonOf(error), error) : error
      await reconnect(line, ends, error)
    }
  }
}

async function talk(carrying: Carrying, settling: Settling, found: Found): Promise<Stand> {
  const { request, owner, line, follower } = carrying
  follower.anew()
  const sick: string[] = []
  let checked: (what: 'checked') => void = () => {}
  const checks = new Promise<'checked'>(resolve => {
    checked = resolve
  })
  const conversation = converse(line.target, 'confirm', asked(request, owner, 'drover_settle', follower.last), text => {
    if (text === 'checked') checked(text)
    else if (text.startsWith('sick ')) sick.push(Buffer.from(text.slice(5), 'base64').toString())
    else follower.read(text)
  })
  const ended = found.doubt ? undefined : await Promise.race([checks, over(carrying, settling), conversation.answer])
  // It ended before anything was decided: the machine has decided by itself.
  if (typeof ended === 'object') return follower.stand ?? giveUp(lastLines(ended))
  const doubt = found.doubt ?? (await doubtOf(carrying, settling, ended === 'over', sick))
  if (doubt) {
    found.doubt = doubt
    conversation.say(`undo ${why(doubt)}`)
    await conversation.answer
    return follower.stand ?? (await revert(carrying, why(doubt)))
  }
  conversation.say('confirm')
  return confirmed(carrying, conversation.answer)
}

/** When the checks have had their time, or the run was told to end. */
const over = ({ cancelled }: Carrying, { limit }: Settling): Promise<'over'> =>
  wait(limit * 1000, 'over' as const, { signal: cancelled, ref: false }).catch(() => 'over' as const)

async function doubtOf(
  { cancelled }: Carrying,
  { limit, decide }: Settling,
  tooLong: boolean,
  sick: readonly string[],
): Promise<Doubt | undefined> {
  if (cancelled.aborted) return { doubt: 'cancelled' }
  if (tooLong) return { doubt: 'unhealthy', sick: [...sick, `the health checks did not end within ${limit} s`] }
  if (sick.length > 0) return { doubt: 'unhealthy', sick: told(sick) }
  return Promise.race([decide(), cancelledBy(cancelled)])
}

/** When the run is told to end. */
export const cancelledBy = (cancelled: AbortSignal): Promise<Doubt> =>
  aborted(cancelled).then(() => ({ doubt: 'cancelled' }))

/** A unit that a kind has looked at is told with what it said, and not once more because systemd calls it failed. */
const told = (sick: readonly string[]): readonly string[] =>
  sick.filter(text => {
    const unit = /^the unit (\S+) has failed/.exec(text)?.[1]
    return unit === undefined || !sick.some(other => other.startsWith(`${unit} `))
  })

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

async function undo(carrying: Carrying, doubt: Doubt): Promise<Settled> {
  return { stand: await revert(carrying, why(doubt)), doubt }
}

/** In words, for the machine's own state. */
export function why(doubt: Doubt): string {
  switch (doubt.doubt) {
    case 'unhealthy':
      return `it was not well: ${doubt.sick[0] ?? ''}`
    case 'locked-out':
      return `no new connection could be made: ${doubt.message}`
    case 'cancelled':
      return 'the run was cancelled'
    case 'others':
      return `another machine of the deployment failed: ${doubt.machine}`
  }
}

function giveUp(message: string): never {
  throw unknown(message)
}
