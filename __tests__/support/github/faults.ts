import { type Answer, failure } from './answer'

/** What goes wrong with a request. */
export type Fault =
  /** An answer in place of the one that was asked for; nothing is done. */
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** The connection breaks before anything is done. */
  | { readonly kind: 'broken' }
  /** It is done, and the connection breaks before the answer. */
  | { readonly kind: 'lost-answer' }
  /** It is done and answered later. */
  | { readonly kind: 'slow'; readonly ms: number }

export const serverError = (status = 502): Fault => ({ kind: 'answer', answer: failure(status, 'Server Error') })

/** GitHub's brake on many requests in a short time. */
export const secondaryRateLimit = (seconds: number): Fault => ({
  kind: 'answer',
  answer: failure(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', {
    'retry-after': String(seconds),
  }),
})

/** The hour's requests are used up. */
export const rateLimit = (resetsAt: Date): Fault => ({
  kind: 'answer',
  answer: failure(403, 'API rate limit exceeded for installation.', {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(resetsAt.getTime() / 1000)),
  }),
})

/** The faults that a test asked for, each for so many requests. */
export class Faults {
  private readonly waiting: { readonly operation: string; readonly fault: Fault; times: number }[] = []

  /** The next `times` requests of the operation (`*`: of any) meet the fault. */
  add(operation: string, fault: Fault, times = 1): void {
    this.waiting.push({ operation, fault, times })
  }

  next(operation: string): Fault | undefined {
    const found = this.waiting.find(entry => entry.times > 0 && [operation, '*'].includes(entry.operation))
    if (found !== undefined) found.times--
    return found?.fault
  }
}
