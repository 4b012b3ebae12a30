import { Octokit } from '@octokit/core'
import { paginateRest } from '@octokit/plugin-paginate-rest'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import type { Place } from './place'

// Loaded when something is to be said to GitHub, and not before: it takes some thirty milliseconds.

const Kit = Octokit.plugin(retry, throttling, paginateRest)

/** What GitHub is asked with: it waits where GitHub asks for it, and asks again where GitHub stumbles. */
export type Client = InstanceType<typeof Kit>

/** No longer than this is waited for a limit to end, and no more than so many times. */
const patience = { seconds: 30, times: 2 }

const willing = (seconds: number, _options: object, _client: object, times: number): boolean =>
  seconds <= patience.seconds && times < patience.times

const silent = () => undefined

/** A client that asks nothing any more when the signal comes. `unit` is how long a second of waiting is, in milliseconds. */
export const connect = ({ api, token }: Pick<Place, 'api' | 'token'>, signal: AbortSignal, unit = 1000): Client =>
  new Kit({
    auth: token,
    baseUrl: api,
    userAgent: 'drover',
    request: { signal },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    retry: { retries: 2, retryAfterBaseValue: unit },
    // What is waited between two requests is counted for each server by itself.
    throttle: {
      id: api,
      onRateLimit: willing,
      onSecondaryRateLimit: willing,
      retryAfterBaseValue: unit,
    },
  })
