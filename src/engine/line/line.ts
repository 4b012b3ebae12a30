import { setTimeout as wait } from 'node:timers/promises'
import { DroverError, thrownWords } from '../../failure'
import type { Target } from '../../target/target'

/** The way to one machine: a connection, and how to make another one. */
export interface Line {
  /** Seconds for which a lost connection is tried to be made again. */
  readonly patience: number
  /** The connection that is open. */
  readonly target: Target
  /** Another connection beside it, with a login of its own. */
  another(): Promise<Target>
  /** Uses another connection from here on, and closes the one before. */
  take(target: Target): Promise<void>
}

/**
 * A new connection in place of one that was lost, however long that takes within bounds.
 *
 * @throws DroverError `state-unknown` when the time is over, or the run is told to end now
 */
export async function reconnect(line: Line, ends: AbortSignal, cause: unknown): Promise<void> {
  const until = performance.now() + line.patience * 1000
  for (;;) {
    try {
      return await line.take(await line.another())
    } catch (error) {
      if (ends.aborted || performance.now() > until)
        throw unknown(
          `the connection was lost while the machine was being changed, and it could not be reached again (${thrownWords(error)})`,
          cause,
        )
      // Told to end while it waits: the next turn says so.
      await wait(1000, undefined, { signal: ends }).catch(() => undefined)
    }
  }
}

/** That the connection is gone, and not what ran over it. */
export const wasLost = (error: unknown): boolean =>
  error instanceof DroverError && (error.failure.code === 'connection-lost' || error.failure.code === 'timed-out')

export const unknown = (message: string, cause?: unknown): DroverError =>
  new DroverError({ code: 'state-unknown', message }, { cause })
