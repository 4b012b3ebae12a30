import { z } from 'zod'
import { images, locations, serverTypes } from './catalogue'

export const order = z.object({
  name: z.string(),
  server_type: z.string(),
  image: z.string(),
  location: z.string().default('fsn1'),
  user_data: z.string().default(''),
  labels: z.record(z.string(), z.string()).default({}),
  ssh_keys: z.array(z.string()).default([]),
  public_net: z
    .object({ enable_ipv4: z.boolean().default(true), enable_ipv6: z.boolean().default(true) })
    .default({ enable_ipv4: true, enable_ipv6: true }),
  networks: z.array(z.number()).default([]),
  firewalls: z.array(z.object({ firewall: z.number() })).default([]),
  start_after_create: z.boolean().default(true),
})
export type Order = z.output<typeof order>

export interface HetznerServer {
  readonly id: number
  readonly order: Order
  readonly created: string
  /** The request that made it. */
  readonly begun: number
  name: string
  labels: Readonly<Record<string, string>>
  ipv4: string
  backups: boolean
  /** What was begun on it and is not over. */
  action: HetznerAction | undefined
}

export interface HetznerAction {
  readonly id: number
  readonly command: string
  readonly server: number
  readonly started: string
  /** The request after which it is over; undefined for one that never is. */
  readonly ends: number | undefined
  readonly error: { readonly code: string; readonly message: string } | null
}

/** What a project at Hetzner holds, and how slow and how full Hetzner is. */
export class World {
  readonly servers = new Map<number, HetznerServer>()
  readonly actions = new Map<number, HetznerAction>()
  readonly networks = [
    { id: 71, name: 'inner' },
    { id: 72, name: 'outer' },
  ]
  readonly firewalls = [{ id: 81, name: 'web' }]
  /** How many requests an action takes. */
  slowness = 2
  /** For how many requests a list does not show what was made. */
  lag = 0
  /** Whether a server that is made ever runs. */
  boots = true
  /** Sizes in locations that are not to be had, as “cx22 fsn1”; `*` stands for all. */
  readonly soldOut = new Set<string>()
  /** How the next actions `create_server` end. */
  readonly failing: { readonly code: string; readonly message: string }[] = []
  private last = 42

  constructor(private readonly clock: () => number) {}

  get now(): number {
    return this.clock()
  }

  nextId(): number {
    return ++this.last
  }

  begin(command: string, server: number, error: HetznerAction['error'] = null, after = 0): HetznerAction {
    const never = command === 'start_server' && !this.boots
    const ends = never ? undefined : this.now + this.slowness * (1 + after)
    const started = new Date().toISOString()
    const action = { id: this.nextId(), command, server, started, ends, error }
    this.actions.set(action.id, action)
    const on = this.servers.get(server)
    if (on) on.action = action
    return action
  }

  isOver = ({ ends }: HetznerAction): boolean => ends !== undefined && this.now > ends

  isLocked = ({ action }: HetznerServer): boolean => action !== undefined && !this.isOver(action)

  statusOf({ begun, action, order }: HetznerServer): string {
    if (action?.command === 'delete_server') return 'deleting'
    if (!this.boots || (action?.command === 'create_server' && action.error)) return 'initializing'
    if (!order.start_after_create) return 'off'
    const since = this.now - begun
    return since <= this.slowness ? 'initializing' : since <= this.slowness * 2 ? 'starting' : 'running'
  }

  /** All that a list shows; what is deleted and over is gone. */
  listed(): readonly HetznerServer[] {
    return [...this.servers.keys()].flatMap(id => this.server(id) ?? []).filter(one => this.now - one.begun > this.lag)
  }

  server(id: number): HetznerServer | undefined {
    const server = this.servers.get(id)
    if (server?.action?.command === 'delete_server' && this.isOver(server.action)) this.servers.delete(id)
    return this.servers.get(id)
  }

  shownAction(action: HetznerAction) {
    const { id, command, server, started, error } = action
    const over = this.isOver(action)
    return {
      id,
      command,
      status: over ? (error ? 'error' : 'success') : 'running',
      progress: over ? 100 : 0,
      started,
      finished: over ? started : null,
      resources: [{ id: server, type: 'server' }],
      error: over ? error : null,
    }
  }

  shown(server: HetznerServer) {
    const { id, name, order, created, labels, ipv4, backups } = server
    const { enable_ipv4, enable_ipv6 } = order.public_net
    const v6 = `2001:db8:${id.toString(16)}`
    return {
      id,
      name,
      status: this.statusOf(server),
      created,
      labels,
      location: locations.find(({ name }) => name === order.location),
      server_type: serverTypes.find(({ name }) => name === order.server_type),
      image: images.find(({ id, name }) => name === order.image || String(id) === order.image),
      iso: null,
      public_net: {
        ipv4: enable_ipv4 ? { id: id + 1000, ip: ipv4, blocked: false, dns_ptr: `static.${ipv4}.example` } : null,
        ipv6: enable_ipv6 ? { id: id + 2000, ip: `${v6}::/64`, blocked: false, dns_ptr: [] } : null,
        floating_ips: [],
        firewalls: order.firewalls.map(({ firewall }) => ({ id: firewall, status: 'applied' })),
      },
      private_net: order.networks.map(network => ({
        network,
        ip: `10.0.0.${id % 250}`,
        alias_ips: [],
        mac_address: '86:00:00:00:00:01',
      })),
      rescue_enabled: false,
      locked: this.isLocked(server),
      backup_window: backups ? '22-02' : null,
      outgoing_traffic: 0,
      ingoing_traffic: 0,
      included_traffic: 20 * 1024 ** 4,
      protection: { delete: false, rebuild: false },
      primary_disk_size: 40,
      volumes: [],
      load_balancers: [],
      placement_group: null,
    }
  }
}
