import pLimit from 'p-limit'
import type { Circumstances, Herd } from '../../../src/engine/herd'
import { provisionAll } from '../../../src/engine/provision/provision-all'
import type { Event } from '../../../src/event'
import { bareCircumstances, bareHerd, bareMember } from '../../support/bare-herd'
import { eur, toyServers } from '../../support/toy-servers'

interface Case {
  readonly settings?: Partial<Herd['settings']>
  readonly circumstances?: Partial<Circumstances>
}

/** `old` is there and small; it is declared big. `new` is not there. `same` is there as declared. */
async function provisioned(replace: boolean, { settings, circumstances }: Case) {
  const { type, servers, done } = toyServers()
  servers.set('old', { size: 'small', stage: 'production' }).set('same', { size: 'small', stage: 'production' })
  const members = [
    bareMember('old', type, { size: 'big', replace }),
    bareMember('new', type, { size: 'small' }),
    bareMember('same', type, { size: 'small' }),
  ]
  const events: Event[] = []
  const told = bareCircumstances({ ...circumstances, emit: event => events.push(event) })
  const found = await provisionAll(bareHerd(members, settings), told, pLimit(8), new Map())
  const ends = Object.fromEntries(
    [...found].map(([name, each]) => [
      name,
      'outcome' in each ? [each.outcome, each.failure?.code] : each.plan?.action,
    ]),
  )
  return { done, ends, events }
}

const changeOf = (events: readonly Event[], machine: string) =>
  events.find(event => event.type === 'environment-planned' && event.machine === machine)

test('what stands otherwise is made anew where that is allowed, and all is said with what it costs', async () => {
  const { done, ends, events } = await provisioned(true, {})
  expect(done.sort()).toEqual(['create new', 'replace old'])
  expect(ends).toEqual({ old: 'replace', new: 'create', same: 'nothing' })
  expect(changeOf(events, 'old')).toMatchObject({
    change: { action: 'replace', changes: ['size: small → big'], before: eur('4.00'), price: eur('8.50') },
  })
  expect(changeOf(events, 'new')).toMatchObject({ change: { action: 'create', before: null, price: eur('4.00') } })
  expect(changeOf(events, 'same')).toMatchObject({ change: { action: 'nothing', before: eur('4.00') } })
})

test('else it is refused before anything is made, and the others go on or do not, as the deployment wants it', async () => {
  const refused = ['refused', 'environment-refused']
  const alone = await provisioned(false, {})
  expect(alone).toMatchObject({ done: ['create new'], ends: { old: refused, new: 'create', same: 'nothing' } })
  const stop = await provisioned(false, { settings: { onFailure: 'stop' } })
  expect(stop).toMatchObject({ done: [], ends: { old: refused, new: ['skipped', 'stopped'], same: 'nothing' } })
  const all = await provisioned(false, { settings: { onFailure: 'undo-all' } })
  expect(all).toMatchObject({ done: [], ends: { old: refused, new: ['skipped', 'undone-with-others'] } })
})

test('a plan makes nothing, and says what deploy would refuse', async () => {
  const { done, events } = await provisioned(false, { circumstances: { mode: 'plan' } })
  expect(done).toEqual([])
  expect(events).toContainEqual({
    type: 'would-refuse',
    machine: 'old',
    failure: {
      code: 'environment-refused',
      environment: 'toy-servers',
      reason: 'Write “replace: true” to have it made anew.',
    },
  })
})

test('a rollback says nothing of environments, and makes none', async () => {
  const { done, events } = await provisioned(true, { circumstances: { rollbackTo: 1 } })
  expect(done).toEqual([])
  expect(events.filter(({ type }) => type === 'environment-planned')).toEqual([])
})

test('what was not to be made when it was reviewed is not made', async () => {
  const reviewed = new Map([
    ['old', 'd1'],
    ['new', ''],
    ['same', 'd2'],
  ])
  const { done, ends } = await provisioned(true, { circumstances: { reviewed } })
  expect(done).toEqual(['create new'])
  expect(ends).toMatchObject({ old: ['refused', 'not-reviewed'] })
})
