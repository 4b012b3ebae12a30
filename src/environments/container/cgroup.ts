import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { groupName } from './members'

/** Mount points of the hierarchies in which a container needs a group of its own. */
export interface Hierarchies {
  /** Where processes are told apart: the unified hierarchy, or systemd's named one, or both. */
  readonly process: readonly string[]
  /** The old memory controller's own hierarchy, where the host has one. */
  readonly memory?: string
}

export function hierarchies(mountinfo: string): Hierarchies {
  const mounts = mountinfo.split('\n').flatMap(line => {
    const [before = '', after = ''] = line.split(' - ')
    const [type = '', , options = ''] = after.split(' ')
    const folder = before.split(' ')[4] ?? ''
    return type.startsWith('cgroup') ? [{ folder, type, options: options.split(',') }] : []
  })
  const memory = mounts.find(mount => mount.type === 'cgroup' && mount.options.includes('memory'))
  return {
    process: mounts
      .filter(mount => mount.type === 'cgroup2' || mount.options.includes('name=systemd'))
      .map(mount => mount.folder),
    ...(memory === undefined ? {} : { memory: memory.folder }),
  }
}

/**
 * Makes the container's own groups and answers with the files into which its first process writes itself. Without them
 * containers on a host without systemd would share one group, and stopping a unit in one would stop it in all.
 */
export async function makeGroups(id: string, memoryBytes: number | null): Promise<readonly string[]> {
  const { process, memory } = hierarchies(await readFile('/proc/self/mountinfo', 'utf8'))
  const folders = [...process, ...(memory === undefined || memoryBytes === null ? [] : [memory])]
  const groups = folders.map(folder => join(folder, groupName(id)))
  await Promise.all(groups.map(group => mkdir(group, { recursive: true })))
  if (memoryBytes !== null) {
    const [unified = ''] = process
    if (memory === undefined) await writeFile(join(unified, 'cgroup.subtree_control'), '+memory')
    const limit = memory === undefined ? ['memory.max', unified] : ['memory.limit_in_bytes', memory]
    await writeFile(join(limit[1] ?? '', groupName(id), limit[0] ?? ''), String(memoryBytes))
  }
  return groups.map(group => join(group, 'cgroup.procs'))
}

/** Removes the groups of a container that has no process any more. */
export async function removeGroups(id: string): Promise<void> {
  const { process, memory } = hierarchies(await readFile('/proc/self/mountinfo', 'utf8'))
  for (const folder of [...process, ...(memory === undefined ? [] : [memory])]) {
    await removeTree(join(folder, groupName(id)))
  }
}

async function removeTree(group: string): Promise<void> {
  const entries = await readdir(group, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) if (entry.isDirectory()) await removeTree(join(group, entry.name))
  await rmdir(group).catch(() => {})
}
