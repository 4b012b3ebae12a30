import { readFile, rm, stat } from 'node:fs/promises'
import { DroverError } from '../../failure'
import { type Cache, type ContainerPlace, containerPlace, networkLock } from './cache'
import { removeGroups } from './cgroup'
import { command, containerFailure } from './command'
import { type ContainerFacts, containerNames, readFacts } from './facts'
import { inspect, isOrphan } from './inspect'
import { underLock } from './lock'
import { kill } from './members'
import { closeNetwork, deleteLink } from './network'
import { belongsTo, ownerOf } from './owned'
import { keepPackages } from './packages'

/** Destroys a container, whole or half-made, and the network with the last one. There is no harm in destroying none. */
export async function destroyContainer(cache: Cache, name: string): Promise<void> {
  await underLock(containerPlace(cache, name).lock, () => clearContainer(cache, name))
}

/** The same, for whoever holds the container's lock. */
export async function clearContainer(cache: Cache, name: string): Promise<void> {
  const place = containerPlace(cache, name)
  await kill(place.id)
  await deleteLink(`vb-${place.id}`)
  await removeGroups(place.id)
  const facts = await readFacts(place)
  if (facts) await keepPackages(cache, place, facts)
  await forgetAtNspawn(place)
  // More than one where a run was killed between mounting and noting it.
  for (let left = 10; left > 0 && (await isMounted(place.root)); left--) {
    await command(['umount', '--lazy', place.root])
  }
  if (await isMounted(place.root)) throw containerFailure(`${place.root} can't be unmounted`)
  await underLock(networkLock(cache), async () => {
    await rm(place.folder, { recursive: true, force: true })
    if ((await containerNames(cache)).length === 0) await closeNetwork(cache)
  })
}

/** Destroys a container that is still whose it was; there is no harm in one that is gone. */
export async function discardContainer(
  cache: Cache,
  name: string,
  whose: Pick<ContainerFacts, 'deployment' | 'stage' | 'machine'>,
): Promise<void> {
  const place = containerPlace(cache, name)
  await underLock(place.lock, async () => {
    const facts = await readFacts(place)
    if (facts && !belongsTo(facts, whose))
      throw new DroverError({ code: 'foreign-machine', environment: 'container', name, owner: ownerOf(facts) })
    if (facts) await clearContainer(cache, name)
  })
}

/**
 * Clears what dead processes left: containers whose owner is gone, or that nothing says anything of; and the network where
 * no container hangs on it. A container that somebody is making right now holds its lock and is looked at again under it.
 */
export async function clearLeftovers(cache: Cache): Promise<readonly string[]> {
  const left: string[] = []
  for (const name of await containerNames(cache)) {
    if (!(await isLeftover(cache, name))) continue
    await underLock(containerPlace(cache, name).lock, async () => {
      if (!(await isLeftover(cache, name))) return
      await clearContainer(cache, name)
      left.push(name)
    })
  }
  await underLock(networkLock(cache), async () => {
    if ((await containerNames(cache)).length === 0) await closeNetwork(cache)
  })
  return left
}

async function isLeftover(cache: Cache, name: string): Promise<boolean> {
  const found = await inspect(cache, name)
  if (found.state === 'absent') return false
  if (found.facts === undefined) return true
  return isOrphan(found.facts)
}

/** What systemd-nspawn leaves under /run where it was killed. */
async function forgetAtNspawn(place: ContainerPlace): Promise<void> {
  const root = await stat(place.root).catch(() => undefined)
  if (root) await rm(`/run/systemd/nspawn/locks/inode-${root.dev}:${root.ino}`, { force: true })
  await rm(`/run/systemd/nspawn/propagate/${place.id}`, { recursive: true, force: true })
}

async function isMounted(folder: string): Promise<boolean> {
  const mounts = await readFile('/proc/self/mounts', 'utf8')
  return mounts.split('\n').some(line => line.split(' ')[1] === folder)
}
