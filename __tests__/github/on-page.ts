import type { AccountName } from '../../src/event'
import type { Place } from '../../src/github/place'
import type { GitHub } from '../support/github/github'
import { now } from '../support/github/world'

/** A deployment as Drover made it earlier: GitHub takes a second for each thing that is written there in a test's own time. */
export function onPage(
  { world }: GitHub,
  { key, run, source, stage, sha }: Place,
  states: readonly (string | { readonly state: string; readonly description: string })[],
  accounts: readonly AccountName[] = [],
): void {
  const said = states.map(each => (typeof each === 'string' ? { state: each, description: '' } : each))
  world.deployments.push({
    ...{ id: world.id(), ref: sha, sha, task: 'deploy', environment: 'pr-12', description: null, createdAt: now() },
    payload: { drover: 1, key, run, source, stage, accounts },
    transient: true,
    production: false,
    statuses: said.map(each => ({ ...each, id: world.id(), environmentUrl: '', logUrl: '', createdAt: now() })),
  })
}
