import { readFile } from 'node:fs/promises'

/** The name servers of a resolv.conf that a container can use: those on the host's loopback are not. */
export function usableServers(resolvConf: string): readonly string[] {
  return [...resolvConf.matchAll(/^\s*nameserver\s+(\S+)/gm)]
    .map(match => match[1] ?? '')
    .filter(server => !server.startsWith('127.') && server !== '::1')
}

/**
 * The host's name servers. Where the host asks a resolver of its own on loopback, as with systemd-resolved, those that this
 * one asks; where even they can't be found out, two public ones.
 */
export async function nameServers(): Promise<readonly string[]> {
  for (const file of [
    '/etc/resolv.conf',
    '/run/systemd/resolve/resolv.conf',
    '/run/NetworkManager/no-stub-resolv.conf',
  ]) {
    const servers = usableServers(await readFile(file, 'utf8').catch(() => ''))
    if (servers.length > 0) return servers
  }
  return ['1.1.1.1', '9.9.9.9']
}
