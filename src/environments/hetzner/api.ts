import { z } from 'zod'
import type { Said } from '../cloud/api-error'

// What is read of Hetzner's answers; what else is in them, and states that are not known, do no harm.

const failure = z.object({ code: z.string(), message: z.string() })

export const action = z.object({
  id: z.number(),
  status: z.string(),
  command: z.string().optional(),
  error: failure.nullish(),
})
export type Action = z.infer<typeof action>

const place = z.object({ name: z.string() })

export const server = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  created: z.string().nullish(),
  labels: z.record(z.string(), z.string()).nullish(),
  server_type: place,
  // Where a server stands was told by its data centre before.
  location: place.nullish(),
  datacenter: z.object({ location: place }).nullish(),
  image: z.object({ id: z.number(), name: z.string().nullish() }).nullish(),
  public_net: z.object({
    ipv4: z.object({ ip: z.string() }).nullish(),
    ipv6: z.object({ ip: z.string() }).nullish(),
  }),
  private_net: z.array(z.object({ ip: z.string() })).nullish(),
})
export type HetznerServer = z.infer<typeof server>

const meta = z.object({ pagination: z.object({ next_page: z.number().nullish() }).nullish() }).nullish()

export const servers = z.object({ servers: z.array(server), meta })
export const oneServer = z.object({ server })
export const createdServer = z.object({
  server,
  action,
  next_actions: z.array(action).nullish(),
  root_password: z.string().nullish(),
})
export const oneAction = z.object({ action: action.nullish() })
export const actions = z.object({ actions: z.array(action) })
export const named = z.object({ id: z.number(), name: z.string() })

const price = z.object({ location: z.string(), price_monthly: z.object({ gross: z.string() }) })
export const serverTypes = z.object({ server_types: z.array(z.object({ name: z.string(), prices: z.array(price) })) })
export const pricing = z.object({
  pricing: z.object({
    currency: z.string(),
    server_backup: z.object({ percentage: z.string() }).nullish(),
    primary_ips: z.array(z.object({ type: z.string(), prices: z.array(price) })).nullish(),
  }),
})

const fields = z.object({ fields: z.array(z.object({ name: z.string() })).nullish() })
const errorBody = z.object({ error: failure.extend({ details: z.unknown().optional() }) })

export function said(body: unknown): Said | undefined {
  const read = errorBody.safeParse(body)
  if (!read.success) return undefined
  const { code, message, details } = read.data.error
  const names = fields.safeParse(details).data?.fields?.map(({ name }) => name) ?? []
  return { code, message, field: names.length === 0 ? undefined : names.join(', ') }
}
