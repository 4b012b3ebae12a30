import { unlessGone } from '../cloud/api-error'
import type { Tools } from '../cloud/cloud'
import type { AccountConfig } from '../cloud/config'
import type { AccountProvider, Server } from '../cloud/provider'
import * as api from './api'
import { ended } from './ended'
import { priceOf } from './price'
import { serverOf, withPrefix } from './server'

/** What is asked of a project at Hetzner, whichever servers are declared there. */
export function hetznerAccount({ image, ipv4 = true, backups = false }: AccountConfig, tools: Tools): AccountProvider {
  const { client } = tools
  return {
    name: 'Hetzner',
    servers: ({ key, value }) => {
      const label_selector = Object.entries(withPrefix({ [key]: value }))
        .flat()
        .join('==')
      return serversIn(tools, { label_selector }, image)
    },
    get: async id => {
      const server = await serverIn(tools, id)
      return server && serverOf(server, image)
    },

    async remove(id) {
      const begun = client.ask({ method: 'DELETE', path: `/servers/${id}`, schema: api.oneAction })
      await unlessGone(begun.then(({ action }) => ended(tools, [action ?? []].flat())))
    },

    price: choice => priceOf(tools, choice, { ipv4, backups }),
  }
}

/** As Hetzner shows it; undefined where it is gone. */
export async function serverIn({ client }: Tools, id: string): Promise<api.HetznerServer | undefined> {
  return (await unlessGone(client.ask({ path: `/servers/${id}`, schema: api.oneServer })))?.server
}

/** All that Hetzner shows of what was asked for, but what is going already. */
export async function serversIn(
  { client }: Tools,
  query: Readonly<Record<string, string>>,
  image: string | undefined,
): Promise<readonly Server[]> {
  const all = client.pages({
    path: '/servers',
    query: { ...query, per_page: 50 },
    schema: api.servers,
    items: ({ servers }) => servers,
    next: ({ meta }) => (meta?.pagination?.next_page ? { page: meta.pagination.next_page } : undefined),
  })
  const found: api.HetznerServer[] = []
  for await (const server of all) found.push(server)
  return found.filter(({ status }) => status !== 'deleting').map(server => serverOf(server, image))
}
