import fc from 'fast-check'
import { compareVersions } from '../../src/resources/apt-version'

/** What `dpkg --compare-versions` says of them, older first. */
test.each([
  ['1.0', '2.0'],
  ['1.9', '1.10'],
  ['1.0~rc1', '1.0'],
  ['1.0~~', '1.0~'],
  ['1.0', '1.0+b1'],
  ['1.0-1', '1.0-1+deb12u1'],
  ['7.88.1-10+deb12u5', '7.88.1-10+deb12u14'],
  ['9.9', '1:1.0'],
  ['1.0a', '1.0+'],
  ['1.0', '1.0a'],
  ['1.0-1~bpo12+1', '1.0-1'],
  ['20240101120000123456788', '20240101120000123456789'],
  ['2.36-9', '2.36-9+deb12u10'],
])('%s is older than %s', (older, newer) => {
  expect(compareVersions(older, newer)).toBeLessThan(0)
  expect(compareVersions(newer, older)).toBeGreaterThan(0)
})

test.each([
  ['1.0', '0:1.0'],
  ['1.01', '1.1'],
  ['1.0', '1.0-0'],
])('%s is as old as %s', (a, b) => {
  expect(compareVersions(a, b)).toBe(0)
})

test('orders any versions', () => {
  const version = fc.stringMatching(/^[0-9][0-9a-c.+~]{0,6}(-[0-9a-c.+~]{1,4})?$/)
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(0 - Math.sign(compareVersions(b, a)))
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) expect(compareVersions(a, c)).toBeLessThanOrEqual(0)
    }),
  )
})
