import { z } from 'zod'
import type { AccountName } from '../event'
import { outcomes } from '../outcome'
import { clip, plainLine } from '../report/plain'
import { outcomeOfRun, type RunView } from '../report/run'
import type { Client } from './octokit'
import { type Place, repositoryOf } from './place'

// GitHub's Deployments page, as far as Drover wrote on it.

/** What is said of a deployment that is over. */
export const over = { followed: 'followed by another', takenDown: 'taken down' } as const

/** An environment of the page. */
export interface PageEnvironment {
  readonly name: string
  /** Where it can be looked at. */
  readonly url: string | undefined
}

/** A deployment on the page that is one of Drover's. */
export interface OnPage {
  readonly id: number
  readonly environment: string
  /** When it was made, in ISO 8601. */
  readonly at: string
  readonly key: string
  readonly run: string
  readonly source: string
  readonly stage: string
  /** Where its machines were made. */
  readonly accounts: readonly AccountName[]
}

/** Each of ours is known by it: no other's is touched. */
const payload = z.looseObject({
  drover: z.literal(1),
  key: z.string(),
  run: z.string(),
  source: z.string(),
  stage: z.string(),
  accounts: z.array(z.looseObject({ environment: z.string(), account: z.string() })).catch([]),
})

/** All that Drover made, of whichever deployment file, the newest first. */
export async function deploymentsOnPage(
  client: Client,
  place: Place,
  asked: { readonly environment?: string; readonly sha?: string },
): Promise<readonly OnPage[]> {
  const all = await client.paginate('GET /repos/{owner}/{repo}/deployments', {
    ...repositoryOf(place),
    ...asked,
    per_page: 100,
  })
  const ours = all.flatMap(({ id, environment, created_at: at, payload: held }) => {
    const read = payload.safeParse(held).data
    if (read === undefined) return []
    const { key, run, source, stage, accounts } = read
    return [{ id: Number(id), environment, at, key, run, source, stage, accounts }]
  })
  return ours.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.id - a.id)
}

/** What was said last of a deployment; undefined where nothing was. */
export async function lastSaid(
  client: Client,
  place: Place,
  id: number,
): Promise<{ readonly state: string; readonly description: string } | undefined> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
    ...repositoryOf(place),
    deployment_id: id,
    per_page: 1,
  })
  return data[0]
}

/** How a run ended, in the page's words. */
export function stateOf(run: RunView): 'success' | 'failure' | 'error' {
  const { exit } = outcomes[outcomeOfRun(run)]
  if (exit === 0) return 'success'
  return exit === outcomes.unknown.exit ? 'error' : 'failure'
}

/** What GitHub takes of a description. */
const most = 140

/** Says how a deployment stands. */
export async function say(
  client: Client,
  place: Place,
  { url }: PageEnvironment,
  id: number,
  state: 'in_progress' | 'success' | 'failure' | 'error' | 'inactive',
  description: string,
): Promise<void> {
  await client.request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
    ...repositoryOf(place),
    deployment_id: id,
    state,
    description: clip(plainLine(description), most),
    ...(place.run === '' ? {} : { log_url: place.run }),
    ...(url === undefined || state === 'inactive' ? {} : { environment_url: url }),
    // Those that are over are made inactive here: GitHub leaves out those of a preview.
    auto_inactive: false,
  })
}
