import type { Answer, Fault } from '../../emulator/faults'
import { answered } from '../../emulator/faults'

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const created = (body: unknown): Answer => ({ status: 201, body })

/** A failure in Hetzner's form. */
export const failure = (status: number, code: string, message: string, details: unknown = null): Answer => ({
  status,
  body: { error: { code, message, details } },
})

export const notFound = failure(404, 'not_found', 'resource not found')

export const invalid = (field: string, message: string): Answer =>
  failure(422, 'invalid_input', `invalid input in field '${field}'`, { fields: [{ name: field, messages: [message] }] })

const fault = (status: number, code: string, message: string): Fault => answered(failure(status, code, message))

/** What a test may have Hetzner say in the place of an answer. */
export const hetznerFault = {
  limited: fault(429, 'rate_limit_exceeded', 'limit of 3600 requests per hour reached'),
  serverError: fault(500, 'service_error', 'An unexpected error occurred'),
  unavailable: fault(503, 'unavailable', 'A service or product is currently not available'),
  locked: fault(423, 'locked', 'server is locked'),
  conflict: fault(409, 'conflict', 'The resource has changed during the request, please retry'),
  overQuota: fault(403, 'resource_limit_exceeded', 'server limit exceeded'),
  soldOut: fault(412, 'resource_unavailable', 'error during placement'),
}
