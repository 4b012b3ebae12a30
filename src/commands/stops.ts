import { existsSync } from 'node:fs'
import { foldersOf } from '../deployment/find'
import { guarded, type Interruption } from '../deployment/guard'
import { originOfThrown } from '../deployment/origins'
import { DroverError, type Failure, failureOf } from '../failure'
import type { Options } from './options'
import { failureOfRun } from './voice'

// What is not confirmed at the timeout is undone: as long as a machine may take to do that by itself, it is waited for.
const undoSeconds = 150

/** What the process was told: to come to an end, and then to end now. */
export interface Told {
  readonly signal: AbortSignal
  readonly ends: AbortSignal
  /** With which exit code, if it was told. */
  readonly exit: () => number | undefined
}

/** What may stop a command before its end. */
export interface Stops {
  readonly signal: AbortSignal
  /** The work has had its time to end by itself, and ends now. */
  readonly ends: AbortSignal
  /** Why it was stopped, where that was not a signal to the process. */
  readonly reason: () => Failure | undefined
}

/**
 * Does a command's work to its end; it is told to stop when the process is, at its timeout, and when the user's code that
 * goes on beside it throws or wants to end the process.
 *
 * @throws DroverError with the reason, where one stopped it; else what the work threw
 */
export async function stoppable<Value>(
  { root, timeout }: Pick<Options, 'root' | 'timeout'>,
  told: Told,
  work: (stops: Stops) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController()
  const { signal } = controller
  const ends = AbortSignal.any([told.ends, AbortSignal.timeout((timeout + undoSeconds) * 1000)])
  let failure: Failure | undefined
  // What comes first is the reason.
  const stop = (why?: Failure) => {
    if (signal.aborted) return
    failure = why
    controller.abort()
  }
  const end = () => stop()
  if (told.signal.aborted) end()
  told.signal.addEventListener('abort', end)
  const limit = setTimeout(() => stop({ code: 'run-timed-out', seconds: timeout }), timeout * 1000).unref()
  const reason = () => failure
  try {
    return await guarded(
      () => work({ signal, ends, reason }),
      (why, fail) => {
        stop(failureOfInterruption(why, root))
        if (why.what === 'stalled') fail(new DroverError(failure ?? { code: 'cancelled' }))
      },
    )
  } catch (error) {
    throw stoppedBy(failure, error)
  } finally {
    clearTimeout(limit)
    told.signal.removeEventListener('abort', end)
  }
}

function stoppedBy(reason: Failure | undefined, error: unknown): unknown {
  const failure = failureOfRun(error)
  if (reason === undefined || (reason.code === 'run-timed-out' && failure.code !== 'cancelled')) return error
  const loading = failure.code === 'cancelled' && failure.loading !== undefined ? { loading: failure.loading } : {}
  return new DroverError(reason.code === 'run-timed-out' ? { ...reason, ...loading } : reason, { cause: error })
}

function failureOfInterruption(why: Interruption, root: string): Failure {
  if (why.what === 'stalled') return { code: 'unexpected', message: 'the run waits for something that never comes' }
  const origin = originOfThrown(existsSync(root) ? foldersOf(root).root : root, why.thrown)
  if (why.what === 'exit')
    return { code: 'deployment-code-failed', message: `it called process.exit(${why.code})`, origin }
  if (origin.length === 0) return failureOf(why.thrown)
  const message = why.thrown instanceof Error ? `${why.thrown.name}: ${why.thrown.message}` : String(why.thrown)
  return { code: 'deployment-code-failed', message: `${message}, and nothing caught it`, origin }
}
