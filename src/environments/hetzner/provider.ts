import { z } from 'zod'
import { ApiError, isGone } from '../cloud/api-error'
import type { Tools } from '../cloud/cloud'
import { NameTaken, NoStock, type Order, type Provider } from '../cloud/provider'
import { until } from '../cloud/wait'
import * as api from './api'
import type { HetznerConfig } from './config'
import { priceOf } from './price'
import { isMark, serverOf, withPrefix } from './server'

/** How long Hetzner may take for one thing, in seconds. */
const actionSeconds = 300

const noStock: readonly string[] = ['resource_unavailable', 'placement_error']

/** Drover's questions in the words of Hetzner's API. */
export function hetznerProvider(config: HetznerConfig, tools: Tools): Provider {
  const { client } = tools
  const get = async (id: string): Promise<api.HetznerServer | undefined> => {
    try {
      return (await client.ask({ path: `/servers/${id}`, schema: api.oneServer })).server
    } catch (error) {
      if (isGone(error)) return undefined
      throw error
    }
  }
  const list = async (query: Readonly<Record<string, string>>) => {
    const all = client.pages({
      path: '/servers',
      query: { ...query, per_page: 50 },
      schema: api.servers,
      items: ({ servers }) => servers,
      next: ({ meta }) => (meta?.pagination?.next_page ? { page: meta.pagination.next_page } : undefined),
    })
    const found: api.HetznerServer[] = []
    for await (const server of all) found.push(server)
    return found.filter(({ status }) => status !== 'deleting').map(server => serverOf(server, config.image))
  }

  return {
    name: 'Hetzner',
    userDataLimit: 32 * 1024,
    servers: ({ key, value }) =>
      list({
        label_selector: Object.entries(withPrefix({ [key]: value }))
          .flat()
          .join('=='),
      }),
    named: async name => (await list({ name })).find(server => server.name === name),
    get: async id => {
      const server = await get(id)
      return server && serverOf(server, config.image)
    },

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
      const there = (await get(server.id))?.labels ?? {}
      const users = Object.entries(there).filter(([key]) => !isMark(key))
      const body = { labels: { ...Object.fromEntries(users), ...withPrefix(labels) } }
      await client.ask({ method: 'PUT', path: `/servers/${server.id}`, body, schema: z.unknown() })
    },

    async remove(id) {
      try {
        const { action } = await client.ask({ method: 'DELETE', path: `/servers/${id}`, schema: api.oneAction })
        await ended(tools, [action ?? []].flat())
      } catch (error) {
        if (!isGone(error)) throw error
      }
    },

    price: choice => priceOf(tools, choice, { ipv4: config.ipv4, backups: config.backups }),
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

/** Waits until Hetzner has done all of these. */
async function ended(
  { client, environment, pace, signal, progress }: Tools,
  begun: readonly api.Action[],
): Promise<void> {
  const running = (actions: readonly api.Action[]) => actions.filter(({ status }) => status === 'running')
  const named = ({ command, id }: api.Action) => command?.replaceAll('_', ' ') ?? `do action ${id}`
  let actions = begun
  let asked = true
  await until({
    environment,
    what: `Hetzner to ${begun.map(named).join(', ')}`,
    seconds: actionSeconds,
    pace,
    signal,
    progress,
    look: async () => {
      // What the answer itself said is not asked again at once.
      if (!asked) {
        const query = { id: running(actions).map(({ id }) => String(id)) }
        actions = (await client.ask({ path: '/actions', query, schema: api.actions })).actions
      }
      asked = false
      const wrong = actions.find(({ status }) => status === 'error')
      if (wrong) throw failureOf(environment, wrong)
      const still = running(actions)
      return still.length === 0 ? { done: undefined } : { still: `${still.length} of ${begun.length} not done` }
    },
  })
}

function failureOf(environment: string, { command, error }: api.Action): ApiError | NoStock {
  const { code, message } = error ?? { code: undefined, message: 'without a reason' }
  const failed = new ApiError({
    environment,
    request: `action ${command ?? ''}`.trim(),
    status: 422,
    said: { code, message },
  })
  return noStock.includes(code ?? '') ? new NoStock(failed.failure, { cause: failed }) : failed
}
