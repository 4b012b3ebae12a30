import fc from 'fast-check'
import { distance, suggest } from '../../src/system/suggestion'

test.each([
  { word: 'hostname', known: ['hostName', 'timezone'], meant: 'hostName' },
  { word: 'prot', known: ['path', 'port'], meant: 'port' },
  { word: 'packges', known: ['packages', 'groups'], meant: 'packages' },
  { word: 'colour', known: ['packages', 'groups'], meant: undefined },
  { word: 'uid', known: ['gid'], meant: 'gid' },
  { word: 'abc', known: ['axy'], meant: undefined },
  { word: 'files', known: ['files'], meant: undefined },
])('$word: $meant', ({ word, known, meant }) => expect(suggest(word, known)).toBe(meant))

test('the distance is a metric', () => {
  const word = fc.string({ maxLength: 6 })
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(distance(a, b)).toBe(distance(b, a))
      expect(distance(a, b) === 0).toBe(a === b)
      expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c))
    }),
  )
})
