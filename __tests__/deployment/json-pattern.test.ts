import fc from 'fast-check'
import { jsonPattern } from '../../src/deployment/json-pattern'

test.each([
  { pattern: /^a1$/, gives: '^a1$' },
  { pattern: /^ab?$/i, gives: '^[aA][bB]?$' },
  { pattern: /^[a-f0-9_x]$/i, gives: '^[a-fA-F0-9_xX]$' },
  { pattern: /^[^A-Z\]\s-]\d\x41\u0041\w$/i, gives: '^[^A-Za-z\\]\\s-]\\d\\x41\\u0041\\w$' },
  { pattern: /^(?<name>k)\k<name>$/i, gives: '^(?<name>[kK])\\k<name>$' },
  { pattern: /^\p{L}$/iu, gives: '^\\p{L}$' },
])('$pattern is $gives without flags', ({ pattern, gives }) => {
  expect(jsonPattern(pattern)).toBe(gives)
  expect(() => new RegExp(gives, 'u')).not.toThrow()
})

test('means the same, whatever the text', () => {
  const pattern = /^([1-9]\d*)\s*([kmg]?)(?:i?b)?$|^[a-c]+[^x-z]$/i
  const written = new RegExp(jsonPattern(pattern), 'u')
  const letters = fc.constantFrom(...'019kKmMgGiIbBaAcCxXzZ ')
  const texts = fc.array(letters, { maxLength: 6 }).map(each => each.join(''))
  fc.assert(fc.property(texts, text => written.test(text) === pattern.test(text)))
})

test('a flag that JSON Schema has nothing for is an error', () => {
  expect(() => jsonPattern(/a.b/s)).toThrow(/the flag “s”/)
})
