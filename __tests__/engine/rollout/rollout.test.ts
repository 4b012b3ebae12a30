import fc from 'fast-check'
import { type Amount, batchesOf, haltAfter, type Rollout } from '../../../src/engine/rollout/rollout'
import { type Outcome, outcomes } from '../../../src/outcome'

const machine = (name: string, ...after: string[]) => ({ name, after })
const webs = ['web-1', 'web-2', 'web-3', 'web-4'].map(name => machine(name, 'db'))
/** A database, four web servers that come after it, and a balancer that comes after these. */
const site = [machine('lb', ...webs.map(({ name }) => name)), ...webs, machine('db')]

const cut = (machines: typeof site, rollout: Rollout) =>
  batchesOf(machines, rollout).map(
    ({ canary, machines }) => `${canary ? 'canary: ' : ''}${machines.map(({ name }) => name).join(' ')}`,
  )

describe('cutting', () => {
  test.each<{ name: string; rollout: Rollout; batches: readonly string[] }>([
    { name: 'nothing said', rollout: {}, batches: [] },
    { name: 'a number', rollout: { batch: 3 }, batches: ['db', 'web-1 web-2 web-3', 'web-4', 'lb'] },
    {
      name: 'a share of all machines, rounded up',
      rollout: { batch: '25%' },
      batches: ['db', 'web-1 web-2', 'web-3 web-4', 'lb'],
    },
    {
      name: 'no share is less than one',
      rollout: { batch: '0%' },
      batches: ['db', 'web-1', 'web-2', 'web-3', 'web-4', 'lb'],
    },
    {
      name: 'more than there are',
      rollout: { batch: 100 },
      batches: ['db', 'web-1 web-2 web-3 web-4', 'lb'],
    },
    {
      name: 'only how many may fail: by waves',
      rollout: { maxFailures: 1 },
      batches: ['db', 'web-1 web-2 web-3 web-4', 'lb'],
    },
    {
      name: 'a canary brings along what it comes after',
      rollout: { canary: ['web-3'], batch: 2 },
      batches: ['canary: db', 'canary: web-3', 'web-1 web-2', 'web-4', 'lb'],
    },
    {
      name: 'so many canaries are the first in order',
      rollout: { canary: 2 },
      batches: ['canary: db', 'canary: web-1', 'web-2 web-3 web-4', 'lb'],
    },
    {
      name: 'a share of canaries is rounded up',
      rollout: { canary: '1%' },
      batches: ['canary: db', 'web-1 web-2 web-3 web-4', 'lb'],
    },
    {
      name: 'canaries are not cut by size',
      rollout: { canary: ['web-1', 'web-2'], batch: 1 },
      batches: ['canary: db', 'canary: web-1 web-2', 'web-3', 'web-4', 'lb'],
    },
    {
      name: 'no canary',
      rollout: { canary: 0, batch: '100%' },
      batches: ['db', 'web-1 web-2 web-3 web-4', 'lb'],
    },
    {
      name: 'canaries that are not selected',
      rollout: { canary: ['elsewhere'] },
      batches: ['db', 'web-1 web-2 web-3 web-4', 'lb'],
    },
  ])('$name', ({ rollout, batches }) => expect(cut(site, rollout)).toEqual(batches))

  test('of no machine there is no batch', () => expect(cut([], { batch: '50%', canary: 1 })).toEqual([]))

  const amounts = fc.oneof(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 100 }).map((percent): Amount => `${percent}%`),
  )
  const herds = fc
    .array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 20 })
    .map(raw => raw.map((after, at) => machine(String(at), ...after.filter(other => other < at).map(String))))
  const rollouts = fc.record({
    batch: amounts,
    canary: fc.oneof(amounts, fc.array(fc.nat(20).map(String), { maxLength: 4 })),
  })

  test('law: each machine is in one batch, and in a later one than all that it comes after', () => {
    fc.assert(
      fc.property(herds, rollouts, fc.compareFunc(), (machines, rollout, order) => {
        const batches = batchesOf(
          machines.toSorted((a, b) => order(a.name, b.name)),
          rollout,
        )
        const at = new Map(batches.flatMap(({ machines }, index) => machines.map(({ name }) => [name, index] as const)))
        expect(batches.flatMap(({ machines }) => machines)).toHaveLength(machines.length)
        expect(at.size).toBe(machines.length)
        for (const { name, after } of machines)
          for (const before of after) expect(at.get(before)).toBeLessThan(at.get(name) ?? -1)
      }),
    )
  })

  test('law: no batch is empty or larger than was said, and the canaries stand before all others', () => {
    fc.assert(
      fc.property(herds, rollouts, (machines, rollout) => {
        const batches = batchesOf(machines, rollout)
        const { batch } = rollout
        const most = typeof batch === 'number' ? batch : Math.ceil((machines.length * Number.parseInt(batch, 10)) / 100)
        for (const { canary, machines } of batches) {
          expect(machines.length).toBeGreaterThan(0)
          if (!canary) expect(machines.length).toBeLessThanOrEqual(most)
        }
        expect(batches.map(({ canary }) => canary).lastIndexOf(true)).toBe(
          batches.filter(({ canary }) => canary).length - 1,
        )
      }),
    )
  })
})

