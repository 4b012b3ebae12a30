import { z } from 'zod'
import { unlessGone } from '../cloud/api-error'
import type { Client } from '../cloud/client'
import type { Labels } from '../cloud/marks'
import { isMarkTag, markTags } from '../cloud/tags'

/**
 * Writes Drover's marks in the place of those that a droplet has. Each tag is given and taken by a request of its own: what is
 * new comes first, so that a run which is cut off leaves too many, and the droplet is not taken for ready.
 */
export async function retag(client: Client, id: string, tags: readonly string[], labels: Labels): Promise<void> {
  const [before, after] = [tags.filter(isMarkTag), markTags(labels)]
  const body = { resources: [{ resource_id: id, resource_type: 'droplet' }] }
  for (const name of after.filter(tag => !before.includes(tag))) {
    // A tag is made before anything bears it; one that is there already is answered likewise.
    await client.ask({ method: 'POST', path: '/tags', body: { name }, schema: z.unknown(), repeatable: true })
    const path = `/tags/${encodeURIComponent(name)}/resources`
    await client.ask({ method: 'POST', path, body, schema: z.unknown(), repeatable: true })
  }
  for (const name of before.filter(tag => !after.includes(tag))) {
    const path = `/tags/${encodeURIComponent(name)}/resources`
    await unlessGone(client.ask({ method: 'DELETE', path, body, schema: z.unknown() }))
  }
}
