import { z } from 'zod'
import { types } from './catalogue'

export const order = z.object({
  type: z.string(),
  region: z.string(),
  image: z.string(),
  label: z.string().optional(),
  tags: z.array(z.string()).default([]),
  booted: z.boolean().default(true),
  private_ip: z.boolean().default(false),
  backups_enabled: z.boolean().default(false),
  firewall_id: z.number().optional(),
  interfaces: z
    .array(z.object({ purpose: z.string(), label: z.string().nullish(), ipam_address: z.string().nullish() }))
    .default([]),
  metadata: z.object({ user_data: z.string() }).optional(),
})
export type Order = z.output<typeof order>

export interface LinodeInstance {
  readonly id: number
  readonly order: Order
  /** Without a zone, as Linode tells times; they are UTC. */
  readonly created: string
  readonly begun: number
  label: string
  tags: readonly string[]
  ipv4: string
}

/** What an account at Linode holds, and how slow and how full Linode is. */
export class World {
  readonly instances = new Map<number, LinodeInstance>()
  readonly firewalls = new Set([17])
  /** How many requests a state takes. */
  slowness = 2
  /** For how many requests a list does not show what was made. */
  lag = 0
  boots = true
  /** Types in regions that are not to be had, as “g6-nanode-1 us-ord”. */
  readonly soldOut = new Set<string>()
  /** Whether the token's user is restricted: it sets no tags then. */
  restricted = false
  private last = 1000

  constructor(private readonly clock: () => number) {}

  get now(): number {
    return this.clock()
  }

  nextId(): number {
    return ++this.last
  }

  listed(): readonly LinodeInstance[] {
    return [...this.instances.values()].filter(({ begun }) => this.now - begun > this.lag)
  }

  statusOf({ begun, order }: LinodeInstance): string {
    const since = this.now - begun
    if (since <= this.slowness) return 'provisioning'
    if (!order.booted) return 'offline'
    return since <= this.slowness * 2 || !this.boots ? 'booting' : 'running'
  }

  shown(instance: LinodeInstance) {
    const { id, order, created, label, tags, ipv4 } = instance
    const { memory = 0, vcpus = 0, disk = 0 } = types.find(({ id }) => id === order.type) ?? {}
    return {
      id,
      label,
      group: '',
      status: this.statusOf(instance),
      created,
      updated: created,
      type: order.type,
      region: order.region,
      image: order.image,
      ipv4: [ipv4, ...(order.private_ip ? [`192.168.130.${id % 250}`] : [])],
      ipv6: `2001:db8::${id.toString(16)}/128`,
      tags,
      hypervisor: 'kvm',
      host_uuid: '3a3ddd59-d9a7-8bb9-4d4d-44485c8f2b0f',
      has_user_data: order.metadata !== undefined,
      interface_generation: 'legacy_config',
      watchdog_enabled: true,
      specs: { disk, memory, vcpus, gpus: 0, transfer: 1000 },
      alerts: { cpu: 90, io: 10_000, network_in: 10, network_out: 10, transfer_quota: 80 },
      backups: { enabled: order.backups_enabled, available: false, schedule: { day: null, window: null } },
    }
  }
}
