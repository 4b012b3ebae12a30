import { z } from 'zod'
import { destroy } from '../../src/engine/destroy'
import type { Member } from '../../src/engine/herd'
import type { AnyEnvironmentType, Owned } from '../../src/environments/environment'
import type { Event } from '../../src/event'
import { bareCircumstances, bareHerd, bareMember } from '../support/bare-herd'

/** A cloud in memory: what stands there, by id. `stubborn` is what takes an order and does nothing. */
function cloud(standing: readonly Owned[], stubborn: readonly string[] = []) {
  const there = new Map(standing.map(owned => [owned.id, owned]))
  const remove = (id: string) => void (stubborn.includes(id) || there.delete(id))
  const type: AnyEnvironmentType = {
    name: 'cloud',
    description: 'a cloud in memory',
    config: z.unknown(),
    reach: () => Promise.reject(new Error('nobody is reached here')),
    find: async (_config, { machine, stage }) => {
      const [one] = [...there.values()].filter(owned => owned.machine === machine && owned.stage === stage)
      return one
        ? { state: 'present', facts: { address: one.id, hostKeys: [] }, price: one.price }
        : { state: 'absent' }
    },
    plan: () => ({ action: 'nothing', summary: 'one', price: null }),
    destroy: async (_config, found) => (found.state === 'present' ? remove(found.facts.address) : undefined),
    list: async () => [...there.values()],
    discard: async (_config, { id }) => remove(id),
  }
  return { type, there }
}

const owned = (id: string, machine: string, stage = 'pr-12', more: Partial<Owned> = {}): Owned => ({
  id,
  name: `${machine}-${id}`,
  machine,
  stage,
  price: { amount: '5.35', currency: 'EUR' },
  ...more,
})

async function destroyed(
  members: readonly Member[],
  { whole = true, dry = false }: { readonly whole?: boolean; readonly dry?: boolean } = {},
) {
  const events: Event[] = []
  const herd = { ...bareHerd(members), stage: 'pr-12' }
  const outcome = await destroy(herd, bareCircumstances({ emit: event => events.push(event) }), { whole, dry })
  const ended = events.flatMap(event => (event.type === 'machine-ended' ? [[event.machine, event.outcome]] : []))
  const failures = events.flatMap(event => (event.type === 'run-failed' ? [event.failure] : []))
  return { outcome, ended: Object.fromEntries(ended), failures, events }
}

test('what was made is destroyed, also what is declared no longer, and nothing of another stage', async () => {
  const { type, there } = cloud([owned('1', 'web'), owned('2', 'old'), owned('3', 'web', 'pr-13')])
  const first = await destroyed([bareMember('web', type)])
  expect(first).toMatchObject({ outcome: 'destroyed', ended: { web: 'destroyed', old: 'destroyed' }, failures: [] })
  expect([...there.keys()]).toEqual(['3'])
  // Once more, as a workflow that is run again: nothing is left to do.
  expect(await destroyed([bareMember('web', type)])).toMatchObject({
    outcome: 'unchanged',
    ended: { web: 'unchanged' },
    failures: [],
  })
})

test('where only some machines are asked for, nothing else goes', async () => {
  const { type, there } = cloud([owned('1', 'web'), owned('2', 'old')])
  expect(await destroyed([bareMember('web', type)], { whole: false })).toMatchObject({ ended: { web: 'destroyed' } })
  expect([...there.keys()]).toEqual(['2'])
})

test('a dry run says what would go, with its price, and leaves it', async () => {
  const { type, there } = cloud([owned('1', 'web'), owned('2', 'old')])
  const { outcome, ended, events } = await destroyed([bareMember('web', type)], { dry: true })
  expect({ outcome, ended }).toEqual({ outcome: 'planned', ended: { web: 'planned', old: 'planned' } })
  expect(events.filter(({ type }) => type === 'environment-planned')).toMatchObject([
    { machine: 'web', change: { action: 'destroy', before: { amount: '5.35', currency: 'EUR' } } },
    { machine: 'old', change: { action: 'destroy', before: { amount: '5.35', currency: 'EUR' } } },
  ])
  expect(there.size).toBe(2)
})

test('what is still there afterwards fails the run by its name, and what its owner protects stays', async () => {
  const standing = [owned('1', 'web'), owned('2', 'old'), owned('3', 'kept', 'pr-12', { protected: true })]
  const { type, there } = cloud(standing, ['1', '2'])
  const { outcome, ended, events } = await destroyed([bareMember('web', type)])
  expect(outcome).toBe('failed')
  expect(ended).toEqual({ web: 'failed', 'web (web-1)': 'failed', old: 'failed', kept: 'failed' })
  const left = events.flatMap(event =>
    event.type === 'machine-ended' && event.failure?.code === 'left-behind' ? event.failure.what : [],
  )
  expect(left).toEqual(
    [
      'web was told to go, and its environment cloud still shows it (present)',
      'the cloud kept-3 (3) is protected by its owner: take that protection away there',
      'the cloud web-1 (1) is still there',
      'the cloud old-2 (2) is still there',
    ].toSorted((a, b) => left.indexOf(a) - left.indexOf(b)),
  )
  expect([...there.keys()]).toEqual(['1', '2', '3'])
})

test('what can’t be listed is no success', async () => {
  const { type } = cloud([])
  const blind = { ...type, list: () => Promise.reject(new Error('403')) }
  expect(await destroyed([bareMember('web', blind)])).toMatchObject({
    outcome: 'failed',
    failures: [{ code: 'unexpected', message: '403' }],
  })
})
