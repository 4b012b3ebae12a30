import { z } from 'zod'
import { images, regions, sizes } from './catalogue'

export const order = z.object({
  name: z.string(),
  region: z.string().default('nyc3'),
  size: z.string(),
  image: z.union([z.string(), z.number()]),
  user_data: z.string().default(''),
  tags: z.array(z.string()).nullish(),
  ipv6: z.boolean().default(false),
  monitoring: z.boolean().default(false),
  backups: z.boolean().default(false),
  vpc_uuid: z.string().default('5a4981aa-9653-4bd1-bef5-d6bff52042e4'),
})
export type Order = z.output<typeof order>

export interface Droplet {
  readonly id: number
  readonly order: Order
  readonly created: string
  readonly begun: number
  readonly tags: Set<string>
  ipv4: string
  action: number
}

export interface Action {
  readonly id: number
  readonly droplet: number
  readonly started: string
  readonly ends: number | undefined
  readonly error: boolean
}

/** What an account at DigitalOcean holds, and how slow and how full DigitalOcean is. */
export class World {
  readonly droplets = new Map<number, Droplet>()
  readonly actions = new Map<number, Action>()
  readonly tags = new Set<string>()
  /** How many requests an action takes; a droplet has its addresses after half as many again. */
  slowness = 2
  /** For how many requests a list does not show what was made. */
  lag = 0
  boots = true
  /** Sizes in regions that are not to be had, as “s-1vcpu-1gb fra1”. */
  readonly soldOut = new Set<string>()
  /** How many of the next creates end with an error, each with a droplet that is never active. */
  failing = 0
  private last = 3_164_443

  constructor(private readonly clock: () => number) {}

  get now(): number {
    return this.clock()
  }

  nextId(): number {
    return ++this.last
  }

  begin(droplet: number): Action {
    const error = this.failing > 0
    if (error) this.failing--
    const ends = this.boots ? this.now + this.slowness : undefined
    const action = { id: this.nextId(), droplet, started: now(), ends, error }
    this.actions.set(action.id, action)
    return action
  }

  isOver = ({ ends }: Action): boolean => ends !== undefined && this.now > ends

  listed(): readonly Droplet[] {
    return [...this.droplets.values()].filter(({ begun }) => this.now - begun > this.lag)
  }

  isLocked({ action }: Droplet): boolean {
    const last = this.actions.get(action)
    return last !== undefined && !this.isOver(last)
  }

  shownAction(action: Action) {
    const { id, droplet, started, error } = action
    const over = this.isOver(action)
    return {
      id,
      status: over ? (error ? 'errored' : 'completed') : 'in-progress',
      type: 'create',
      started_at: started,
      completed_at: over ? started : null,
      resource_id: droplet,
      resource_type: 'droplet',
      region: regions[0],
      region_slug: regions[0]?.slug,
    }
  }

  shown(droplet: Droplet) {
    const { id, order, created, begun, tags, action } = droplet
    const size = this.sizes().find(({ slug }) => slug === order.size)
    const failed = this.actions.get(action)?.error === true
    const active = this.boots && !failed && this.now - begun > this.slowness
    const late = this.boots && this.now - begun > this.slowness * 1.5
    return {
      id,
      name: order.name,
      memory: size?.memory,
      vcpus: size?.vcpus,
      disk: size?.disk,
      locked: this.isLocked(droplet),
      status: active ? 'active' : 'new',
      kernel: null,
      created_at: created,
      features: [...(order.backups ? ['backups'] : []), ...(order.ipv6 ? ['ipv6'] : []), 'droplet_agent'],
      backup_ids: [],
      next_backup_window: null,
      snapshot_ids: [],
      image: images.find(({ id, slug }) => slug === order.image || id === order.image),
      volume_ids: [],
      size,
      size_slug: order.size,
      networks: late ? networksOf(droplet) : { v4: [], v6: [] },
      region: regions.find(({ slug }) => slug === order.region),
      tags: [...tags],
      vpc_uuid: order.vpc_uuid,
    }
  }

  /** What is not to be had in a region is not among its sizes. */
  sizes() {
    return sizes.map(size => ({
      ...size,
      regions: size.regions.filter(region => !this.soldOut.has(`${size.slug} ${region}`)),
    }))
  }
}

export const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`

function networksOf({ id, order, ipv4 }: Droplet) {
  const v4 = { netmask: '255.255.240.0' }
  return {
    v4: [
      // As DigitalOcean lists them: the inner one may be the first.
      { ...v4, ip_address: `10.114.0.${id % 250}`, gateway: '10.114.0.1', type: 'private' },
      { ...v4, ip_address: ipv4, gateway: '192.0.2.1', type: 'public' },
    ],
    v6: order.ipv6
      ? [{ ip_address: `2001:db8::${(id % 9999) + 1}`, netmask: 64, gateway: '2001:db8::ffff', type: 'public' }]
      : [],
  }
}
