import { access } from 'node:fs/promises'
import { type Cache, containerPlace } from './cache'
import { type ContainerFacts, readFacts } from './facts'
import { leaderOf, startOf } from './members'

export type Inspection =
  | { readonly state: 'absent' }
  | { readonly state: 'unfinished'; readonly reason: string; readonly facts: ContainerFacts | undefined }
  | { readonly state: 'running'; readonly facts: ContainerFacts }

/** What there is of a container, from its facts and from what really runs. Changes nothing. */
export async function inspect(cache: Cache, name: string): Promise<Inspection> {
  const place = containerPlace(cache, name)
  const there = await access(place.folder).then(
    () => true,
    () => false,
  )
  if (!there) return { state: 'absent' }
  const facts = await readFacts(place)
  if (!facts?.finished) return { state: 'unfinished', reason: 'it was begun and never finished booting', facts }
  if ((await leaderOf(place.id)) === undefined) return { state: 'unfinished', reason: 'it no longer runs', facts }
  return { state: 'running', facts }
}

/** Nobody is left who could want it: its owner is dead. */
export async function isOrphan({ owner }: Pick<ContainerFacts, 'owner'>): Promise<boolean> {
  return owner !== null && (await startOf(owner.pid)) !== owner.started
}
