import { outcomeOf, type RunView } from '../report/run'
import { headlineWords } from '../report/words'
import type { Client } from './octokit'
import { deploymentsOnPage, lastSaid, type OnPage, type PageEnvironment, say, stateOf } from './page'
import type { Place } from './place'

/** Which deployments on the page are over. */
export interface Over {
  readonly environment: string
  /** All of the stage, whichever machines or shard they were of; else those of the same part of its machines. */
  readonly wholeStage?: boolean
  /** The one that came after them. */
  readonly followedBy?: number
}

/** Makes deployments inactive: what they brought is there no more. */
export async function retireDeployments(client: Client, place: Place, over: Over, why: string): Promise<void> {
  for (const { id } of await meant(client, place, over)) {
    if (id === over.followedBy) continue
    if ((await lastSaid(client, place, id))?.state !== 'inactive')
      await say(client, place, { name: over.environment, url: undefined }, id, 'inactive', why)
  }
}

/**
 * Says on the newest deployment that stands how taking it down failed: it is there still, or in part. Where none stands, or nothing was
 * begun (as where the stage is protected), nothing is said: a deployment is never made of what was to go.
 */
export async function blameStanding(
  client: Client,
  place: Place,
  environment: PageEnvironment,
  run: RunView,
  over: Over,
): Promise<void> {
  if (run.machines.every(machine => outcomeOf(machine) === undefined)) return
  for (const { id } of await meant(client, place, over)) {
    if ((await lastSaid(client, place, id))?.state === 'inactive') continue
    const shown = { ...environment, url: environment.url ?? run.url }
    return say(client, place, shown, id, stateOf(run), headlineWords(run))
  }
}

/** The newest first. */
async function meant(client: Client, place: Place, { environment, wholeStage }: Over): Promise<readonly OnPage[]> {
  const all = await deploymentsOnPage(client, place, { environment })
  return all.filter(({ key, source, stage }) =>
    wholeStage ? source === place.source && stage === place.stage : key === place.key,
  )
}
