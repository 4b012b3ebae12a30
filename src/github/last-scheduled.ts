import { spanWords } from '../report/words'
import type { Client } from './octokit'
import { type Place, repositoryOf } from './place'

/** How long ago a workflow's last successful scheduled run was, in words; `late` where that is longer than usual. */
export interface LastScheduled {
  readonly late: boolean
  readonly words: string
}

/** Asks for the last scheduled runs of a workflow that came to a good end (`actions: read`). `now` in milliseconds. */
export async function lastScheduled(
  client: Client,
  place: Place,
  workflow: string,
  now: number,
): Promise<LastScheduled> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
    ...repositoryOf(place),
    workflow_id: workflow,
    event: 'schedule',
    status: 'success',
    per_page: 10,
  })
  return scheduledWords(
    workflow,
    data.workflow_runs.map(({ created_at: at }) => Date.parse(at)),
    now,
  )
}

/** `times` of the runs in milliseconds, the newest first. */
export function scheduledWords(workflow: string, times: readonly number[], now: number): LastScheduled {
  const [last] = times
  if (last === undefined)
    return { late: false, words: `No scheduled run of ${workflow} before this one came to a good end.` }
  const gaps = times.slice(1).map((time, at) => (times[at] ?? time) - time)
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)]
  const since = now - last
  const late = usual !== undefined && since > 2 * usual + hour
  const words = `The last successful scheduled run of ${workflow} was ${ago(since)} ago`
  if (!late) return { late, words: `${words}.` }
  return {
    late,
    words:
      `${words}; usually there are ${ago(usual)} between two. Those between failed, or did not run: GitHub leaves out scheduled runs ` +
      'when it is busy, and stops the schedules of a public repository after 60 days without a commit.',
  }
}

const hour = 3_600_000

const ago = (ms: number): string => spanWords(ms / 1000)

/** The file of the workflow that runs, as `check.yml`, from what the runner says of it (GITHUB_WORKFLOW_REF). */
export const workflowFile = (ref = ''): string | undefined => /\/\.github\/workflows\/([^/@]+)@/.exec(ref)?.[1]
