import { type Place, repositoryOf } from './place'
import { whyUnknown } from './refusal'

/** For all of it: nothing is read before. */
const seconds = 60

/**
 * Whether a commit is on a branch of the repository: the newest of one, or behind the newest of the main one. A fork's commit can be
 * asked for by the same address, and is on none. Undefined where it is; else why not, or why that could not be found out.
 */
export async function whyOnNoBranch(
  place: Pick<Place, 'api' | 'repository' | 'token'>,
  commit: string,
  signal: AbortSignal,
  unit?: number,
): Promise<string | undefined> {
  try {
    const { connect } = await import('./octokit')
    const client = connect(place, AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]), unit)
    const at = repositoryOf(place)
    const { data: heads } = await client.request('GET /repos/{owner}/{repo}/commits/{commit_sha}/branches-where-head', {
      ...at,
      commit_sha: commit,
    })
    if (heads.length > 0) return undefined
    const { data: repository } = await client.request('GET /repos/{owner}/{repo}', at)
    const { data: comparison } = await client.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      ...at,
      basehead: `${repository.default_branch}...${commit}`,
      per_page: 1,
    })
    if (comparison.status === 'behind' || comparison.status === 'identical') return undefined
    return `it is the newest commit of no branch of ${place.repository}, and ${repository.default_branch} does not have it`
  } catch (error) {
    signal.throwIfAborted()
    return `whether it is on a branch of ${place.repository} is not known: ${whyUnknown(error, ['contents: read'])}`
  }
}
