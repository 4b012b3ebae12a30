import { type Answer, answered, type Fault } from '../../emulator/faults'

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const accepted = (body: unknown): Answer => ({ status: 202, body })
export const done: Answer = { status: 204 }

/** A failure in DigitalOcean's form. */
export const failure = (status: number, id: string, message: string, headers?: Answer['headers']): Answer => ({
  status,
  ...(headers && { headers }),
  body: { id, message, request_id: '4d9d8375-3c56-4925-a3e7-eb137fed17e9' },
})

export const notFound = failure(404, 'not_found', 'The resource you requested could not be found.')
export const unprocessable = (message: string): Answer => failure(422, 'unprocessable_entity', message)
export const tooMany = failure(429, 'too_many_requests', 'API Rate limit exceeded.', { 'retry-after': '1' })

/** What a test may have DigitalOcean say in the place of an answer. */
export const digitalOceanFault = {
  limited: answered(tooMany),
  serverError: answered(failure(500, 'server_error', 'Unexpected server-side error')),
  unavailable: answered(failure(503, 'service_unavailable', 'Service Unavailable')),
  overQuota: answered(unprocessable('creating this/these droplet(s) will exceed your droplet limit')),
} satisfies Record<string, Fault>
