import { unlessGone } from '../cloud/api-error'
import type { Tools } from '../cloud/cloud'
import type { AccountConfig } from '../cloud/config'
import type { AccountProvider, Server } from '../cloud/provider'
import { removeWhenFree } from '../cloud/remove'
import { markTag } from '../cloud/tags'
import * as api from './api'
import { serverOf } from './instance'
import { priceOf } from './price'

/** What is asked of an account at Linode, whichever instances are declared there. */
export const linodeAccount = ({ backups = false }: AccountConfig, tools: Tools): AccountProvider => ({
  name: 'Linode',
  servers: async ({ key, value }) =>
    (await instancesIn(tools, { tags: markTag(key, value) })).filter(({ labels }) => labels[key] === value),
  get: async id => {
    const instance = await instanceIn(tools, id)
    return instance && serverOf(instance)
  },

  remove: id => {
    const what = `Linode to remove the instance (id ${id})`
    return removeWhenFree(tools, { path: `/linode/instances/${id}`, what, busy: 400 })
  },

  price: choice => priceOf(tools, choice, backups),
})

/** As Linode shows it; undefined where it is gone. */
export const instanceIn = ({ client }: Tools, id: string): Promise<api.LinodeInstance | undefined> =>
  unlessGone(client.ask({ path: `/linode/instances/${id}`, schema: api.instance }))

/** All that Linode shows of what was asked for, but what is going already. */
export async function instancesIn(
  { client }: Tools,
  filter: Readonly<Record<string, string>>,
): Promise<readonly Server[]> {
  const all = client.pages({
    path: '/linode/instances',
    query: { page_size: 100 },
    headers: { 'x-filter': JSON.stringify(filter) },
    schema: api.instances,
    items: ({ data }) => data,
    next: ({ page, pages }) => (page < pages ? { page: page + 1 } : undefined),
  })
  const found: api.LinodeInstance[] = []
  for await (const instance of all) found.push(instance)
  return found.filter(({ status }) => status !== 'deleting').map(serverOf)
}
