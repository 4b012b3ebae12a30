import type { RunView } from '../report/run'
import { headlineWords } from '../report/words'
import { anew } from './anew'
import type { Client } from './octokit'
import { deploymentsOnPage, over, type PageEnvironment, say, stateOf } from './page'
import { type Place, repositoryOf } from './place'
import { retireDeployments } from './taken-down'

/** What the deployment file says of the stage that is deployed; of one with mistakes nothing is known. */
export type Declared = Pick<RunView, 'protected' | 'url' | 'accounts'>

/** Says that a deployment of this run has begun. */
export const announceDeployment = (
  client: Client,
  place: Place,
  environment: PageEnvironment,
  declared: Declared,
): Promise<void> =>
  anew(async () => {
    const id = await ownDeployment(client, place, environment, declared)
    const shown = { ...environment, url: environment.url ?? declared.url }
    await say(client, place, shown, id, 'in_progress', `${place.command} of ${place.stage}`)
  })

/** Says how the deployment of this run ended; where it went well, all earlier ones of the environment are inactive then. */
export const concludeDeployment = (
  client: Client,
  place: Place,
  environment: PageEnvironment,
  run: RunView,
): Promise<void> =>
  anew(async () => {
    const id = await ownDeployment(client, place, environment, run)
    const state = stateOf(run)
    const shown = { ...environment, url: environment.url ?? run.url }
    await say(client, place, shown, id, state, headlineWords(run))
    if (state !== 'success') return
    const earlier = { environment: environment.name, followedBy: id }
    await retireDeployments(client, place, earlier, over.followed)
  })

/** The deployment of this very run: made where it is not there yet. */
async function ownDeployment(
  client: Client,
  place: Place,
  environment: PageEnvironment,
  declared: Declared,
): Promise<number> {
  const all = await deploymentsOnPage(client, place, { environment: environment.name, sha: place.sha })
  const own = all.find(({ key, run }) => key === place.key && run === place.run)
  return own?.id ?? createDeployment(client, place, environment, declared)
}

async function createDeployment(
  client: Client,
  place: Place,
  { name }: PageEnvironment,
  declared: Declared,
): Promise<number> {
  const production = isProduction(name, declared)
  const { data } = await client.request('POST /repos/{owner}/{repo}/deployments', {
    ...repositoryOf(place),
    ref: place.sha,
    environment: name,
    // Neither does GitHub wait for other checks, nor merge anything, because something is deployed.
    required_contexts: [],
    auto_merge: false,
    transient_environment: place.pullRequest !== null && !production,
    production_environment: production,
    payload: payloadOf(place, declared),
    request: { retries: 0 },
  })
  if (!('id' in data)) throw new Error(`GitHub made no deployment: ${data.message ?? 'it gave no reason'}`)
  return Number(data.id)
}

/** By what a deployment is known again, and where to look for what it made, should its file no longer say it. */
const payloadOf = ({ key, run, source, stage }: Place, { accounts = [] }: Declared) => ({
  ...{ drover: 1, key, run, source, stage },
  accounts: accounts.map(({ environment, account }) => ({ environment, account })),
})

/** What is not to be taken down is what people use; and by its name alone GitHub takes `production` for that. */
const isProduction = (environment: string, declared: Declared): boolean =>
  declared.protected === true || environment === 'production'
