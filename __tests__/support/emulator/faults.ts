/** What is answered to a request. A body of text is sent as it is, any other as JSON. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** What goes wrong with a request. */
export type Fault =
  /** An answer in place of the one that was asked for; nothing is done. */
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** It is done, and another answer is given, as a proxy does that waited too long. */
  | { readonly kind: 'done-and-answered'; readonly answer: Answer }
  /** The connection breaks before anything is done. */
  | { readonly kind: 'broken' }
  /** It is done, and the connection breaks before the answer. */
  | { readonly kind: 'lost-answer' }
  /** It is done and answered later. */
  | { readonly kind: 'slow'; readonly ms: number }

export const answered = (answer: Answer): Fault => ({ kind: 'answer', answer })
export const broken: Fault = { kind: 'broken' }
export const lostAnswer: Fault = { kind: 'lost-answer' }

/** What stands before a server gave up on it, with a page of its own; whether it was done nobody says. */
const gatewayTimeout: Answer = {
  status: 504,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>504 Gateway Time-out</title></head><body>504 Gateway Time-out</body></html>',
}
export const timeout: Fault = answered(gatewayTimeout)
export const doneThoughTimeout: Fault = { kind: 'done-and-answered', answer: gatewayTimeout }

/** The faults that a test asked for, each for so many requests. */
export class Faults {
  private waiting: { readonly operation: string; readonly fault: Fault; times: number }[] = []

  /** The next `times` requests of the operation, by its name in the description (`*`: of any), meet the fault. */
  add(operation: string, fault: Fault, times = 1): void {
    this.waiting.push({ operation, fault, times })
  }

  clear(): void {
    this.waiting = []
  }

  next(operation: string): Fault | undefined {
    const found = this.waiting.find(entry => entry.times > 0 && [operation, '*'].includes(entry.operation))
    if (found !== undefined) found.times--
    return found?.fault
  }
}
