import { z } from 'zod'
import type { Said } from '../cloud/api-error'

// What is read of Linode's answers; what else is in them, and states that are not known, do no harm.

export const instance = z.object({
  id: z.number(),
  label: z.string(),
  status: z.string(),
  created: z.string().nullish(),
  type: z.string().nullish(),
  region: z.string().nullish(),
  image: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  ipv4: z.array(z.string()).nullish(),
  ipv6: z.string().nullish(),
})
export type LinodeInstance = z.infer<typeof instance>

export const instances = z.object({ data: z.array(instance), page: z.number(), pages: z.number() })

const capabilities = z.object({ capabilities: z.array(z.string()).nullish() })
export const image = capabilities
export const region = capabilities
export const availability = z.array(z.object({ plan: z.string(), available: z.boolean() }))

const monthly = z.object({ monthly: z.number().nullish() })
const priced = {
  price: monthly.nullish(),
  region_prices: z.array(monthly.extend({ id: z.string() })).nullish(),
}
export const linodeType = z.object({
  ...priced,
  addons: z.object({ backups: z.object(priced).nullish() }).nullish(),
})

const errors = z.object({ errors: z.array(z.object({ reason: z.string(), field: z.string().nullish() })).min(1) })

export function said(body: unknown): Said | undefined {
  const read = errors.safeParse(body)
  if (!read.success) return undefined
  const all = read.data.errors
  const fields = all.flatMap(({ field }) => field ?? [])
  return {
    message: all.map(({ reason }) => reason).join('; '),
    ...(fields.length > 0 && { field: fields.join(', ') }),
  }
}
