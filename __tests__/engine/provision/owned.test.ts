import { z } from 'zod'
import { destroy } from '../../../src/engine/destroy'
import { leftoversOf } from '../../../src/engine/provision/leftovers'
import { accountOf, holdingsOf } from '../../../src/engine/provision/owned'
import { stagesOf } from '../../../src/engine/provision/stages'
import type { AnyEnvironmentType } from '../../../src/environments/environment'
import type { Event } from '../../../src/event'
import { bareCircumstances, bareHerd, bareMember } from '../../support/bare-herd'
import { eur, toyServers } from '../../support/toy-servers'

/** A type of machines that nobody lists, as what someone else makes. */
const elsewhere: AnyEnvironmentType = {
  name: 'elsewhere',
  description: 'a machine that someone else made',
  config: z.unknown(),
  reach: () => Promise.reject(new Error('nobody is reached here')),
}

/** The machine has moved; what stood in the old account is still there, of two stages. */
function moved() {
  const old = toyServers()
  old.servers.set('web', { size: 'small', stage: 'production' })
  old.servers.set('db', { size: 'big', stage: 'pr-12' })
  const now = toyServers()
  const type: AnyEnvironmentType = { ...now.type, name: 'new-servers', destroy: async () => {} }
  const events: Event[] = []
  const told = bareCircumstances({ emit: event => events.push(event) })
  const herd = bareHerd([bareMember('app', type, { size: 'small' })], { prune: true })
  return { old, now, herd, events, told, kept: { ...herd, accounts: [{ type: old.type, config: {} }] } }
}

test('what stands in an account that the file still names is left over, and without that it is not seen', async () => {
  const { herd, kept, told, events } = moved()
  expect(await leftoversOf(herd, told)).toEqual([])
  await leftoversOf(kept, told)
  expect(events).toEqual([
    {
      type: 'leftover-found',
      leftover: {
        environment: 'toy-servers',
        id: 'id-web',
        name: 'production-web',
        machine: 'web',
        price: eur('4.00'),
        fate: 'goes',
      },
    },
  ])
})

test('a stage that has nothing but what stands there is known, and taken down', async () => {
  const { herd, kept, told, old } = moved()
  expect((await stagesOf(herd, told)).seen).toEqual([])
  expect((await stagesOf(kept, told)).seen.map(({ stage }) => stage)).toEqual(['pr-12', 'production'])
  const preview = { ...kept, stage: 'pr-12' }
  expect(await destroy(preview, told, { whole: true, dry: false })).toBe('destroyed')
  expect(old.done).toEqual(['discard db'])
})

test('an account is asked once, by whatever is declared in it; machines that nobody lists are in none', async () => {
  const { old, told } = moved()
  const list = jest.fn(async () => [])
  const type = { ...old.type, list }
  const members = [
    bareMember('a', type, { size: 'small' }),
    bareMember('b', type, { size: 'big' }),
    bareMember('c', elsewhere),
  ]
  await holdingsOf({ ...bareHerd(members), accounts: [{ type, config: {} }] }, told)
  expect(list).toHaveBeenCalledTimes(1)
  expect(accountOf({ type: elsewhere, config: {} })).toBeUndefined()
})

test('an account that can’t be asked hides nothing of the others', async () => {
  const { kept, old, told } = moved()
  const blind: AnyEnvironmentType = { ...old.type, name: 'blind', list: () => Promise.reject(new Error('401')) }
  const { held, unseen } = await holdingsOf(
    { ...kept, accounts: [{ type: blind, config: {} }, ...kept.accounts] },
    told,
  )
  expect(held.map(({ owned }) => owned.machine)).toEqual(['web', 'db'])
  expect(unseen).toMatchObject([{ environment: 'blind', failure: { message: '401' } }])
})

test('of two providers with the same id, what went at one is not still there for the other', async () => {
  const { kept, old, told, events } = moved()
  const stuck: AnyEnvironmentType = {
    ...old.type,
    name: 'stuck',
    list: async () => [{ id: 'id-db', name: 'x', stage: 'pr-12', machine: 'x', price: null, protected: true }],
  }
  const preview = { ...kept, stage: 'pr-12', accounts: [...kept.accounts, { type: stuck, config: {} }] }
  expect(await destroy(preview, told, { whole: true, dry: false })).toBe('failed')
  const ended = events.flatMap(event => (event.type === 'machine-ended' ? [[event.machine, event.outcome]] : []))
  expect(Object.fromEntries(ended)).toEqual({ app: 'unchanged', db: 'destroyed', x: 'failed' })
})
