import { DroverError } from '../failure'

/** Lets so many pass at a time, the others in the order in which they came. */
export interface Turns {
  /**
   * Waits for a turn; what comes back ends it.
   *
   * @throws DroverError `cancelled` where the signal is aborted before the turn comes
   */
  take(signal?: AbortSignal): Promise<() => void>
  /** From now on no more at a time than there are now, less one: somebody was turned away. Never below one. */
  narrow(): void
}

export function turns(most: number): Turns {
  let limit = most
  let taken = 0
  const waiting: (() => void)[] = []
  const next = () => {
    while (taken < limit && waiting.length > 0) {
      taken++
      waiting.shift()?.()
    }
  }
  const leave = () => {
    taken--
    next()
  }
  return {
    take: signal =>
      new Promise((resolve, reject) => {
        const enter = () => {
          signal?.removeEventListener('abort', abort)
          let left = false
          resolve(() => {
            if (!left) leave()
            left = true
          })
        }
        const abort = () => {
          const at = waiting.indexOf(enter)
          if (at >= 0) waiting.splice(at, 1)
          reject(new DroverError({ code: 'cancelled' }))
        }
        if (signal?.aborted) return abort()
        signal?.addEventListener('abort', abort, { once: true })
        waiting.push(enter)
        next()
      }),
    narrow: () => {
      limit = Math.max(1, Math.min(limit, taken - 1))
    },
  }
}
