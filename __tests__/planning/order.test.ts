import fc from 'fast-check'
import { CycleError, ordered } from '../../src/planning/order'

const item = (id: string, rank = 0, after: string[] = []) => ({ id, rank, after })
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)

test.each([
  { name: 'nothing', items: [], order: [] },
  { name: 'by rank', items: [item('b', 2), item('a', 3), item('c', 1)], order: ['c', 'b', 'a'] },
  { name: 'by id where ranks are equal', items: [item('b'), item('a')], order: ['a', 'b'] },
  { name: 'after beats rank', items: [item('a', 1, ['b']), item('b', 9)], order: ['b', 'a'] },
  { name: 'an after that names nobody is passed over', items: [item('a', 1, ['gone'])], order: ['a'] },
  { name: 'one that names itself', items: [item('a', 1, ['a'])], order: ['a'] },
  {
    name: 'a diamond',
    items: [item('d', 0, ['b', 'c']), item('c', 0, ['a']), item('b', 0, ['a']), item('a', 9)],
    order: ['a', 'b', 'c', 'd'],
  },
])('$name', ({ items, order }) => {
  expect(ids(ordered(items))).toEqual(order)
})

test('a cycle is told with its path', () => {
  const items = [item('a', 0, ['b']), item('b', 0, ['c']), item('c', 0, ['b']), item('d')]
  expect(() => ordered(items)).toThrow(CycleError)
  expect(() => ordered(items)).toThrow('b → c → b')
})

test('the order in which items come does not matter, and nothing comes before what it is after', () => {
  const acyclic = fc
    .array(fc.record({ rank: fc.nat(3), after: fc.array(fc.nat(30), { maxLength: 4 }) }), { maxLength: 20 })
    .map(raw =>
      // Each may name only earlier ones, so that there is no cycle.
      raw.map(({ rank, after }, index) =>
        item(
          `i${index}`,
          rank,
          after.filter(n => n < index).map(n => `i${n}`),
        ),
      ),
    )
  fc.assert(
    fc.property(
      acyclic.chain(items => fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length }))),
      ([items, shuffled]) => {
        const order = ids(ordered(items))
        expect(ids(ordered(shuffled))).toEqual(order)
        for (const { id, after } of items)
          for (const other of after) expect(order.indexOf(other)).toBeLessThan(order.indexOf(id))
      },
    ),
  )
})
