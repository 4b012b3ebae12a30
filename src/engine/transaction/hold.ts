import { asked } from '../../target/runtime'
import { converse } from '../line/conversation'
import { reconnect, wasLost } from '../line/line'
import type { Carrying } from './activate'
import type { Doubt } from './doubt'
import { cancelledBy } from './settle'

/** Keeps what a machine has prepared for as long as something is waited for, or until the run is told to end. */
export async function hold(
  { request, owner, line, cancelled, ends, follower }: Carrying,
  waiting: () => Promise<Doubt | undefined>,
): Promise<Doubt | undefined> {
  const over = Promise.race([waiting(), cancelledBy(cancelled)])
  for (;;) {
    const conversation = converse(line.target, 'hold', asked(request, owner, 'drover_hold'), text =>
      follower.read(text),
    )
    try {
      const ended = await Promise.race([over.then(doubt => ({ doubt })), conversation.answer])
      if (!('doubt' in ended)) {
        // The submission that follows hears the same, and the plan is made again.
        if (follower.gone) return undefined
        continue
      }
      conversation.end()
      await conversation.answer
      return ended.doubt
    } catch (error) {
      if (ends.aborted || !wasLost(error)) throw error
      await reconnect(line, ends, error)
    }
  }
}
