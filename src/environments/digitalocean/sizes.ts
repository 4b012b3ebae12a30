import type { z } from 'zod'
import type { Price } from '../../price'
import type { Ask } from '../cloud/client'
import type { Choice } from '../cloud/provider'
import { nextPage, sizes } from './api'

type Size = z.infer<typeof sizes>['sizes'][number]
type Asking = <Answer>(ask: Ask<Answer>) => Promise<Answer>

/** The size of that name, in whichever page it stands. */
export async function sizeNamed(ask: Asking, slug: string): Promise<Size | undefined> {
  for (let query: Ask<unknown>['query'] = {}; ; ) {
    const page = await ask({ path: '/sizes', query: { per_page: 200, ...query }, schema: sizes })
    const found = page.sizes.find(size => size.slug === slug)
    const next = nextPage(page)
    if (found || !next) return found
    query = next
  }
}

/** Whether it may be had in the region at all; of a size that is not there nobody knows. */
export const isOut = (size: Size | undefined, region: string): boolean =>
  size !== undefined && !(size.available && size.regions.includes(region))

/** A month without taxes; DigitalOcean asks the same in all regions, and a fifth more with backups. */
export async function priceOf(ask: Asking, { size }: Pick<Choice, 'size'>, backups: boolean): Promise<Price | null> {
  const found = await sizeNamed(ask, size)
  if (!found) return null
  return { amount: (found.price_monthly * (backups ? 1.2 : 1)).toFixed(2), currency: 'USD' }
}
