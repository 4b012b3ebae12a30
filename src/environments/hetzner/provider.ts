import { z } from 'zod'
import { ApiError } from '../cloud/api-error'
import type { Tools } from '../cloud/cloud'
import { NameTaken, NoStock, type Order, type Provider } from '../cloud/provider'
import { hetznerAccount, serverIn, serversIn } from './account'
import * as api from './api'
import type { HetznerConfig } from './config'
import { ended, noStock } from './ended'
import { isMark, withPrefix } from './server'

/** Drover's questions in the words of Hetzner's API. */
export function hetznerProvider(config: HetznerConfig, tools: Tools): Provider {
  const { client } = tools
  return {
    ...hetznerAccount(config, tools),
    userDataLimit: 32 * 1024,
    named: async name => (await serversIn(tools, { name }, config.image)).find(server => server.name === name),

    async create(order) {
      const body = await orderBody(config, order, tools)
      const { server, action, next_actions, root_password } = await client
        .ask({ method: 'POST', path: '/servers', body, schema: api.createdServer })
        .catch((error: unknown) => {
          if (!(error instanceof ApiError)) throw error
          if (noStock.includes(error.code ?? '')) throw new NoStock(error.failure, { cause: error })
          if (error.code === 'uniqueness_error') throw new NameTaken(error.failure, { cause: error })
          throw error
        })
      return {
        id: String(server.id),
        ...(root_password && { rootPassword: root_password }),
        finished: async () => {
          await ended(tools, [action, ...(next_actions ?? [])])
          if (!config.backups) return
          const path = `/servers/${server.id}/actions/enable_backup`
          const begun = await client.ask({ method: 'POST', path, body: {}, schema: api.oneAction })
          await ended(tools, [begun.action ?? []].flat())
        },
      }
    },

    async mark(server, labels) {
      const there = (await serverIn(tools, server.id))?.labels ?? {}
      const users = Object.entries(there).filter(([key]) => !isMark(key))
      const body = { labels: { ...Object.fromEntries(users), ...withPrefix(labels) } }
      await client.ask({ method: 'PUT', path: `/servers/${server.id}`, body, schema: z.unknown() })
    },
  }
}

async function orderBody(config: HetznerConfig, order: Order, { client, environment }: Tools) {
  const { name, size, region, image, userData, labels } = order
  const idOf = async (kind: 'networks' | 'firewalls', wanted: string | number): Promise<number> => {
    if (typeof wanted === 'number') return wanted
    const schema = z.object({ [kind]: z.array(api.named) })
    const found = (await client.ask({ path: `/${kind}`, query: { name: wanted }, schema }))[kind]?.[0]
    if (found) return found.id
    const said = { message: `there is no ${kind.slice(0, -1)} named ${wanted}`, field: kind }
    throw new ApiError({ environment, request: `GET /${kind}`, status: 404, said })
  }
  const networks = await Promise.all(config.networks.map(wanted => idOf('networks', wanted)))
  const firewalls = await Promise.all(config.firewalls.map(wanted => idOf('firewalls', wanted)))
  return {
    name,
    server_type: size,
    location: region,
    image,
    user_data: userData,
    labels: { ...config.labels, ...withPrefix(labels) },
    public_net: { enable_ipv4: config.ipv4, enable_ipv6: config.ipv6 },
    start_after_create: true,
    ...(networks.length > 0 && { networks }),
    ...(firewalls.length > 0 && { firewalls: firewalls.map(firewall => ({ firewall })) }),
  }
}
