import type { z } from 'zod'
import type { Price } from '../../price'
import type { Tools } from '../cloud/cloud'
import type { Choice } from '../cloud/provider'
import { linodeType } from './api'

/** A month without taxes, in the region: some cost more than the list says. */
export async function priceOf(
  { once }: Pick<Tools, 'once'>,
  { size, region }: Pick<Choice, 'size' | 'region'>,
  backups: boolean,
): Promise<Price | null> {
  const type = await once({ path: `/linode/types/${encodeURIComponent(size)}`, schema: linodeType })
  const own = monthly(type, region)
  const backup = backups ? monthly(type.addons?.backups ?? {}, region) : 0
  return own === undefined || backup === undefined ? null : { amount: (own + backup).toFixed(2), currency: 'USD' }
}

function monthly(
  { price, region_prices }: Pick<z.infer<typeof linodeType>, 'price' | 'region_prices'>,
  region: string,
) {
  return region_prices?.find(({ id }) => id === region)?.monthly ?? price?.monthly ?? undefined
}
