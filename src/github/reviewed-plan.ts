import { checkName } from './check-run'
import { headerIn } from './header'
import type { Client } from './octokit'
import { type Place, repositoryOf } from './place'
import { whyUnknown } from './refusal'

/** What a person saw before they merged. */
export interface ReviewedPlan {
  /** Of all machines' plans together. */
  readonly digest: string
  /** The beginning of each machine's own, where they are known. */
  readonly plans?: Readonly<Record<string, string>>
  /** The address of the page that shows it. */
  readonly where?: string
}

/** Who makes the check runs of a workflow's own token. */
const maker = 'github-actions'

/** For all of it: nothing is deployed without. */
const seconds = 60

/**
 * The plan that was reviewed on the pull request which brought the commit: that of the check run on its head. Not of its comment,
 * which whoever may edit comments may change. Or why there is none.
 */
export async function reviewedPlan(
  place: Place,
  deployment: string,
  signal: AbortSignal,
  unit?: number,
): Promise<ReviewedPlan | { readonly why: string }> {
  try {
    const { connect } = await import('./octokit')
    const client = connect(place, AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]), unit)
    const heads = await headsOf(client, place)
    if (heads.length === 0)
      return { why: `no pull request of ${place.repository} brought the commit ${place.sha.slice(0, 12)}` }
    for (const head of heads) {
      const plan = await planOn(client, place, deployment, head)
      if (plan !== undefined) return plan
    }
    return {
      why:
        `the pull request’s head ${heads.map(head => head.slice(0, 12)).join(', ')} has no check run ` +
        `“${checkName(place)}” of a plan of ${deployment} that succeeded`,
    }
  } catch (error) {
    signal.throwIfAborted()
    return { why: whyUnknown(error, ['checks: read', 'pull-requests: read']) }
  }
}

/** The heads of the pull requests that were merged as this commit, or that this commit is the head of. */
async function headsOf(client: Client, place: Place): Promise<readonly string[]> {
  const pulls = await client.paginate('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
    ...repositoryOf(place),
    commit_sha: place.sha,
    per_page: 100,
  })
  return pulls
    .filter(pull => pull.head.sha === place.sha || (pull.merged_at && pull.merge_commit_sha === place.sha))
    .map(({ head }) => head.sha)
}

async function planOn(
  client: Client,
  place: Place,
  deployment: string,
  head: string,
): Promise<ReviewedPlan | undefined> {
  const runs = await client.paginate('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
    ...repositoryOf(place),
    ref: head,
    check_name: checkName(place),
    filter: 'all',
    per_page: 100,
  })
  const [newest] = runs
    .filter(({ app, external_id }) => app?.slug === maker && external_id?.startsWith('drover-plan-'))
    .map(run => ({ ...run, header: headerIn(run.output.text) }))
    .filter(({ header }) => header?.deployment === deployment && header.stage === place.stage)
    .toSorted((a, b) => Number(b.id) - Number(a.id))
  const { header, conclusion, html_url: where } = newest ?? {}
  if (header?.command !== 'plan' || header.digest === undefined || conclusion !== 'success') return undefined
  const { digest, plans } = header
  return { digest, ...(plans ? { plans } : {}), ...(where ? { where } : {}) }
}
