import type { Labels } from '../cloud/marks'
import type { Server } from '../cloud/provider'
import type { HetznerServer } from './api'

const prefix = 'drover/'

/** Drover's marks as labels of Hetzner's. */
export const withPrefix = (labels: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).map(([key, value]) => [`${prefix}${key}`, value]))

/** Drover's marks among the labels. */
const marksIn = (labels: Labels): Labels =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]) => (isMark(key) ? [[key.slice(prefix.length), value]] : [])),
  )

/** Whether a label is one of Drover's marks. */
export const isMark = (key: string): boolean => key.startsWith(prefix)

const states: Readonly<Record<string, Server['state']>> = {
  initializing: 'making',
  starting: 'making',
  rebuilding: 'making',
  migrating: 'making',
  running: 'running',
  stopping: 'stopped',
  off: 'stopped',
}

/** A server as Drover sees it. `image`: what was declared, should that be the number of the image. */
export function serverOf(server: HetznerServer, image: string | undefined): Server {
  const { id, name, status, created, labels, server_type, location, datacenter, public_net, private_net } = server
  const { ipv4, ipv6 } = public_net
  return {
    id: String(id),
    name,
    labels: marksIn(labels ?? {}),
    state: states[status] ?? 'unknown',
    word: status,
    since: created ?? null,
    size: server_type.name,
    region: (location ?? datacenter?.location)?.name ?? null,
    image: image !== undefined && String(server.image?.id) === image ? image : (server.image?.name ?? null),
    addresses: {
      ...(ipv4 && { ipv4: ipv4.ip }),
      ...(ipv6 && { ipv6: firstOf(ipv6.ip) }),
      ...(private_net?.[0] && { private: private_net[0].ip }),
    },
  }
}

/** The address that a server takes of the network that it is given, as `2001:db8::/64`. */
const firstOf = (network: string): string => network.replace(/::(\/\d+)?$/, '::1').replace(/\/\d+$/, '')
