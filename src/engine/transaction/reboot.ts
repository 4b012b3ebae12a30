import { setTimeout as wait } from 'node:timers/promises'
import { type Finding, thrownWords } from '../../failure'
import { asked } from '../../target/runtime'
import type { Target } from '../../target/target'
import { aborted } from '../line/aborted'
import { unknown, wasLost } from '../line/line'
import { type Carrying, revert } from './activate'
import { type Doubt, why } from './doubt'
import type { Settled } from './settle'

/** In seconds: for the machine to come back, and between two lines that say that it has not. */
const patience = { longest: 600, between: 15 }

/**
 * Starts the machine anew where this deployment brought what needs it and the machine's declaration allows it, and waits until it is
 * back with another boot id and all is started; else it only says what is needed. What was pending before this deployment is never
 * acted on: whoever changes a page does not restart a machine for somebody else's kernel.
 *
 * @returns how the transaction ended, where it did; undefined where it goes on to its health checks
 * @throws DroverError `state-unknown` where the machine does not come back in time
 */
export async function reboot(
  carrying: Carrying,
  declared: 'when-needed' | 'never' = 'never',
  say: (finding: Finding) => void,
  { longest, between } = patience,
): Promise<Settled | undefined> {
  const { follower, onWait, cancelled } = carrying
  if (follower.reboot.length === 0) return undefined
  const brought = follower.reboot.join(', ')
  if (declared === 'never') {
    const message = `This deployment brought what only a reboot makes work: ${brought}. It reboots nothing: reboot the machine, or declare “reboot: 'when-needed'”.`
    say({ check: 'reboot', answer: 'warning', message })
    return undefined
  }
  if (cancelled.aborted) return undefined
  onWait(`rebooting: ${brought}`)
  const until = performance.now() + longest * 1000
  let told = performance.now()
  for (let turn = 0; ; turn++) {
    const heard = await ask(carrying, turn === 0)
    if (heard === 'rebooted') return undefined
    if (heard === 'refused') return givenUp(carrying, 'the machine refused to reboot')
    if (typeof heard === 'object') return heard
    if (carrying.ends.aborted)
      throw unknown('the run was ended while the machine rebooted; it undoes the change by itself')
    const now = performance.now()
    if (now > until)
      throw unknown(
        `the machine did not come back within ${longest} s of its reboot (${heard}); when it does, it undoes the change by itself`,
      )
    if (now - told > between * 1000) {
      told = now
      onWait(
        `waiting for the machine to come back (${heard}), ${Math.round(longest - (until - now) / 1000)} s of ${longest} at most`,
      )
    }
    await Promise.race([wait(Math.min(1000 * 2 ** turn, 4000)), aborted(carrying.ends)])
  }
}

async function givenUp(carrying: Carrying, message: string): Promise<Settled> {
  const doubt: Doubt = { doubt: 'unhealthy', sick: [{ message, origin: [] }] }
  return { stand: await revert(carrying, why(doubt)), doubt }
}

/** What the machine says, or why it says nothing. All but the first question come over a connection of their own. */
async function ask(carrying: Carrying, first: boolean): Promise<string | Settled> {
  const { line, follower, request, owner } = carrying
  let over: Target | undefined
  let kept = first
  try {
    over = first ? line.target : await line.another()
    const answer = await over.run({
      what: 'reboot',
      script: asked(request, owner, 'drover_reboot'),
      silenceSeconds: 20,
    })
    follower.anew()
    const said = answer.stdout.trim()
    if (said === 'rebooted') {
      if (!first) await line.take(over)
      kept = true
    }
    for (const word of said.split('\n')) follower.read(word)
    const { stand } = follower
    if (stand && stand.stand !== 'applied') {
      if (!kept) await line.take(over)
      kept = true
      return { stand }
    }
    return said === '' ? `it exited ${answer.exit}` : said
  } catch (error) {
    // Why it can't be reached while it goes down and comes up may be anything.
    if (first && !wasLost(error)) throw error
    return thrownWords(error)
  } finally {
    if (!kept) await over?.close()
  }
}
