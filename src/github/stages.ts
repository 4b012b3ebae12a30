import { z } from 'zod'
import type { Client } from './octokit'
import { type Place, repositoryOf } from './place'

/** A stage as the Deployments page shows it. */
export interface StageOnPage {
  readonly stage: string
  /** The environment that it is shown under. */
  readonly environment: string
  /** When it was deployed last, in ISO 8601. */
  readonly since: string
}

const payload = z.looseObject({ drover: z.literal(1), source: z.string(), stage: z.string() })

/** The stages of a deployment file that were deployed and were not taken down since, the environments of others left out. */
export async function stagesOnPage(client: Client, place: Place): Promise<readonly StageOnPage[]> {
  const all = await client.paginate('GET /repos/{owner}/{repo}/deployments', { ...repositoryOf(place), per_page: 100 })
  const newest = new Map<string, StageOnPage & { readonly id: number }>()
  for (const { id, environment, created_at: since, payload: held } of all) {
    const read = payload.safeParse(held).data
    if (read?.source !== place.source) continue
    const before = newest.get(read.stage)
    if (before === undefined || before.since < since)
      newest.set(read.stage, { stage: read.stage, environment, since, id: Number(id) })
  }
  const standing: StageOnPage[] = []
  for (const { id, ...stage } of newest.values()) {
    const { data } = await client.request('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...repositoryOf(place),
      deployment_id: id,
      per_page: 1,
    })
    if (data[0]?.state !== 'inactive') standing.push(stage)
  }
  return standing
}

/** Whether a pull request is open. */
export async function isOpen(client: Client, place: Place, pull: number): Promise<boolean> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...repositoryOf(place),
    pull_number: pull,
  })
  return data.state === 'open'
}
