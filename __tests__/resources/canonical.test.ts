import fc from 'fast-check'
import { canonical } from '../../src/resources/canonical'
import { secret } from '../../src/resources/text'

/** As simple as it can be said. */
const simply = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

test('any plain data is written as JSON with its keys in order', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(canonical(value)).toBe(simply(value))
    }),
  )
})

test.each([
  { name: 'what is undefined', value: { b: undefined, a: [undefined, 1] }, text: '{"a":[null,1]}' },
  { name: 'nothing at all', value: {}, text: '{}' },
  { name: 'a secret, by its name', value: { of: secret('PASSWORD') }, text: '{"of":{"$secret":"PASSWORD"}}' },
  { name: 'keys that are numbers', value: { b: 1, 10: 2, 9: 3 }, text: '{"9":3,"10":2,"b":1}' },
])('$name', ({ value, text }) => {
  expect(canonical(value)).toBe(text)
  expect(canonical([value, value])).toBe(`[${text},${text}]`)
})

test('a long list is written as a short one is, frozen or not, and again as it was', () => {
  const items = Array.from({ length: 600 }, (_, number) => ({
    path: `f${number}`,
    is: { deep: undefined, at: [number] },
  }))
  const long = canonical(items)
  expect(long).toBe(simply(items))
  const frozen = Object.freeze([...items])
  for (const _ of [1, 2]) expect(canonical({ entries: frozen })).toBe(`{"entries":${long}}`)
})
