import type { Client } from './octokit'
import { deploymentsOnPage, lastSaid } from './page'
import { type Place, repositoryOf } from './place'

/** A stage as the Deployments page shows it. */
export interface StageOnPage {
  readonly stage: string
  /** The environment that it is shown under. */
  readonly environment: string
  /** When it was deployed last, in ISO 8601. */
  readonly since: string
}

/** The stages of a deployment file that were deployed and were not taken down since, the environments of others left out. */
export async function stagesOnPage(client: Client, place: Place): Promise<readonly StageOnPage[]> {
  const all = (await deploymentsOnPage(client, place, {})).filter(({ source }) => source === place.source)
  const standing: StageOnPage[] = []
  for (const stage of new Set(all.map(({ stage }) => stage))) {
    const newest = all.find(each => each.stage === stage)
    if (newest === undefined || (await lastSaid(client, place, newest.id))?.state === 'inactive') continue
    standing.push({ stage, environment: newest.environment, since: newest.at })
  }
  return standing
}

/** The time as GitHub has it: this host's clock may be wrong, and how old a stage is decides what becomes of it. */
export async function clockOf(client: Client, place: Place): Promise<() => number> {
  const { headers } = await client.request('GET /repos/{owner}/{repo}/deployments', {
    ...repositoryOf(place),
    per_page: 1,
  })
  const ahead = Date.parse(headers.date ?? '') - Date.now()
  return () => Date.now() + (Number.isFinite(ahead) ? ahead : 0)
}

/** Whether a pull request is open. */
export async function isOpen(client: Client, place: Place, pull: number): Promise<boolean> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...repositoryOf(place),
    pull_number: pull,
  })
  return data.state === 'open'
}
