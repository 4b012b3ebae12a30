import { DroverError } from '../../failure'
import { ApiError } from '../cloud/api-error'
import type { Tools } from '../cloud/cloud'
import { NoStock, type Order, type Provider } from '../cloud/provider'
import { markTags } from '../cloud/tags'
import { until } from '../cloud/wait'
import { digitalOceanAccount, dropletIn, dropletsIn } from './account'
import * as api from './api'
import type { DigitalOceanConfig } from './config'
import { isOut, sizeNamed } from './sizes'
import { retag } from './tags'

/** How long DigitalOcean may take for one thing, in seconds. */
const actionSeconds = 300

/** Drover's questions in the words of DigitalOcean's API. Two droplets may have one name: only tags tell them apart. */
export function digitalOceanProvider(config: DigitalOceanConfig, tools: Tools): Provider {
  const { client, environment } = tools
  return {
    ...digitalOceanAccount(config, tools),
    userDataLimit: 64 * 1024,
    named: async name => (await dropletsIn(tools, { name }, config.image)).find(server => server.name === name),

    async create(order) {
      const body = bodyOf(config, order)
      const { droplet, links } = await client
        .ask({ method: 'POST', path: '/droplets', body, schema: api.createdDroplet })
        .catch(async (error: unknown) => {
          const refused = error instanceof ApiError && error.status === 422
          // In words alone DigitalOcean says that there is none; its list of sizes says it as well.
          const none = refused && isOut(await sizeNamed(client.ask, order.size).catch(() => undefined), order.region)
          throw none ? new NoStock(error.failure, { cause: error }) : error
        })
      return { id: String(droplet.id), finished: () => ended(tools, links?.actions?.map(({ id }) => id) ?? []) }
    },

    async mark(server, labels) {
      const droplet = await dropletIn(tools, server.id)
      if (!droplet) {
        const message = `${server.name} (id ${server.id}) was removed by somebody else`
        throw new DroverError({ code: 'environment-failed', environment, message })
      }
      await retag(client, server.id, droplet.tags ?? [], labels)
    },
  }
}

function bodyOf(config: DigitalOceanConfig, { name, size, region, image, userData, labels }: Order) {
  const { tags, ipv6, vpc, backups, monitoring } = config
  return {
    name,
    region,
    size,
    // An image of one's own has a number and no name.
    image: /^\d+$/.test(image) ? Number(image) : image,
    user_data: userData,
    tags: [...tags, ...markTags(labels)],
    ipv6,
    backups,
    monitoring,
    ...(vpc !== undefined && { vpc_uuid: vpc }),
  }
}

/** Waits until DigitalOcean has done all of these. */
async function ended({ client, environment, ...waiting }: Tools, ids: readonly number[]): Promise<void> {
  const { pace, signal, progress } = waiting
  for (const id of ids) {
    const look = async () => {
      const { action } = await client.ask({ path: `/actions/${id}`, schema: api.oneAction })
      if (action.status !== 'errored') return action.status === 'completed' ? { done: true } : { still: action.status }
      const message = `DigitalOcean could not ${action.type ?? 'do'} it: action ${id} ended with an error`
      throw new DroverError({ code: 'environment-failed', environment, message })
    }
    const what = 'DigitalOcean to make the droplet'
    await until({ environment, what, seconds: actionSeconds, pace, signal, progress, look })
  }
}
