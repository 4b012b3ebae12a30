import { mkdir } from 'node:fs/promises'
import { newKeyPair } from '../key-pair'
import { answers, mountRoot, start } from './boot'
import { type Cache, type ContainerPlace, containerPlace, keepPrivate, networkLock } from './cache'
import { containerFailure } from './command'
import { debianRoot, type RootWish } from './debian-root'
import { clearContainer, clearLeftovers } from './destroy'
import { type ContainerFacts, containerNames, readFacts, writeFacts } from './facts'
import { furnish } from './furnish'
import { underLock } from './lock'
import { memoryBytes } from './memory'
import { openNetwork } from './network'
import { packageLayer } from './packages'
import { prepareHost } from './prerequisites'
import { nameServers } from './resolver'
import { addressIn, freeAddress, type Subnet } from './subnet'

export interface ContainerWish extends RootWish {
  readonly name: string
  readonly deployment: string
  readonly stage: string
  readonly machine: string
  readonly memory: string | null
  readonly publicKeys: readonly string[]
  readonly owner?: ContainerFacts['owner']
}

export interface Maker {
  readonly progress: (message: string) => void
  readonly signal?: AbortSignal
}

/** Makes a container in the place of whatever half-made one is there, and waits until it takes SSH. Cancelled, it leaves none. */
export async function createContainer(cache: Cache, wish: ContainerWish, maker: Maker): Promise<ContainerFacts> {
  const { progress, signal } = maker
  await prepareHost(progress, signal)
  await keepPrivate(cache)
  await clearOnce(cache)
  const base = await debianRoot(cache, wish, progress, signal)
  const place = containerPlace(cache, wish.name)
  return underLock(place.lock, async () => {
    await clearIfThere(cache, place)
    try {
      return await make(cache, place, wish, base, maker)
    } catch (cause) {
      await clearContainer(cache, wish.name)
      throw cause
    }
  })
}

const cleared = new Map<string, Promise<unknown>>()

/** What killed runs have left goes before anything new is made. */
async function clearOnce(cache: Cache): Promise<void> {
  const clearing = cleared.get(cache.folder) ?? clearLeftovers(cache)
  cleared.set(cache.folder, clearing)
  await clearing
}

async function make(
  cache: Cache,
  place: ContainerPlace,
  wish: ContainerWish,
  base: string,
  { progress, signal }: Maker,
): Promise<ContainerFacts> {
  const identity = await newKeyPair()
  const hostKey = await newKeyPair()
  const { facts, subnet } = await settle(cache, place, {
    format: 1,
    name: wish.name,
    deployment: wish.deployment,
    stage: wish.stage,
    machine: wish.machine,
    release: wish.release,
    packages: [...wish.packages],
    memory: wish.memory,
    base,
    hostKey: hostKey.public,
    identity: identity.private,
    owner: wish.owner ?? null,
    finished: false,
  })
  await mountRoot(place, base, await packageLayer(cache, wish.release))
  await furnish(place.root, {
    hostName: wish.machine,
    address: facts.address,
    prefix: facts.prefix,
    gateway: addressIn(subnet, 1),
    nameServers: await nameServers(),
    hostKey,
    authorizedKeys: [identity.public, ...wish.publicKeys],
  })
  progress(`booting at ${facts.address}`)
  const bytes = wish.memory === null ? null : memoryBytes(wish.memory)
  await start(place, { base, bridge: cache.bridge, hostName: wish.machine, memoryBytes: bytes })
  await answers(place, facts.address, signal)
  const finished = { ...facts, finished: true }
  await writeFacts(place, finished)
  return finished
}

/** Takes a place on the network. The facts are written under the network's lock, so that nobody closes it from under us. */
async function settle(
  cache: Cache,
  place: ContainerPlace,
  facts: Omit<ContainerFacts, 'address' | 'prefix'>,
): Promise<{ readonly facts: ContainerFacts; readonly subnet: Subnet }> {
  return underLock(networkLock(cache), async () => {
    const subnet = await openNetwork(cache)
    const others = await Promise.all(
      (await containerNames(cache)).map(async name => (await readFacts(containerPlace(cache, name)))?.address ?? ''),
    )
    const address = freeAddress(subnet, others)
    if (address === undefined) throw containerFailure('the subnet of the containers is full')
    await mkdir(place.folder, { recursive: true, mode: 0o700 })
    const settled = { ...facts, address, prefix: subnet.prefix }
    await writeFacts(place, settled)
    return { facts: settled, subnet }
  })
}

async function clearIfThere(cache: Cache, place: ContainerPlace): Promise<void> {
  if ((await containerNames(cache)).includes(place.name)) await clearContainer(cache, place.name)
}
