import { z } from 'zod'
import type { Resource } from '../resources/resource'
import { foundation } from './foundation'

/** Whether it is what `resource()` gives. */
export const isResource = (value: unknown): value is Resource =>
  typeof value === 'object' && value !== null && 'kind' in value && 'want' in value && 'after' in value

/** Resources of any kind, the user's own among them: `contribute(resources, c => [resource(myKind, c)])`. */
export const resources = foundation({
  name: 'resources',
  description: 'Resources of any kind',
  item: z.custom<Resource>(isResource, { error: 'what resource(kind, want) gives' }),
  resources: (item, origin) => [item.origin.length > 0 ? item : { ...item, origin }],
})
