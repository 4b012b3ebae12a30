import type { Price } from '../../price'
import type { Tools } from '../cloud/cloud'
import type { Choice } from '../cloud/provider'
import { pricing, serverTypes } from './api'

/** What a server has beside itself that costs. */
export interface Extras {
  readonly ipv4: boolean
  readonly backups: boolean
}

/** A month with VAT, as the account's own price list has it: of the server, of its IPv4 address, and of its backups. */
export async function priceOf(
  { once }: Pick<Tools, 'once'>,
  { size, region }: Pick<Choice, 'size' | 'region'>,
  { ipv4, backups }: Extras,
): Promise<Price | null> {
  const [types, list] = await Promise.all([
    once({ path: '/server_types', query: { name: size }, schema: serverTypes }),
    once({ path: '/pricing', schema: pricing }),
  ])
  const own = monthly(types.server_types.find(({ name }) => name === size)?.prices, region)
  if (own === undefined) return null
  const { currency, primary_ips, server_backup } = list.pricing
  const address = ipv4 ? monthly(primary_ips?.find(({ type }) => type === 'ipv4')?.prices, region) : 0
  const backup = backups ? (own * Number(server_backup?.percentage ?? 20)) / 100 : 0
  return { amount: (own + (address ?? 0) + backup).toFixed(2), currency }
}

interface InRegion {
  readonly location: string
  readonly price_monthly: { readonly gross: string }
}

function monthly(prices: readonly InRegion[] | undefined, region: string): number | undefined {
  const amount = Number(prices?.find(({ location }) => location === region)?.price_monthly.gross ?? Number.NaN)
  return Number.isFinite(amount) ? amount : undefined
}
