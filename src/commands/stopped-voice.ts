import type { Event } from '../event'
import type { Failure } from '../failure'
import { gravest, verdicts } from '../outcome'
import type { Voice } from './voice'

/** The voice of a command that may be stopped: what it only knows as cancelled is said with the reason. */
export function stoppedVoice(said: Voice, reason: () => Failure | undefined): Voice {
  const named = (event: Event): Event => {
    if (event.type !== 'machine-ended' || event.failure?.code !== 'cancelled') return event
    const { undone } = event.failure
    const why = reason() ?? event.failure
    return { ...event, failure: undone && why.code === 'run-timed-out' ? { ...why, undone } : why }
  }
  return {
    ...said,
    emit: event => said.emit(named(event)),
    end: (outcome, seconds) => {
      const why = reason()
      // What came to its end in the very moment of the timeout was not stopped by it.
      const inTime = why?.code === 'run-timed-out' && outcome !== 'cancelled' && outcome !== 'cancelled-undone'
      if (why === undefined || inTime) return said.end(outcome, seconds)
      said.emit({ type: 'run-failed', failure: why })
      // Stopped for that reason is all that “cancelled” says.
      const stopped = outcome === 'cancelled' || outcome === 'cancelled-undone'
      const verdict = verdicts[why.code].outcome
      return said.end(stopped ? verdict : gravest([outcome, verdict], verdict), seconds)
    },
  }
}
