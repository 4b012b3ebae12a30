import { setTimeout as pause } from 'node:timers/promises'
import { DroverError } from '../../failure'

/** How often something is looked at. */
export interface Pace {
  readonly firstMs: number
  readonly mostMs: number
}

export const ordinaryPace: Pace = { firstMs: 1000, mostMs: 10_000 }

export interface Waiting<Value> {
  readonly environment: string
  /** As “the server to run”. */
  readonly what: string
  readonly seconds: number
  readonly pace: Pace
  readonly signal: AbortSignal
  readonly progress: (message: string) => void
  /** What is waited for, or how far it is. A state that never gets well is thrown. */
  readonly look: () => Promise<{ readonly done: Value } | { readonly still: string }>
}

/** Seconds after which it is said once more that something is waited for. */
const saidEvery = 30

/** Looks again and again, less and less often, until it is there or the deadline is past. */
export async function until<Value>(waiting: Waiting<Value>): Promise<Value> {
  const { environment, what, seconds, pace, signal, progress, look } = waiting
  const began = performance.now()
  const passed = () => (performance.now() - began) / 1000
  let said = Number.NEGATIVE_INFINITY
  for (let ms = pace.firstMs; ; ms = Math.min(ms * 1.5, pace.mostMs)) {
    const seen = await look()
    if ('done' in seen) return seen.done
    if (passed() > seconds) {
      const message = `${what} took longer than ${Math.round(seconds)} s; at last it was: ${seen.still}`
      throw new DroverError({ code: 'environment-failed', environment, message })
    }
    if (passed() - said >= saidEvery) {
      progress(`waiting for ${what}: ${seen.still}`)
      said = passed()
    }
    await pauseFor(ms, signal)
  }
}

export async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => {
    throw new DroverError({ code: 'cancelled' })
  })
}
