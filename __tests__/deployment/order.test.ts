import fc from 'fast-check'
import { orderMistakes } from '../../src/deployment/order'

const origin = (line: number) => [{ file: 'deploy.ts', line, column: 1 }]
const machines = (...all: readonly (readonly [string, ...string[]])[]) =>
  all.map(([name, ...after], index) => ({ name, after, origin: origin(index + 1) }))

test.each([
  { name: 'an order', all: machines(['a'], ['b', 'a'], ['c', 'a', 'b']), mistakes: [] },
  {
    name: 'two of one name',
    all: machines(['a'], ['b'], ['a']),
    mistakes: [
      { origin: origin(3), path: 'a.name', message: 'there is another machine “a”, declared at deploy.ts:1:1' },
    ],
  },
  {
    name: 'a name that is not there',
    all: machines(['forum-1'], ['web', 'forum1']),
    mistakes: [
      {
        origin: origin(2),
        path: 'web.after[0]',
        message: 'there is no machine “forum1” in the deployment',
        suggestion: 'forum-1',
      },
    ],
  },
  {
    name: 'a machine after itself',
    all: machines(['a', 'a']),
    mistakes: [{ origin: origin(1), path: 'a.after', message: 'these machines wait for one another: a → a' }],
  },
  {
    name: 'a circle, told once and without the way to it',
    all: machines(['way', 'a'], ['a', 'b'], ['b', 'c'], ['c', 'a'], ['d', 'b']),
    mistakes: [{ origin: origin(2), path: 'a.after', message: 'these machines wait for one another: a → b → c → a' }],
  },
])('between machines: $name', ({ all, mistakes }) => {
  expect(orderMistakes(all)).toEqual(mistakes)
})

test('a circle is told exactly where no order exists', () => {
  const edges = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 10 })
  fc.assert(
    fc.property(edges, pairs => {
      const all = machines(
        ...Array.from({ length: 7 }, (_, from): readonly [string, ...string[]] => [
          `m${from}`,
          ...pairs.filter(([a]) => a === from).map(([, b]) => `m${b}`),
        ]),
      )
      const placed = new Set<string>()
      for (const _ of all)
        for (const { name, after } of all) if (after.every(each => placed.has(each))) placed.add(name)
      expect(orderMistakes(all).length === 0).toBe(placed.size === all.length)
    }),
  )
})
