import { type Answer, answered, type Fault } from '../../emulator/faults'

export const ok = (body: unknown): Answer => ({ status: 200, body })

/** A failure in Linode's form. */
export const failure = (status: number, reason: string, field?: string): Answer => ({
  status,
  body: { errors: [{ ...(field !== undefined && { field }), reason }] },
})

export const notFound = failure(404, 'Not found')
export const invalidToken = failure(401, 'Invalid Token')
export const unauthorized = failure(401, 'Your OAuth token is not authorized to use this endpoint.')
export const tooMany: Answer = {
  ...failure(429, 'Too Many Requests'),
  // As was seen: a time that is past.
  headers: { 'x-ratelimit-reset': '-1', 'retry-after': '-1' },
}

/** What a test may have Linode say in the place of an answer. */
export const linodeFault = {
  limited: answered(tooMany),
  serverError: answered(failure(500, 'Internal Server Error')),
  unavailable: answered(failure(503, 'API temporarily unavailable')),
  overQuota: answered(failure(400, 'Account Limit reached. Please open a support ticket.')),
} satisfies Record<string, Fault>
