import fc from 'fast-check'
import {
  addressIn,
  freeAddress,
  freeSubnet,
  overlap,
  parseSubnet,
  type Subnet,
  showSubnet,
} from '../../../src/environments/container/subnet'

const subnet = fc
  .record({ network: fc.integer({ min: 0, max: 2 ** 32 - 1 }), prefix: fc.integer({ min: 1, max: 32 }) })
  .map(({ network, prefix }) => {
    const size = 2 ** (32 - prefix)
    return { network: Math.floor(network / size) * size, prefix }
  })

const parsed = (...texts: readonly string[]): readonly Subnet[] =>
  texts.map(parseSubnet).filter(result => result !== undefined)

test('a subnet comes out of its text as it went in', () => {
  fc.assert(fc.property(subnet, value => expect(parseSubnet(showSubnet(value))).toEqual(value)))
})

test.each(['default', 'fd00::/64', '10.0.0', '10.0.0.256', '10.0.0.0/33', ''])('“%s” is no IPv4 subnet', text => {
  expect(parseSubnet(text)).toBeUndefined()
})

test('what is chosen overlaps nothing that is taken', () => {
  fc.assert(
    fc.property(fc.array(subnet, { maxLength: 30 }), fc.nat(), (taken, seed) => {
      const free = freeSubnet(taken, seed)
      if (free) expect(taken.filter(other => overlap(free, other))).toEqual([])
      else expect(taken.length).toBeGreaterThan(0)
    }),
  )
})

test.each([
  { name: 'nothing is taken', taken: [], free: '10.213.7.0/24' },
  { name: 'only the default route is there', taken: ['0.0.0.0/0'], free: '10.213.7.0/24' },
  { name: 'one address of it is taken', taken: ['10.213.7.9'], free: '10.213.8.0/24' },
  { name: 'a company has all of 10/8', taken: ['10.0.0.0/8'], free: '172.29.0.0/24' },
  { name: 'and 172.16/12', taken: ['10.0.0.0/8', '172.16.0.0/12'], free: '192.168.128.0/24' },
  { name: 'everything private is taken', taken: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'], free: undefined },
])('where $name it is $free', ({ taken, free }) => {
  const chosen = freeSubnet(parsed(...taken), 7)
  expect(chosen && showSubnet(chosen)).toBe(free)
})

test('machines get the lowest free address, until there is none', () => {
  const small: Subnet = { network: (parseSubnet('10.0.0.0/29') ?? { network: 0 }).network, prefix: 29 }
  expect(addressIn(small, 1)).toBe('10.0.0.1')
  expect(freeAddress(small, [])).toBe('10.0.0.2')
  expect(freeAddress(small, ['10.0.0.2', '10.0.0.4'])).toBe('10.0.0.3')
  expect(
    freeAddress(
      small,
      [2, 3, 4, 5, 6].map(index => `10.0.0.${index}`),
    ),
  ).toBeUndefined()
})
