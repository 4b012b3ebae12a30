import { DroverError } from '../failure'
import type { Limits, Request } from '../target/target'

/** The limits of one command: how long it may take, and how long it may say nothing. */
export interface Patience {
  /** It shows that it is alive. */
  heard(): void
  stop(): void
}

interface Waiting {
  readonly host: string
  readonly limits: Limits | undefined
  readonly request: Pick<Request, 'what' | 'silenceSeconds' | 'lasting'>
  /** Whether the script has begun: what does not begin waits for something else than what it is to do. */
  readonly begun: () => boolean
  readonly expired: (error: DroverError) => void
}

export function patience({ host, limits = {}, request, begun, expired }: Waiting): Patience {
  const { what, silenceSeconds, lasting } = request
  const silence = lasting ? silenceSeconds : (limits.silence ?? silenceSeconds)
  const most = lasting ? undefined : limits.command
  let last = performance.now()
  const timer = (limit: 'command' | 'silence', seconds: number | undefined) => {
    const late = () => {
      const quiet = Math.round((performance.now() - last) / 1000)
      expired(new DroverError({ code: 'timed-out', host, what, limit, seconds: seconds ?? 0, begun: begun(), quiet }))
    }
    return seconds === undefined ? undefined : setTimeout(late, seconds * 1000)
  }
  const silent = timer('silence', silence)
  const running = timer('command', most)
  return {
    heard: () => {
      last = performance.now()
      silent?.refresh()
    },
    stop: () => {
      clearTimeout(silent)
      clearTimeout(running)
    },
  }
}
