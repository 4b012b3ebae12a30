import { createHash } from 'node:crypto'
import { chmod, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/**
 * The folder in which roots and containers are kept: `/var/cache/drover`, or what DROVER_CACHE names. Each such folder is a
 * world of its own, with its own bridge; it must lie on a file system that can carry an overlay.
 */
export interface Cache {
  readonly folder: string
  readonly roots: string
  readonly packages: string
  readonly containers: string
  readonly locks: string
  /** The bridge that this cache's containers hang on; at most 15 bytes, as the kernel wants it. */
  readonly bridge: string
}

export function cacheAt(folder = process.env.DROVER_CACHE || '/var/cache/drover'): Cache {
  const place = resolve(folder)
  return {
    folder: place,
    roots: join(place, 'roots'),
    packages: join(place, 'packages'),
    containers: join(place, 'containers'),
    locks: join(place, 'locks'),
    bridge: `drv-${shortHash(place, 8)}`,
  }
}

/**
 * Makes the cache, for root's eyes alone: in it lie whole systems with programs that run as root, and what is root's in them
 * is root's here. A folder that was there before is the user's own; then what we keep in it is closed.
 */
export async function keepPrivate({ folder, roots, packages, containers, locks }: Cache): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const part of [roots, packages, containers, locks]) {
    await mkdir(part, { recursive: true, mode: 0o700 })
    await chmod(part, 0o700)
  }
}

/** Everything about one container lies in one folder. */
export interface ContainerPlace {
  readonly name: string
  readonly folder: string
  readonly facts: string
  readonly root: string
  readonly upper: string
  readonly work: string
  readonly console: string
  readonly lock: string
  /** Names its cgroup, its unit and its network link on the host: unique on the host, 11 characters. */
  readonly id: string
}

export function containerPlace(cache: Cache, name: string): ContainerPlace {
  const folder = join(cache.containers, name)
  return {
    name,
    folder,
    facts: join(folder, 'facts.json'),
    root: join(folder, 'root'),
    upper: join(folder, 'upper'),
    work: join(folder, 'work'),
    console: join(folder, 'console.log'),
    lock: join(cache.locks, `container-${name}`),
    id: `d${shortHash(folder, 10)}`,
  }
}

export function networkLock(cache: Cache): string {
  return join(cache.locks, 'network')
}

export function shortHash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}
