import type { Server } from '../cloud/provider'
import { marksInTags } from '../cloud/tags'
import type { LinodeInstance } from './api'

const states: Readonly<Record<string, Server['state']>> = {
  provisioning: 'making',
  booting: 'making',
  rebooting: 'making',
  rebuilding: 'making',
  migrating: 'making',
  cloning: 'making',
  restoring: 'making',
  busy: 'making',
  running: 'running',
  offline: 'stopped',
  stopped: 'stopped',
  shutting_down: 'stopped',
  billing_suspension: 'failed',
}

/** A label begins with a letter. Drover's names have no dot: what was put before can be told from them again. */
export const labelOf = (name: string): string => (/^[a-z]/.test(name) ? name : `n.${name}`)
const nameOf = (label: string): string => label.replace(/^n\./, '')

/** Addresses of a data centre's inner network. */
const isPrivate = (address: string): boolean => address.startsWith('192.168.')

/** An instance as Drover sees it. */
export function serverOf({ id, label, status, created, type, region, image, ...rest }: LinodeInstance): Server {
  const addresses = rest.ipv4 ?? []
  const [ipv4, inner] = [addresses.find(one => !isPrivate(one)), addresses.find(isPrivate)]
  const ipv6 = rest.ipv6?.replace(/\/\d+$/, '')
  return {
    id: String(id),
    name: nameOf(label),
    labels: marksInTags(rest.tags ?? []),
    state: states[status] ?? 'unknown',
    word: status,
    since: created ? withZone(created) : null,
    size: type ?? null,
    region: region ?? null,
    image: image ?? null,
    addresses: { ...(ipv4 && { ipv4 }), ...(ipv6 && { ipv6 }), ...(inner && { private: inner }) },
  }
}

/** Linode tells times in UTC and without saying so. */
const withZone = (time: string): string => (/(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`)
