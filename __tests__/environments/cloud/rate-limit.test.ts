import fc from 'fast-check'
import { askedToWait, backoff } from '../../../src/environments/cloud/rate-limit'

const now = Date.parse('2026-11-27T12:00:00Z')

test.each([
  { name: 'nothing', headers: {}, ms: undefined },
  { name: 'seconds', headers: { 'retry-after': '7' }, ms: 7000 },
  { name: 'a date', headers: { 'retry-after': 'Fri, 27 Nov 2026 12:00:05 GMT' }, ms: 5000 },
  { name: 'a negative number', headers: { 'retry-after': '-1' }, ms: undefined },
  { name: 'no number', headers: { 'retry-after': 'soon' }, ms: undefined },
  { name: 'a day', headers: { 'retry-after': '86400' }, ms: 60_000 },
  { name: 'less than a second', headers: { 'retry-after': '0.01' }, ms: 1000 },
  { name: 'when the limit is reset', headers: { 'ratelimit-reset': String(now / 1000 + 9) }, ms: 9000 },
  { name: 'Linode’s name for it', headers: { 'x-ratelimit-reset': String(now / 1000 + 9) }, ms: 9000 },
  { name: 'a reset that is past', headers: { 'x-ratelimit-reset': '-1', 'retry-after': '-3' }, ms: undefined },
  {
    name: 'a good one beside a bad',
    headers: { 'retry-after': '-1', 'ratelimit-reset': String(now / 1000 + 9) },
    ms: 9000,
  },
])('$name', ({ headers, ms }) => {
  expect(askedToWait(new Headers(headers), true, now)).toBe(ms)
})

test('when a limit is reset matters only where it is reached', () => {
  expect(askedToWait(new Headers({ 'ratelimit-reset': String(now / 1000 + 9) }), false, now)).toBeUndefined()
})

test('whatever is said, the wait is none or from a second to a minute', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double().map(String), fc.string({ unit: 'grapheme-ascii' })), said => {
      const ms = askedToWait(new Headers({ 'retry-after': said, 'ratelimit-reset': said }), true, now) ?? 1000
      expect(ms).toBeGreaterThanOrEqual(1000)
      expect(ms).toBeLessThanOrEqual(60_000)
    }),
  )
})

test('waits longer each time, up to a minute', () => {
  expect([1, 2, 3, 9].map(attempt => backoff(attempt, 0))).toEqual([1000, 2000, 4000, 60_000])
  expect(backoff(1, 1)).toBe(1500)
})
