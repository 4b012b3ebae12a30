import type { Owned } from '../environment'
import { type Cache, containerPlace } from './cache'
import { type ContainerFacts, containerNames, readFacts } from './facts'

type Whose = Pick<ContainerFacts, 'deployment'> & Partial<Pick<ContainerFacts, 'stage' | 'machine'>>

/** The containers of a deployment, as far as they say whose they are: of a stage and a machine only, where those are named. */
export async function containersOf(cache: Cache, whose: Whose): Promise<readonly ContainerFacts[]> {
  const all = await Promise.all((await containerNames(cache)).map(name => readFacts(containerPlace(cache, name))))
  return all.flatMap(facts => (facts && belongsTo(facts, whose) ? [facts] : []))
}

/** A container as one of the things that a deployment owns. By its folder it is told from one of another cache. */
export const ownedContainer = (cache: Cache, { name, stage, machine }: ContainerFacts): Owned => ({
  id: containerPlace(cache, name).id,
  name,
  stage,
  machine,
  price: null,
})

export const belongsTo = (facts: ContainerFacts, { deployment, stage, machine }: Whose): boolean =>
  facts.deployment === deployment &&
  (stage === undefined || facts.stage === stage) &&
  (machine === undefined || facts.machine === machine)

/** Whose a container is, for a person. */
export const ownerOf = ({ deployment, stage, machine }: Required<Whose>): string =>
  `${deployment}, stage ${stage}, machine ${machine}`
