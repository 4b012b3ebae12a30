import type { Server } from '../cloud/provider'
import { marksInTags } from '../cloud/tags'
import type { Droplet } from './api'

const states: Readonly<Record<string, Server['state']>> = {
  new: 'making',
  active: 'running',
  off: 'stopped',
  archive: 'stopped',
}

/** A droplet as Drover sees it. `declared`: the image as it stands in the configuration, should that be its number. */
export function serverOf(droplet: Droplet, declared: string | undefined): Server {
  const { id, name, status, created_at, tags, size_slug, region, image, networks } = droplet
  const addressOf = (all: { readonly ip_address: string; readonly type: string }[] | null | undefined, type: string) =>
    all?.find(address => address.type === type)?.ip_address
  const [ipv4, inner] = [addressOf(networks?.v4, 'public'), addressOf(networks?.v4, 'private')]
  const ipv6 = addressOf(networks?.v6, 'public')
  return {
    id: String(id),
    name,
    labels: marksInTags(tags ?? []),
    state: states[status] ?? 'unknown',
    word: status,
    since: created_at ?? null,
    size: size_slug ?? null,
    region: region?.slug ?? null,
    image: declared !== undefined && String(image?.id) === declared ? declared : (image?.slug ?? null),
    addresses: { ...(ipv4 && { ipv4 }), ...(ipv6 && { ipv6 }), ...(inner && { private: inner }) },
  }
}
