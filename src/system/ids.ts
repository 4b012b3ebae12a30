import { z } from 'zod'

/** Ids of resources, as `file:/etc/motd`. */
export const ids = z.array(z.string().regex(/^[a-z][a-z0-9-]*:./, 'the id of a resource, as file:/etc/motd')).readonly()

/** Ids of resources that come before, beside those that a kind knows of by itself. */
export const after = ids.optional()
