import { CreateLinodeSchema } from '@linode/validation'
import { z } from 'zod'
import type { Call, Operation } from '../../emulator/emulator'
import type { Answer } from '../../emulator/faults'
import type { ProviderEmulator } from '../provider-emulator'
import { failure, notFound, ok } from './answer'
import { images, regions, types } from './catalogue'
import { filtered } from './filter'
import { type LinodeInstance, type Order, order, type World } from './world'

/** Encoded: about the 16 kB that Linode names. */
const mostUserData = 16 * 1024

export function instanceOperations(world: World, hooks: Pick<ProviderEmulator, 'onCreate' | 'onDelete'>) {
  return {
    'GET /linode/instances': ({ headers, query }) => {
      const fits = filtered([headers['x-filter']].flat()[0])
      if (fits === undefined) return failure(400, 'Cannot parse filter', 'X-Filter')
      const all = world.listed().map(one => world.shown(one))
      return paged(all.filter(fits), query)
    },
    'POST /linode/instances': async ({ body }) => {
      const told = await mistakes(body)
      if (told) return told
      const wish = order.parse(body)
      const refused = wrongIn(wish, world)
      if (refused) return refused
      const id = world.nextId()
      const created = new Date().toISOString().slice(0, 19)
      const label = wish.label ?? `linode${id}`
      const instance: LinodeInstance = {
        id,
        order: wish,
        created,
        begun: world.now,
        label,
        tags: wish.tags,
        ipv4: `192.0.2.${id % 250}`,
      }
      world.instances.set(id, instance)
      const userData = Buffer.from(wish.metadata?.user_data ?? '', 'base64').toString()
      if (hooks.onCreate) instance.ipv4 = await hooks.onCreate({ id, name: label }, userData)
      return ok(world.shown(instance))
    },
    'GET /linode/instances/{linodeId}': on(world, instance => ok(world.shown(instance))),
    'PUT /linode/instances/{linodeId}': on(world, (instance, { body }) => {
      const { label = instance.label, tags = instance.tags } = change.parse(body)
      const refused = wrongTags(tags, world) ?? takenLabel(label, world, instance.id)
      if (refused) return refused
      Object.assign(instance, { label, tags })
      return ok(world.shown(instance))
    }),
    'DELETE /linode/instances/{linodeId}': on(world, async instance => {
      if (world.statusOf(instance) === 'provisioning') return failure(400, 'Linode busy.')
      world.instances.delete(instance.id)
      await hooks.onDelete?.({ id: instance.id, name: instance.label })
      return ok({})
    }),
  } satisfies Record<string, Operation>
}

const change = z.object({ label: z.string().optional(), tags: z.array(z.string()).optional() })

function on(world: World, what: (instance: LinodeInstance, call: Call) => Answer | Promise<Answer>): Operation {
  return call => {
    const instance = world.instances.get(Number(call.params.linodeId))
    return instance ? what(instance, call) : notFound
  }
}

/** One page of a list, as Linode writes them. */
function paged(all: readonly unknown[], query: URLSearchParams): Answer {
  const page = Number(query.get('page') ?? 1)
  const size = Number(query.get('page_size') ?? 100)
  const pages = Math.max(1, Math.ceil(all.length / size))
  if (page > pages) return notFound
  return ok({ data: all.slice((page - 1) * size, page * size), page, pages, results: all.length })
}

/** What Linode's own package says of a create. */
async function mistakes(body: unknown): Promise<Answer | undefined> {
  return CreateLinodeSchema.validate(body, { strict: true }).then(
    () => undefined,
    (error: { readonly message: string; readonly path?: string }) => failure(400, error.message, error.path),
  )
}

function wrongIn(wish: Order, world: World): Answer | undefined {
  const { type, region, image, label, tags, firewall_id, metadata } = wish
  const place = regions.find(({ id }) => id === region)
  if (!types.some(({ id }) => id === type)) return failure(400, 'A valid plan type by that ID was not found', 'type')
  if (!place) return failure(400, 'region is not valid', 'region')
  const made = images.find(({ id }) => id === image)
  if (!made) return failure(400, 'image is not valid', 'image')
  if (firewall_id !== undefined && !world.firewalls.has(firewall_id)) return failure(404, 'Not found', 'firewall_id')
  const userData = metadata?.user_data
  if (userData !== undefined && userData.length > mostUserData)
    return failure(400, 'user_data is too long', 'metadata.user_data')
  if (userData !== undefined && !place.capabilities.includes('Metadata'))
    return failure(400, 'Metadata is not available in this region', 'metadata.user_data')
  if (userData !== undefined && !made.capabilities.includes('cloud-init'))
    return failure(400, 'The image does not support cloud-init', 'metadata.user_data')
  const refused = wrongTags(tags, world) ?? (label === undefined ? undefined : takenLabel(label, world))
  if (refused) return refused
  return world.soldOut.has(`${type} ${region}`)
    ? failure(400, 'This plan is not available in the selected region', 'type')
    : undefined
}

function wrongTags(tags: readonly string[], { restricted }: World): Answer | undefined {
  if (restricted && tags.length > 0) return failure(400, 'Restricted users cannot set tags', 'tags')
  return tags.some(tag => tag.length < 3 || tag.length > 50)
    ? failure(400, 'Length must be 3-50 characters', 'tags')
    : undefined
}

function takenLabel(label: string, world: World, own?: number): Answer | undefined {
  const other = [...world.instances.values()].find(one => one.label === label)
  return other === undefined || other.id === own
    ? undefined
    : failure(400, 'Label must be unique among your linodes', 'label')
}
