import { readdir, readFile } from 'node:fs/promises'
import { type Cache, containerPlace } from '../../src/environments/container/cache'
import { command } from '../../src/environments/container/command'
import { filterName } from '../../src/environments/container/firewall'
import { groupName, membersOf } from '../../src/environments/container/members'

/** All that a container of the cache can leave on this host, looked for without asking Drover's own records. */
export async function tracesOf(cache: Cache, name: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { id } = containerPlace(cache, name)
  const [mounts, links, tables, rules, groups] = await Promise.all([
    readFile('/proc/self/mounts', 'utf8'),
    command(['ip', '-oneline', 'link']).then(({ stdout }) => stdout),
    command(['nft', 'list', 'tables']).then(({ stdout }) => stdout),
    command(['iptables-save']).then(({ stdout }) => stdout),
    command(['find', '/sys/fs/cgroup', '-type', 'd', '-name', `${groupName(id)}*`]).then(({ stdout }) => stdout),
  ])
  const lines = (text: string, ...words: readonly string[]) =>
    text.split('\n').filter(line => words.some(word => line.includes(word)))
  return {
    mounts: lines(mounts, cache.folder),
    links: lines(links, cache.bridge, id),
    filter: [...lines(tables, filterName(cache.bridge)), ...lines(rules, filterName(cache.bridge))],
    groups: lines(groups, groupName(id)),
    processes: (await membersOf(id)).map(({ pid }) => String(pid)),
    folders: await readdir(cache.containers).catch(() => []),
    nspawn: (await readdir('/run/systemd/nspawn/propagate').catch(() => [])).filter(entry => entry === id),
  }
}

export const noTraces = { mounts: [], links: [], filter: [], groups: [], processes: [], folders: [], nspawn: [] }
