import { answered, type Fault } from '../emulator/faults'
import { failure } from './answer'

export const serverError = (status = 502): Fault => answered(failure(status, 'Server Error'))

/** GitHub's brake on many requests in a short time. */
export const secondaryRateLimit = (seconds: number): Fault =>
  answered(
    failure(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', {
      'retry-after': String(seconds),
    }),
  )

/** The hour's requests are used up. */
export const rateLimit = (resetsAt: Date): Fault =>
  answered(
    failure(403, 'API rate limit exceeded for installation.', {
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(resetsAt.getTime() / 1000)),
    }),
  )
