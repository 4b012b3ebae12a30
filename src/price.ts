/** What something costs a month: a decimal number, as “5.35”, and ISO 4217's letters, as “EUR”. */
export interface Price {
  readonly amount: string
  readonly currency: string
}

const decimal = /^(\d+)(?:\.(\d+))?$/

/** All of these together, a price a currency, exact to the last digit. One whose amount is no decimal number is left out. */
export function sumOf(prices: readonly Price[]): readonly Price[] {
  const known = prices.filter(({ amount }) => decimal.test(amount))
  const currencies = [...new Set(known.map(({ currency }) => currency))].sort()
  return currencies.map(currency => ({
    amount: added(known.filter(price => price.currency === currency).map(({ amount }) => amount)),
    currency,
  }))
}

function added(amounts: readonly string[]): string {
  const parts = amounts.map(amount => decimal.exec(amount))
  // Money has two digits behind the point; a price by the hour may come to more.
  const digits = Math.max(2, ...parts.map(part => (part?.[2] ?? '').length))
  const sum = parts.reduce((all, part) => all + BigInt(`${part?.[1] ?? 0}${(part?.[2] ?? '').padEnd(digits, '0')}`), 0n)
  const text = String(sum).padStart(digits + 1, '0')
  const rest = text.slice(-digits).replace(/0+$/, '').padEnd(2, '0')
  return `${text.slice(0, -digits)}.${rest}`
}

/** “5.35 EUR + 3.00 USD a month”; “nothing” where there is no price. */
export const priceWords = (prices: readonly Price[]): string =>
  prices.length === 0
    ? 'nothing'
    : `${prices.map(({ amount, currency }) => `${amount} ${currency}`).join(' + ')} a month`
