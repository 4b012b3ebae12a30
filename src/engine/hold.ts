import { asked } from '../target/runtime'
import type { Carrying } from './activate'
import { converse } from './conversation'
import { reconnect, wasLost } from './line'
import type { Doubt } from './settle'

/** Keeps what a machine has prepared for as long as something is waited for, or until the run is told to end. */
export async function hold(
  { request, owner, line, cancelled, ends, follower }: Carrying,
  waiting: () => Promise<Doubt | undefined>,
): Promise<Doubt | undefined> {
  const told = new Promise<Doubt>(resolve => {
    const stop = () => resolve({ doubt: 'cancelled' })
    cancelled.addEventListener('abort', stop, { once: true })
    if (cancelled.aborted) stop()
  })
  const over = Promise.race([waiting(), told])
  for (;;) {
    const conversation = converse(line.target, 'hold', asked(request, owner, 'drover_hold'), text =>
      follower.read(text),
    )
    try {
      const ended = await Promise.race([over.then(doubt => ({ doubt })), conversation.answer])
      if (!('doubt' in ended)) continue
      conversation.end()
      await conversation.answer
      return ended.doubt
    } catch (error) {
      if (ends.aborted || !wasLost(error)) throw error
      await reconnect(line, ends, error)
    }
  }
}
