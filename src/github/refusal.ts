import { z } from 'zod'
import { thrownWords } from '../failure'
import type { Place } from './place'

// The errors of octokit, known by what they hold: its classes are in a chunk that is loaded late.
const answered = z.object({
  status: z.number(),
  message: z.string(),
  request: z.object({ method: z.string() }).optional(),
  response: z.object({ headers: z.record(z.string(), z.unknown()) }).optional(),
})

/** Something was to be made, and nobody knows whether GitHub made it: it is to be looked at anew. */
export function isUnsure(error: unknown): boolean {
  const { status = 0, request } = answered.safeParse(error).data ?? {}
  return status >= 500 && request?.method === 'POST'
}

/**
 * Why something could not be told to GitHub, and what to do about it. `what` begins a sentence: “The check run”. Whoever writes looks first
 * at what is there: where already that is refused, the right to write is named all the same, or the next run would be refused once more.
 */
export function refusalWords(
  error: unknown,
  what: string,
  { readOnly }: Pick<Place, 'readOnly'>,
  does: 'writes' | 'reads' = 'writes',
): string {
  const { status, message, response } = answered.safeParse(error).data ?? {}
  if (status === undefined) return `${what} was not made: ${thrownWords(error)}.`
  if (status !== 403 && status !== 404) return `${what} was not made: GitHub answered ${status}, ${message}.`
  if (readOnly)
    return `${what} was not made: on pull requests from forks and from Dependabot, GitHub’s token may only read.`
  const named = permissionsOf(response?.headers['x-accepted-github-permissions'])
  const lines = does === 'reads' ? named : named.map(line => line.replaceAll(': read”', ': write”'))
  if (lines.length === 0)
    return `${what} was not made: GitHub answered ${status}, ${message}; docs/github.md says which permissions it needs.`
  return `${what} was not made: the token may not. Add ${lines.join(' or ')} to the job’s permissions.`
}

/** Why GitHub could not be asked something, and which rights that needs. */
export function whyUnknown(error: unknown, rights: readonly string[]): string {
  const { status, message } = answered.safeParse(error).data ?? {}
  if (status === undefined) return `GitHub could not be asked: ${thrownWords(error)}`
  const needed = status === 403 || status === 404 ? ` (it needs ${rights.map(each => `“${each}”`).join(' and ')})` : ''
  return `GitHub answered ${status}, ${message}${needed}`
}

/**
 * The lines of `permissions:` that a request would have needed, from the header in which GitHub names them:
 * `issues=write; pull_requests=write`, where a comma joins those that are needed together.
 */
function permissionsOf(accepted: unknown): readonly string[] {
  if (typeof accepted !== 'string') return []
  return accepted
    .split(';')
    .map(together => together.split(',').map(each => each.trim().replaceAll('_', '-').replace('=', ': ')))
    .map(together => together.filter(each => each !== '' && !each.startsWith('metadata')))
    .filter(together => together.length > 0)
    .map(together => together.map(each => `“${each}”`).join(' and '))
}
