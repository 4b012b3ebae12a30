import type { Call, Operation } from '../../emulator/emulator'
import type { Answer } from '../../emulator/faults'
import type { ProviderEmulator } from '../provider-emulator'
import { accepted, done, notFound, ok, unprocessable } from './answer'
import { images, regions } from './catalogue'
import { paged } from './pages'
import { type Droplet, now, type Order, order, type World } from './world'

const hostName = /^[a-zA-Z0-9]?[a-z0-9A-Z.-]*[a-z0-9A-Z]$/
const tagName = /^[a-zA-Z0-9_\-:]{1,255}$/
const mostUserData = 64 * 1024

export function dropletOperations(world: World, hooks: Pick<ProviderEmulator, 'onCreate' | 'onDelete'>) {
  return {
    'GET /v2/droplets': call => {
      const [tag, name] = [call.query.get('tag_name'), call.query.get('name')]
      const all = world
        .listed()
        .filter(({ tags, order }) => (tag === null || tags.has(tag)) && (name === null || order.name === name))
      return paged(
        'droplets',
        all.map(droplet => world.shown(droplet)),
        call,
      )
    },
    'POST /v2/droplets': async ({ body, headers }) => {
      const wish = order.parse(body)
      const refused = wrongIn(wish, world)
      if (refused) return refused
      const id = world.nextId()
      const tags = new Set(wish.tags ?? [])
      const droplet: Droplet = {
        id,
        order: wish,
        created: now(),
        begun: world.now,
        tags,
        ipv4: `192.0.2.${id % 250}`,
        action: world.begin(id).id,
      }
      world.droplets.set(id, droplet)
      for (const tag of tags) world.tags.add(tag)
      if (hooks.onCreate) droplet.ipv4 = await hooks.onCreate({ id, name: wish.name }, wish.user_data)
      const href = `http://${headers.host}/v2/actions/${droplet.action}`
      const links = { actions: [{ id: droplet.action, rel: 'create', href }] }
      return accepted({ droplet: world.shown(droplet), links })
    },
    'GET /v2/droplets/{droplet_id}': on(world, droplet => ok({ droplet: world.shown(droplet) })),
    'DELETE /v2/droplets/{droplet_id}': on(world, async droplet => {
      if (world.isLocked(droplet) && world.boots) return unprocessable('Droplet already has a pending event.')
      world.droplets.delete(droplet.id)
      await hooks.onDelete?.({ id: droplet.id, name: droplet.order.name })
      return done
    }),
  } satisfies Record<string, Operation>
}

function on(world: World, what: (droplet: Droplet, call: Call) => Answer | Promise<Answer>): Operation {
  return call => {
    const droplet = world.droplets.get(Number(call.params.droplet_id))
    return droplet ? what(droplet, call) : notFound
  }
}

function wrongIn({ name, size, region, image, user_data, tags }: Order, world: World): Answer | undefined {
  if (!hostName.test(name) || name.length > 255)
    return unprocessable('Name Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)')
  const wanted = world.sizes().find(({ slug }) => slug === size)
  if (!wanted) return unprocessable('You specified an invalid size for Droplet creation.')
  if (!regions.some(({ slug }) => slug === region))
    return unprocessable('You specified an invalid region for Droplet creation.')
  if (!images.some(({ id, slug }) => slug === image || id === image))
    return unprocessable('You specified an invalid image for Droplet creation.')
  if (Buffer.byteLength(user_data) > mostUserData) return unprocessable('user_data is too long (maximum is 64 KiB)')
  if (tags?.some(tag => !tagName.test(tag))) return unprocessable('Tags contain invalid characters.')
  return wanted.regions.includes(region) ? undefined : unprocessable('Size is not available in this region.')
}
