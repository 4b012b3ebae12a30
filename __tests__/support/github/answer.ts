import type { Answer } from '../emulator/faults'
import type { World } from './world'

export interface Request {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Checked against the operation's schema before. */
  readonly body: unknown
  /** The address of what is asked, for links of its pages. */
  readonly url: URL
}

/** One of GitHub's operations, on what a repository holds. */
export type Operation = (request: Request, world: World) => Answer

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const created = (body: unknown): Answer => ({ status: 201, body })

/** A failure, in GitHub's form. */
export function failure(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  }
}

export const notFound = failure(404, 'Not Found')

/** What GitHub says where a field is well formed and yet not to be had. */
export function unprocessable(resource: string, field: string, message: string): Answer {
  const errors = [{ resource, code: 'unprocessable', field, message }]
  return {
    status: 422,
    body: { message: 'Validation Failed', errors, documentation_url: 'https://docs.github.com/rest' },
  }
}
