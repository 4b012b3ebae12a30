import { commentOf } from '../report/comment'
import { clip, plainLine } from '../report/plain'
import { outcomeOf, outcomeOfRun, type RunView } from '../report/run'
import { anew } from './anew'
import { type Header, headerIn, headerLine, headerOf } from './header'
import type { Client } from './octokit'
import { type Place, repositoryOf } from './place'

/** By it the issue is found among all, and can be looked for by a person. */
const label = 'drover-drift'

/**
 * Keeps one open issue while there is drift: opens it, or brings it up to date, and closes it when `check` has seen all machines
 * without any. Where a machine could not be seen and no other drifted, nothing is known, and the issue stays as it is.
 */
export async function sendDriftIssue(client: Client, place: Place, author: string, run: RunView): Promise<void> {
  const drifted = run.machines.some(machine => outcomeOf(machine) === 'drifted')
  const well = outcomeOfRun(run) === 'unchanged'
  if (!drifted && !well) return
  await anew(async () => {
    const open = await findIssue(client, place, author)
    if (well && open !== undefined)
      await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
        ...repositoryOf(place),
        issue_number: open,
        state: 'closed',
        state_reason: 'completed',
      })
    if (drifted) await write(client, place, open, run)
  })
}

async function findIssue(client: Client, place: Place, author: string): Promise<number | undefined> {
  const issues = await client.paginate('GET /repos/{owner}/{repo}/issues', {
    ...repositoryOf(place),
    state: 'open',
    labels: label,
    creator: author,
    per_page: 100,
  })
  return issues.find(({ user, body, pull_request }) => {
    const ours = user?.login === author && pull_request === undefined
    return ours && isOf(headerIn(body), place)
  })?.number
}

const isOf = (header: Header | undefined, { command, key }: Place): boolean =>
  header?.command === command && header.key === key

async function write(client: Client, place: Place, open: number | undefined, run: RunView): Promise<void> {
  const body = commentOf(run, truncated => headerLine({ ...headerOf(run, place), truncated }))
  const title = clip(plainLine(`Drift: ${run.deployment} (${run.stage})`), 200)
  if (open === undefined)
    await client.request('POST /repos/{owner}/{repo}/issues', {
      ...repositoryOf(place),
      title,
      body,
      labels: [label],
      request: { retries: 0 },
    })
  else
    await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      ...repositoryOf(place),
      issue_number: open,
      title,
      body,
    })
}
