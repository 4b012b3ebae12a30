import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { DroverError } from '../../failure'
import { ApiError } from '../cloud/api-error'
import type { Tools } from '../cloud/cloud'
import { NameTaken, NoStock, type Order, type Provider } from '../cloud/provider'
import { isMarkTag, markTags } from '../cloud/tags'
import { instanceIn, instancesIn, linodeAccount } from './account'
import * as api from './api'
import type { LinodeConfig } from './config'
import { labelOf } from './instance'

/** Encoded it grows by a third, to the 16 kB that Linode names. */
const mostUserData = 12 * 1024

/** Drover's questions in the words of Linode's API. */
export function linodeProvider(config: LinodeConfig, tools: Tools): Provider {
  const { client } = tools
  const named = async (name: string) =>
    (await instancesIn(tools, { label: labelOf(name) })).find(server => server.name === name)

  return {
    ...linodeAccount(config, tools),
    userDataLimit: mostUserData,
    named,

    async create(order) {
      await readsUserData(order, tools)
      const rootPassword = randomBytes(30).toString('base64url')
      const body = bodyOf(config, order, rootPassword)
      const made = await client
        .ask({ method: 'POST', path: '/linode/instances', body, schema: api.instance })
        .catch(async (error: unknown) => {
          throw error instanceof ApiError ? await meant(error, order, tools, named) : error
        })
      return { id: String(made.id), rootPassword, finished: async () => {} }
    },

    async mark(server, labels) {
      const users = ((await instanceIn(tools, server.id))?.tags ?? []).filter(tag => !isMarkTag(tag))
      const body = { tags: [...users, ...markTags(labels)] }
      await client.ask({ method: 'PUT', path: `/linode/instances/${server.id}`, body, schema: z.unknown() })
    },
  }
}

/** The same in all accounts: without `interface_generation` an account says what its instances are given. */
function bodyOf(config: LinodeConfig, { name, size, region, image, userData, labels }: Order, rootPassword: string) {
  const { tags, privateIp, vlan, firewall, backups } = config
  return {
    label: labelOf(name),
    type: size,
    region,
    image,
    // Linode wants one. The user data takes root's password away, and lets none in by any.
    root_pass: rootPassword,
    metadata: { user_data: Buffer.from(userData).toString('base64') },
    tags: [...tags, ...markTags(labels)],
    booted: true,
    interface_generation: 'legacy_config',
    private_ip: privateIp,
    backups_enabled: backups,
    ...(vlan && { interfaces: [{ purpose: 'public' }, vlanInterface(vlan)] }),
    ...(firewall !== undefined && { firewall_id: firewall }),
  }
}

const vlanInterface = ({ label, address }: NonNullable<LinodeConfig['vlan']>) => ({
  purpose: 'vlan',
  label,
  ipam_address: address,
})

/** An instance that can't read its user data would never let in: it is not made. */
async function readsUserData({ image, region }: Order, { once, environment }: Tools): Promise<void> {
  const [made, place] = await Promise.all([
    once({ path: `/images/${encodeURIComponent(image)}`, schema: api.image }).catch(unseen),
    once({ path: `/regions/${encodeURIComponent(region)}`, schema: api.region }),
  ])
  const fail = (message: string) => new DroverError({ code: 'environment-failed', environment, message })
  if (made.capabilities && !made.capabilities.includes('cloud-init'))
    throw fail(`the image ${image} has no cloud-init, which lets Drover in: take linode/debian13 or linode/ubuntu24.04`)
  if (place.capabilities && !place.capabilities.includes('Metadata'))
    throw fail(`the region ${region} has no metadata service, which hands the machine its keys: take another region`)
}

/** A token for instances alone shows no image: what it can is not known then. */
function unseen(error: unknown): z.infer<typeof api.image> {
  if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return {}
  throw error
}

/** What an error means. Linode has no codes, and its words may change: what it says of a field is looked at once more. */
async function meant(
  error: ApiError,
  { name, size, region }: Order,
  { client, environment }: Tools,
  named: Provider['named'],
): Promise<unknown> {
  if (error.doubtful || error.status === 429) return error
  const fields = error.field?.split(', ') ?? []
  if (fields.includes('label')) return (await named(name)) ? new NameTaken(error.failure, { cause: error }) : error
  if (fields.includes('tags')) {
    const message = `${error.message}. Drover finds its machines by their tags: the token’s user is to be one that may set them`
    return new DroverError({ code: 'environment-failed', environment, message }, { cause: error })
  }
  if (error.status !== 400 || fields.some(field => field !== 'type' && field !== 'region')) return error
  const path = `/regions/${encodeURIComponent(region)}/availability`
  const stock = await client.ask({ path, schema: api.availability }).catch(() => [])
  const none = stock.some(({ plan, available }) => plan === size && !available)
  return none ? new NoStock(error.failure, { cause: error }) : error
}
