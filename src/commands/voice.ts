import type { Emit, TimedEvent } from '../event'
import { type Failure, failureOf } from '../failure'
import { gravest, type Outcome, outcomes, verdicts } from '../outcome'
import { redactEvent, redactor } from '../report/redact'
import { emptyRun, foldRun, type RunView } from '../report/run'

/** Says what happens to everyone who listens, with every secret hidden before anyone hears it. */
export interface Voice {
  readonly emit: Emit
  /** What is to be hidden from now on, beside what was before. */
  hide(values: Iterable<string>): void
  /** Says what was said in another run, with the time of then. */
  replay(event: TimedEvent): void
  /** Ends the run, after so many seconds where they are not its own; its exit code comes back. */
  end(outcome: Outcome, seconds?: number): number
  /** Ends a run that failed as a whole; its exit code comes back. */
  fail(...failures: readonly Failure[]): number
  /** All that was said, folded. */
  run(): RunView
}

/**
 * `toldExit`: the exit code that a signal to the process asks for, if one came: the run then ends with it, however it went.
 * `before`: the seconds that the run took before this process went on with it.
 */
export function voice(
  listeners: readonly ((event: TimedEvent) => void)[],
  toldExit: () => number | undefined = () => undefined,
  before = 0,
): Voice {
  const began = performance.now() - before * 1000
  const hidden = new Set<string>()
  let redact = redactor(hidden)
  let view: RunView = emptyRun
  const elapsed = () => (performance.now() - began) / 1000
  const emit: Emit = event => replay({ ...event, at: elapsed() })
  const replay = (event: TimedEvent): void => {
    const said = redactEvent(event, redact)
    view = foldRun(view, said)
    for (const listen of listeners) listen(said)
  }
  const end = (outcome: Outcome, wanted: number, seconds = elapsed()): number => {
    const exit = toldExit() ?? wanted
    emit({ type: 'run-ended', outcome, exit, seconds })
    return exit
  }
  return {
    emit,
    replay,
    hide: values => {
      for (const value of values) hidden.add(value)
      redact = redactor(hidden)
    },
    end: (outcome, seconds) => end(outcome, outcomes[outcome].exit, seconds),
    fail: (...failures) => {
      for (const failure of failures) emit({ type: 'run-failed', failure })
      const outcome = gravest(
        failures.map(({ code }) => verdicts[code].outcome),
        'failed',
      )
      return end(outcome, Math.max(...failures.map(exitOf)))
    },
    run: () => view,
  }
}

/** The failure of a throw that ended a whole run. */
export const failureOfRun = (thrown: unknown): Failure =>
  thrown instanceof Error && thrown.name === 'AbortError' ? { code: 'cancelled' } : failureOf(thrown)

/** The exit code of a run that a failure ends as a whole. */
export const exitOf = ({ code }: Failure): number => verdicts[code].exit ?? outcomes[verdicts[code].outcome].exit