describe('going on', () => {
  const ended = (all: Readonly<Record<string, Outcome>>) =>
    new Map(Object.entries(all).map(([name, outcome]) => [name, { outcome }]))
  const batch = (canary: boolean, ...names: readonly string[]) => ({
    canary,
    machines: names.map(name => machine(name)),
  })

  test.each<{
    name: string
    of: ReturnType<typeof batch>
    ended: Readonly<Record<string, Outcome>>
    rollout?: Rollout
    halt: ReturnType<typeof haltAfter>
  }>([
    { name: 'all is well', of: batch(false, 'a', 'b'), ended: { a: 'changed', b: 'unchanged' }, halt: undefined },
    {
      name: 'none may fail where nothing is said',
      of: batch(false, 'a', 'b'),
      ended: { a: 'changed', b: 'failed-undone' },
      halt: { code: 'too-many-failed', machines: ['b'], allowed: 0 },
    },
    {
      name: 'as many as are allowed',
      of: batch(false, 'a', 'b'),
      ended: { a: 'failed', b: 'unhealthy' },
      rollout: { maxFailures: 2 },
      halt: undefined,
    },
    {
      name: 'one more than is allowed, over all batches',
      of: batch(false, 'c'),
      ended: { a: 'failed', b: 'changed', c: 'refused' },
      rollout: { maxFailures: 1 },
      halt: { code: 'too-many-failed', machines: ['a', 'c'], allowed: 1 },
    },
    {
      name: 'a share of ten machines is rounded down',
      of: batch(false, 'a', 'b'),
      ended: { a: 'failed', b: 'failed' },
      rollout: { maxFailures: '19%' },
      halt: { code: 'too-many-failed', machines: ['a', 'b'], allowed: 1 },
    },
    {
      name: 'a share that is reached exactly',
      of: batch(false, 'a', 'b'),
      ended: { a: 'failed', b: 'failed' },
      rollout: { maxFailures: '20%' },
      halt: undefined,
    },
    {
      name: 'who is skipped for another’s sake did not fail',
      of: batch(false, 'b', 'c'),
      ended: { a: 'failed', b: 'skipped', c: 'skipped' },
      rollout: { maxFailures: 1 },
      halt: undefined,
    },
    {
      name: 'who could not be reached and may be skipped did not fail',
      of: batch(false, 'a'),
      ended: { a: 'skipped-unreachable' },
      halt: undefined,
    },
    {
      name: 'a canary may not fail, however many may',
      of: batch(true, 'a', 'b'),
      ended: { a: 'changed', b: 'failed-undone' },
      rollout: { maxFailures: '100%' },
      halt: { code: 'canary-failed', machines: ['b'] },
    },
    {
      name: 'nor be skipped for another’s sake',
      of: batch(true, 'a'),
      ended: { a: 'skipped' },
      halt: { code: 'canary-failed', machines: ['a'] },
    },
    {
      name: 'canaries of which none was there show nothing',
      of: batch(true, 'a', 'b'),
      ended: { a: 'skipped-unreachable', b: 'skipped-unreachable' },
      halt: { code: 'canary-failed', machines: ['a', 'b'], unreachable: true },
    },
    {
      name: 'one of them is enough',
      of: batch(true, 'a', 'b'),
      ended: { a: 'skipped-unreachable', b: 'changed' },
      halt: undefined,
    },
  ])('$name', ({ of, ended: all, rollout = {}, halt }) => {
    expect(haltAfter(of, ended(all), rollout, 10)).toEqual(halt)
  })

  test('law: a halt always has a machine that fails the run', () => {
    const names = Object.keys(outcomes).filter((name): name is Outcome => Object.hasOwn(outcomes, name))
    const some = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(some, fc.nat(3), (all, maxFailures) => {
        const map = new Map(all.map((outcome, at) => [String(at), { outcome }]))
        const halt = haltAfter(batch(false, ...map.keys()), map, { maxFailures }, all.length)
        for (const name of halt?.machines ?? []) expect(outcomes[map.get(name)?.outcome ?? 'valid'].exit).not.toBe(0)
        expect(halt?.machines.length ?? 0).toBeLessThanOrEqual(all.filter(one => outcomes[one].exit !== 0).length)
      }),
    )
  })
})
