import type { Client } from './octokit'
import type { Place } from './place'

/**
 * As whom a token writes. A workflow's own token can't ask GitHub that: it writes as the app that made the check run, where one was
 * made, and else as GitHub Actions.
 */
export async function authorOf(
  client: Client,
  { token }: Pick<Place, 'token'>,
  app: string | undefined,
): Promise<string> {
  if (app !== undefined) return `${app}[bot]`
  if (token.startsWith('ghs_')) return 'github-actions[bot]'
  return (await client.request('GET /user')).data.login
}
