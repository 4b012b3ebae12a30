import { unlessGone } from '../cloud/api-error'
import type { Tools } from '../cloud/cloud'
import type { AccountConfig } from '../cloud/config'
import type { AccountProvider, Server } from '../cloud/provider'
import { removeWhenFree } from '../cloud/remove'
import { markTag } from '../cloud/tags'
import * as api from './api'
import { serverOf } from './droplet'
import { priceOf } from './sizes'

/** What is asked of an account at DigitalOcean, whichever droplets are declared there. */
export const digitalOceanAccount = ({ image, backups = false }: AccountConfig, tools: Tools): AccountProvider => ({
  name: 'DigitalOcean',
  servers: ({ key, value }) => dropletsIn(tools, { tag_name: markTag(key, value) }, image),
  get: async id => {
    const droplet = await dropletIn(tools, id)
    return droplet && serverOf(droplet, image)
  },

  remove: id => {
    const what = `DigitalOcean to remove the droplet (id ${id})`
    return removeWhenFree(tools, { path: `/droplets/${id}`, what, busy: 422 })
  },

  price: choice => priceOf(tools.once, choice, backups),
})

/** As DigitalOcean shows it; undefined where it is gone. */
export async function dropletIn({ client }: Tools, id: string): Promise<api.Droplet | undefined> {
  return (await unlessGone(client.ask({ path: `/droplets/${id}`, schema: api.oneDroplet })))?.droplet
}

/** All that DigitalOcean shows of what was asked for. */
export async function dropletsIn(
  { client }: Tools,
  query: Readonly<Record<string, string>>,
  image: string | undefined,
): Promise<readonly Server[]> {
  const found: Server[] = []
  const all = client.pages({
    path: '/droplets',
    query: { ...query, per_page: 100 },
    schema: api.droplets,
    items: ({ droplets }) => droplets,
    next: api.nextPage,
  })
  for await (const droplet of all) found.push(serverOf(droplet, image))
  return found
}
