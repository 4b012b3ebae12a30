import fc from 'fast-check'
import { mostShards, selected, sharesOf } from '../../src/commands/shard'

interface Machine {
  readonly name: string
  readonly labels: readonly string[]
  readonly after: readonly string[]
}
const machine = (name: string, ...after: readonly string[]): Machine => ({ name, labels: [], after })
const names = (shares: readonly (readonly Machine[])[]) => shares.map(share => share.map(({ name }) => name))

test('parts machines that wait for nobody evenly, each share in the order of the file', () => {
  const herd = ['a', 'b', 'c', 'd', 'e'].map(name => machine(name))
  expect(names(sharesOf(herd, 2))).toEqual([
    ['a', 'c', 'e'],
    ['b', 'd'],
  ])
})

test('machines that wait for one another stay together, also by way of others', () => {
  const herd = [machine('web', 'app'), machine('x'), machine('app', 'db'), machine('db'), machine('y')]
  expect(names(sharesOf(herd, 2))).toEqual([
    ['web', 'app', 'db'],
    ['x', 'y'],
  ])
})

test('a shard is of what the selector takes; one that is empty has no machine', () => {
  const herd = ['a', 'b', 'c'].map(name => machine(name))
  expect(names([selected(herd, { machines: '!b', shard: { number: 2, of: 2 } })])).toEqual([['c']])
  expect(selected(herd, { machines: 'a', shard: { number: 2, of: 2 } })).toEqual([])
  expect(selected(herd, { machines: '', shard: undefined })).toEqual(herd)
})

const herds = fc
  .uniqueArray(fc.nat(40), { maxLength: 40 })
  .chain(numbers =>
    fc.tuple(
      ...numbers.map((number, at) =>
        fc
          .subarray(numbers.slice(0, at), { maxLength: Math.min(2, at) })
          .map(after => machine(`m${number}`, ...after.map(each => `m${each}`))),
      ),
    ),
  )

test('whatever the herd: each machine is in one share, beside all that it waits for; no share is empty while another has two groups', () => {
  fc.assert(
    fc.property(herds, fc.integer({ min: 1, max: mostShards }), (herd, count) => {
      const shares = sharesOf(herd, count)
      expect(shares).toHaveLength(count)
      expect(names(shares).flat().toSorted()).toEqual(herd.map(({ name }) => name).toSorted())
      for (const share of names(shares))
        for (const name of share)
          expect(share).toEqual(expect.arrayContaining([...(herd.find(each => each.name === name)?.after ?? [])]))
      if (shares.some(share => share.length === 0))
        for (const share of shares) expect(groups(share)).toBeLessThanOrEqual(1)
    }),
  )
})

/** How many parts of a share have nothing to do with one another. */
function groups(share: readonly Machine[]): number {
  const left = new Set(share)
  let count = 0
  for (const first of share) {
    if (!left.delete(first)) continue
    count++
    const way = [first]
    for (let at = way.pop(); at !== undefined; at = way.pop())
      for (const other of [...left])
        if (other.after.includes(at.name) || at.after.includes(other.name)) {
          left.delete(other)
          way.push(other)
        }
  }
  return count
}
