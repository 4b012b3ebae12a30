import { isIP } from 'node:net'

/**
 * The address among what `virsh domifaddr` printed, each line behind the source it is of: the network's lease before the
 * guest's agent before the host's neighbours, IPv4 before IPv6. Never one that is the guest's alone.
 */
export function addressIn(rows: readonly string[]): string | undefined {
  const all = rows.flatMap(row => {
    const [source = '', ...words] = row.trim().split(/\s+/)
    const [family, cidr = ''] = words.slice(-2)
    const address = cidr.split('/')[0] ?? ''
    const fits = isIP(address) === (family === 'ipv6' ? 6 : 4) && !/^(127\.|169\.254\.|0\.|::1$|fe80:)/i.test(address)
    return fits ? [{ source, family, address }] : []
  })
  for (const source of ['lease', 'agent', 'arp'])
    for (const family of ['ipv4', 'ipv6']) {
      const found = all.find(each => each.source === source && each.family === family)
      if (found) return found.address
    }
  return undefined
}
