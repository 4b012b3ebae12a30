import { z } from 'zod'
import { DroverError } from '../../failure'
import type { EnvironmentContext, EnvironmentPlan, Facts, Found, Owned } from '../environment'
import { isContainer, type Wish } from './config'
import type { Domain } from './look'
import { changesOf, isOurs, type Mark } from './mark'

type Whose = Pick<EnvironmentContext, 'deployment' | 'stage' | 'machine'>

export function foundIn(domain: Domain | undefined, wish: Wish, whose: Whose): Found {
  if (domain === undefined) return { state: 'absent' }
  const { mark } = domain
  if (mark === undefined || !isOurs(mark, whose)) return { state: 'foreign', owner: ownerOf(domain) }
  if (isReady(mark)) return { state: 'present', facts: factsOf(domain, wish) }
  const begun = `it was begun at ${mark.since}`
  if (mark.state === 'destroying') return { state: 'unfinished', reason: `${begun}, and its end has begun since` }
  return {
    state: 'unfinished',
    reason: isBeingMade(domain) ? `${begun}, and a run is at it` : `${begun}, and never finished`,
  }
}

export const isReady = ({ state, hostkey }: Mark): boolean => state === 'ready' && hostkey !== undefined

// A run says every ten seconds that it is at work, but for the time in which it copies a container's root.
const quietFor = 120

/** Whether a run is making it right now. */
export const isBeingMade = ({ mark, quietSeconds }: Domain): boolean =>
  mark?.state === 'provisioning' && quietSeconds !== undefined && quietSeconds < quietFor

/** The mark of a domain that is this deployment's. Throws for somebody else's. */
export function ownMark(domain: Domain, whose: Whose): Mark {
  if (domain.mark !== undefined && isOurs(domain.mark, whose)) return domain.mark
  throw new DroverError({
    code: 'foreign-machine',
    environment: 'libvirt',
    name: domain.name,
    owner: ownerOf(domain),
  })
}

const ownerOf = ({ mark, uuid }: Domain): string =>
  mark === undefined
    ? `nobody that Drover knows (the domain ${uuid} carries no mark of Drover’s)`
    : `${mark.deployment}, stage ${mark.stage}, machine ${mark.machine}`

export function factsOf(domain: Domain, wish: Pick<Wish, 'address'>): Facts {
  const { uuid, name, state, address = '', mark } = domain
  const off = /^(running|idle|blocked|no state)\b/.test(state) ? undefined : state
  return {
    address: wish.address ?? address,
    hostKeys: mark?.hostkey === undefined ? [] : [mark.hostkey],
    name,
    uuid,
    made: mark?.made ?? {},
    ...(off !== undefined && { off }),
  }
}

export function planOf(wish: Wish, found: Found, name: string): EnvironmentPlan {
  const summary = summaryOf(wish)
  if (found.state === 'absent') return { action: 'create', summary, price: null }
  if (found.state !== 'present') return { action: 'replace', summary, price: null }
  const made = z.record(z.string(), z.string()).catch({}).parse(found.facts.made)
  const changes = changesOf(made, wish)
  if (changes.length === 0) return { action: 'nothing', summary, price: null, before: null }
  const plan = { action: 'replace', summary, price: null, before: null, changes } as const
  const anew = `the domain ${name} would be made anew, and all on it would be lost (${changes.join('; ')})`
  if (wish.protect) return { ...plan, refused: `${anew}: it is protected (protect: true)` }
  return wish.replace ? plan : { ...plan, refused: `${anew}: write “replace: true” to have it done` }
}

function summaryOf(wish: Wish): string {
  const what = isContainer(wish) ? 'a container of libvirt’s' : 'a virtual machine'
  const { image, memory, cpus, hypervisor } = wish
  const where = hypervisor === undefined ? '' : ` on ${hypervisor.host}`
  return `${what} of ${image} with ${memory} of memory and ${cpus} ${cpus === 1 ? 'CPU' : 'CPUs'}${where}`
}

export function ownedOf({ uuid, name, mark }: Domain): readonly Owned[] {
  if (mark === undefined) return []
  const { stage, machine, since, protect } = mark
  return [
    { id: uuid, name, stage, machine, price: null, protected: protect === 'true', ...(since !== '' && { since }) },
  ]
}
