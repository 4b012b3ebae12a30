import { z } from 'zod'
import type { Cache } from './cache'
import { shortHash } from './cache'
import { command, containerFailure, output } from './command'
import { closeFirewall, openFirewall } from './firewall'
import { nameServers } from './resolver'
import { freeSubnet, parseSubnet, type Subnet, showSubnet } from './subnet'
import { hostSettings, isRaised, raiseSettings, restoreSettings } from './sysctl'

const links = z.array(
  z.looseObject({
    ifname: z.string().optional(),
    addr_info: z
      .array(
        z.looseObject({
          family: z.string().optional(),
          local: z.string().optional(),
          prefixlen: z.number().optional(),
        }),
      )
      .optional(),
  }),
)
const routes = z.array(z.looseObject({ dst: z.string().optional() }))

/**
 * The bridge that this cache's containers hang on, its subnet, and the way out. Makes what is missing, so that it heals a
 * half-made one. To be called under the network's lock.
 */
export async function openNetwork(cache: Cache): Promise<Subnet> {
  const subnet = (await bridgeSubnet(cache.bridge)) ?? (await makeBridge(cache.bridge))
  // The bridge comes first: as long as there is one, nobody puts the settings back.
  const forwardsForUs = await isRaised(hostSettings, 'net/ipv4/ip_forward')
  // Before the host forwards anything, it is said what.
  await openFirewall(cache.bridge, showSubnet(subnet), { forwardsForUs })
  await raiseSettings(hostSettings)
  return subnet
}

/** Takes all of it away, and puts the host's settings back when no other cache has a bridge. Under the network's lock. */
export async function closeNetwork(cache: Cache): Promise<void> {
  await deleteLink(cache.bridge)
  await restoreSettings(hostSettings, async () => (await bridges()).length > 0)
  await closeFirewall(cache.bridge)
}

export async function deleteLink(name: string): Promise<void> {
  // Most often it is gone already, with the container's network namespace.
  await command(['ip', 'link', 'delete', name])
}

const needs =
  'Containers hang on a network bridge. It takes the kernel’s module “bridge” (modprobe bridge), and the right to make network links ' +
  '(CAP_NET_ADMIN), which root has on a host of its own, and not in a job’s “container:”.'

async function makeBridge(bridge: string): Promise<Subnet> {
  const subnet = freeSubnet(await takenSubnets(), Number.parseInt(shortHash(bridge, 2), 16))
  if (!subnet) throw containerFailure('no private IPv4 subnet is free for containers')
  await deleteLink(bridge)
  // A fixed address: a bridge otherwise takes that of a port, and changes it as containers come and go.
  const hardware = `02:64:${(shortHash(bridge, 8).match(/../g) ?? []).join(':')}`
  await output(['ip', 'link', 'add', 'name', bridge, 'address', hardware, 'type', 'bridge'], { needs })
  await output(['ip', 'address', 'add', showSubnet({ ...subnet, network: subnet.network + 1 }), 'dev', bridge])
  await output(['ip', 'link', 'set', bridge, 'up'])
  return subnet
}

async function bridgeSubnet(bridge: string): Promise<Subnet | undefined> {
  const { exit, stdout } = await command(['ip', '-json', '-4', 'address', 'show', 'dev', bridge, 'up'])
  if (exit !== 0) return undefined
  return links.parse(JSON.parse(stdout || '[]')).flatMap(addressesOf)[0]
}

async function takenSubnets(): Promise<readonly Subnet[]> {
  const [addresses, table, servers] = await Promise.all([
    output(['ip', '-json', '-4', 'address', 'show']),
    output(['ip', '-json', '-4', 'route', 'show', 'table', 'all']),
    nameServers(),
  ])
  const destinations = routes.parse(JSON.parse(table || '[]')).map(route => route.dst ?? '')
  const others = [...destinations, ...servers].map(parseSubnet).filter(subnet => subnet !== undefined)
  return [...links.parse(JSON.parse(addresses || '[]')).flatMap(addressesOf), ...others]
}

function addressesOf(link: z.infer<typeof links>[number]): Subnet[] {
  return (link.addr_info ?? []).flatMap(({ local, prefixlen }) => {
    const subnet = parseSubnet(`${local}/${prefixlen}`)
    return subnet ? [subnet] : []
  })
}

async function bridges(): Promise<readonly string[]> {
  const answer = links.parse(JSON.parse((await output(['ip', '-json', 'link', 'show', 'type', 'bridge'])) || '[]'))
  return answer.map(link => link.ifname ?? '').filter(name => name.startsWith('drv-'))
}
