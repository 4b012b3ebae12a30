import fc from 'fast-check'
import { priceWords, sumOf } from '../src/price'

const eur = (amount: string) => ({ amount, currency: 'EUR' })

test('prices are added by currency, with two digits at least', () => {
  expect(sumOf([eur('5.35'), { amount: '3', currency: 'USD' }, eur('0.65'), eur('1')])).toEqual([
    eur('7.00'),
    { amount: '3.00', currency: 'USD' },
  ])
  expect(sumOf([eur('0.1'), eur('0.2')])).toEqual([eur('0.30')])
  expect(sumOf([eur('0.0052'), eur('0.0001')])).toEqual([eur('0.0053')])
})

test('an amount that is no number is in no sum', () => {
  expect(sumOf([eur('5,35'), eur('-1'), eur('1e3'), eur('')])).toEqual([])
})

test('no digit is lost, however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1 }), cents => {
      const written = cents.map(all => eur(`${all / 100n}.${String(all % 100n).padStart(2, '0')}`))
      const sum = cents.reduce((a, b) => a + b, 0n)
      expect(sumOf(written)).toEqual([eur(`${sum / 100n}.${String(sum % 100n).padStart(2, '0')}`)])
    }),
  )
})

test('in words', () => {
  expect(priceWords([eur('5.35'), { amount: '3.00', currency: 'USD' }])).toBe('5.35 EUR + 3.00 USD a month')
  expect(priceWords([])).toBe('nothing')
})
