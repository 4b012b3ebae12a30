import { z } from 'zod'
import { outcomes } from '../outcome'
import { clip, plainLine } from '../report/plain'
import { outcomeOfRun, type RunView } from '../report/run'
import { headlineWords } from '../report/words'
import { anew } from './anew'
import type { Client } from './octokit'
import { type Place, repositoryOf } from './place'

/** An environment of GitHub's Deployments page. */
export interface PageEnvironment {
  readonly name: string
  /** Where it can be looked at. */
  readonly url: string | undefined
}

/** What GitHub takes of a description. */
const most = 140

/** Each of ours is known by it: no other's is touched. */
const payload = z.looseObject({ drover: z.literal(1), key: z.string(), run: z.string() })

/** Says that a deployment of this run has begun. */
export const announceDeployment = (client: Client, place: Place, environment: PageEnvironment): Promise<void> =>
  anew(async () => {
    const id =
      (await findDeployment(client, place, environment)) ?? (await createDeployment(client, place, environment))
    await say(client, place, environment, id, 'in_progress', `${place.command} of ${place.stage}`)
  })

/** Says how the deployment of this run ended; where it went well, all earlier ones of the environment are inactive then. */
export const concludeDeployment = (
  client: Client,
  place: Place,
  environment: PageEnvironment,
  run: RunView,
): Promise<void> =>
  anew(async () => {
    const id =
      (await findDeployment(client, place, environment)) ?? (await createDeployment(client, place, environment))
    const state = stateOf(run)
    const shown = { ...environment, url: environment.url ?? run.url }
    await say(client, place, shown, id, state, headlineWords(run))
    if (state === 'success') await retireDeployments(client, place, environment, 'followed by another', id)
  })

/** Makes the environment's deployments inactive, but for one: what they brought is there no more. */
export async function retireDeployments(
  client: Client,
  place: Place,
  environment: PageEnvironment,
  why: string,
  except?: number,
): Promise<void> {
  for (const { id } of await ours(client, place, environment)) {
    if (id === except) continue
    const { data } = await client.request('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      ...repositoryOf(place),
      deployment_id: id,
      per_page: 1,
    })
    if (data[0]?.state !== 'inactive') await say(client, place, environment, id, 'inactive', why)
  }
}

function stateOf(run: RunView): 'success' | 'failure' | 'error' {
  const { exit } = outcomes[outcomeOfRun(run)]
  if (exit === 0) return 'success'
  return exit === outcomes.unknown.exit ? 'error' : 'failure'
}

interface Ours {
  readonly id: number
  readonly run: string
}

/** Those of this deployment file and stage, whichever run made them. */
async function ours(client: Client, place: Place, { name }: PageEnvironment, sha?: string): Promise<readonly Ours[]> {
  const all = await client.paginate('GET /repos/{owner}/{repo}/deployments', {
    ...repositoryOf(place),
    environment: name,
    ...(sha === undefined ? {} : { sha }),
    per_page: 100,
  })
  return all.flatMap(({ id, payload: held }) => {
    const read = payload.safeParse(held).data
    return read?.key === place.key ? [{ id: Number(id), run: read.run }] : []
  })
}

const findDeployment = async (
  client: Client,
  place: Place,
  environment: PageEnvironment,
): Promise<number | undefined> =>
  (await ours(client, place, environment, place.sha)).find(({ run }) => run === place.run)?.id

async function createDeployment(client: Client, place: Place, { name }: PageEnvironment): Promise<number> {
  const { data } = await client.request('POST /repos/{owner}/{repo}/deployments', {
    ...repositoryOf(place),
    ref: place.sha,
    environment: name,
    // Neither does GitHub wait for other checks, nor merge anything, because something is deployed.
    required_contexts: [],
    auto_merge: false,
    transient_environment: place.pullRequest !== null,
    production_environment: place.stage === 'production',
    payload: { drover: 1, key: place.key, run: place.run, source: place.source, stage: place.stage },
    request: { retries: 0 },
  })
  if (!('id' in data)) throw new Error(`GitHub made no deployment: ${data.message ?? 'it gave no reason'}`)
  return Number(data.id)
}

async function say(
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
