import { z } from 'zod'
import type { Call, Operation } from '../../emulator/emulator'
import type { Answer } from '../../emulator/faults'
import { done, notFound } from './answer'
import type { Droplet, World } from './world'

const resources = z.object({
  resources: z.array(z.object({ resource_id: z.string(), resource_type: z.string() })),
})

export function tagOperations(world: World) {
  return {
    'POST /v2/tags': ({ body }) => {
      const { name } = z.object({ name: z.string() }).parse(body)
      // One that is there already is answered likewise.
      world.tags.add(name)
      return { status: 201, body: { tag: { name, resources: { count: 0, droplets: { count: 0 } } } } }
    },
    'POST /v2/tags/{tag_id}/resources': on(world, (droplet, tag) => droplet.tags.add(tag)),
    'DELETE /v2/tags/{tag_id}/resources': on(world, (droplet, tag) => droplet.tags.delete(tag)),
  } satisfies Record<string, Operation>
}

/** A tag is made before anything bears it. */
function on(world: World, what: (droplet: Droplet, tag: string) => unknown): Operation {
  return ({ params: { tag_id: tag = '' }, body }: Call): Answer => {
    if (!world.tags.has(tag)) return notFound
    const wanted = resources.parse(body).resources.map(({ resource_id }) => world.droplets.get(Number(resource_id)))
    const found = wanted.flatMap(droplet => droplet ?? [])
    if (found.length < wanted.length) return notFound
    for (const droplet of found) what(droplet, tag)
    return done
  }
}
