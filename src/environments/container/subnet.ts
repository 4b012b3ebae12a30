/** A range of IPv4 addresses, as a network and the length of its prefix. */
export interface Subnet {
  readonly network: number
  readonly prefix: number
}

const candidates: readonly Subnet[] = ['10.213.0.0/16', '172.29.0.0/16', '192.168.128.0/17', '10.96.0.0/16'].flatMap(
  range => {
    const parsed = parseSubnet(range)
    if (!parsed) return []
    const count = 2 ** (24 - parsed.prefix)
    return Array.from({ length: count }, (_, index) => ({ network: parsed.network + index * 256, prefix: 24 }))
  },
)

/**
 * A private /24 that overlaps nothing in use: routes, addresses, name servers. `seed` says where the search begins, so that
 * two that search at the same time seldom meet; `undefined` where everything is taken.
 */
export function freeSubnet(taken: readonly Subnet[], seed: number): Subnet | undefined {
  // The default route covers everything and is no reason against anything.
  const used = taken.filter(subnet => subnet.prefix > 0)
  const first = seed % 256
  const order = [...candidates.slice(first, 256), ...candidates.slice(0, first), ...candidates.slice(256)]
  return order.find(candidate => !used.some(other => overlap(candidate, other)))
}

export function overlap(a: Subnet, b: Subnet): boolean {
  const size = 2 ** (32 - Math.min(a.prefix, b.prefix))
  return Math.floor(a.network / size) === Math.floor(b.network / size)
}

/** `10.0.0.0/24`, or an address alone, which is a /32. `undefined` for anything else (IPv6, `default`). */
export function parseSubnet(text: string): Subnet | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text)
  if (!match) return undefined
  const bytes = match.slice(1, 5).map(Number)
  const prefix = match[5] === undefined ? 32 : Number(match[5])
  if (bytes.some(byte => byte > 255) || prefix > 32) return undefined
  const address = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
  const size = 2 ** (32 - prefix)
  return { network: Math.floor(address / size) * size, prefix }
}

/** The address with that number in the subnet: 0 is the network itself, 1 the bridge. */
export function addressIn(subnet: Subnet, index: number): string {
  const address = subnet.network + index
  return [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.')
}

/** The lowest address that no machine has; `undefined` where the subnet is full. */
export function freeAddress(subnet: Subnet, taken: Iterable<string>): string | undefined {
  const used = new Set(taken)
  const last = 2 ** (32 - subnet.prefix) - 2
  for (let index = 2; index <= last; index++) {
    const address = addressIn(subnet, index)
    if (!used.has(address)) return address
  }
  return undefined
}

export function showSubnet(subnet: Subnet): string {
  return `${addressIn(subnet, 0)}/${subnet.prefix}`
}
