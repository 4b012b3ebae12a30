import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { inOrder } from '../../../src/engine/rollout/waves'

test('each starts when what it waits for has ended, and gets its results', async () => {
  const said: string[] = []
  const items = [
    { name: 'balancer', after: ['one', 'two'] },
    { name: 'one', after: [] },
    { name: 'two', after: ['elsewhere'] },
  ]
  const results = await inOrder(items, async ({ name }, before: ReadonlyMap<string, string>) => {
    said.push(`start ${name}`)
    await wait(name === 'one' ? 20 : 1)
    said.push(`end ${name}`)
    return `${name} after ${[...before.values()].join(' and ') || 'nothing'}`
  })
  expect(said).toEqual(['start one', 'start two', 'end two', 'end one', 'start balancer', 'end balancer'])
  expect(results.get('balancer')).toBe('balancer after one after nothing and two after nothing')
})

test('law: everyone works once, and nobody before those it names', async () => {
  const herds = fc
    .array(fc.array(fc.nat(12), { maxLength: 3 }), { maxLength: 12 })
    .map(raw => raw.map((after, index) => ({ name: String(index), after: after.filter(n => n < index).map(String) })))
  await fc.assert(
    fc.asyncProperty(herds, async items => {
      const ended: string[] = []
      await inOrder(items, async ({ name, after }) => {
        for (const other of after) expect(ended).toContain(other)
        await Promise.resolve()
        ended.push(name)
      })
      expect([...ended].sort()).toEqual(items.map(({ name }) => name).sort())
    }),
  )
})
