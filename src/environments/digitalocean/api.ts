import { z } from 'zod'
import type { Said } from '../cloud/api-error'

// What is read of DigitalOcean's answers; what else is in them, and states that are not known, do no harm.

const address = z.object({ ip_address: z.string(), type: z.string() })

export const droplet = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  created_at: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  size_slug: z.string().nullish(),
  region: z.object({ slug: z.string() }).nullish(),
  image: z.object({ id: z.number(), slug: z.string().nullish() }).nullish(),
  networks: z.object({ v4: z.array(address).nullish(), v6: z.array(address).nullish() }).nullish(),
})
export type Droplet = z.infer<typeof droplet>

const pageLinks = z.object({ pages: z.object({ next: z.string().nullish() }).nullish() }).nullish()

export const droplets = z.object({ droplets: z.array(droplet), links: pageLinks })
export const oneDroplet = z.object({ droplet })
export const createdDroplet = z.object({
  droplet,
  links: z.object({ actions: z.array(z.object({ id: z.number() })).nullish() }).nullish(),
})
export const oneAction = z.object({ action: z.object({ status: z.string(), type: z.string().nullish() }) })

const size = z.object({
  slug: z.string(),
  price_monthly: z.number(),
  regions: z.array(z.string()),
  available: z.boolean(),
})
export const sizes = z.object({ sizes: z.array(size), links: pageLinks })

/** The number of the page that follows; undefined at the end. */
export function nextPage({
  links,
}: {
  readonly links?: z.infer<typeof pageLinks>
}): { readonly page: string } | undefined {
  const next = links?.pages?.next
  const page = next && URL.canParse(next) ? new URL(next).searchParams.get('page') : null
  return page === null ? undefined : { page }
}

const failure = z.object({ id: z.string(), message: z.string() })

export function said(body: unknown): Said | undefined {
  const read = failure.safeParse(body)
  return read.success ? { code: read.data.id, message: read.data.message } : undefined
}
