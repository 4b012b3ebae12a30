import type { Circumstances, Herd } from '../../../src/engine/herd'
import { firstLook, leftoversOf, prune } from '../../../src/engine/provision/leftovers'
import { runPlanned, runReviewed } from '../../../src/engine/reviewed'
import type { Event } from '../../../src/event'
import { DroverError } from '../../../src/failure'
import { bareCircumstances, bareHerd, bareMember } from '../../support/bare-herd'
import { eur, type ToyServers, toyServers } from '../../support/toy-servers'

/** `web` is declared. `gone` and `kept` left the file, `kept` is protected; `other` is another stage's. */
function cloud(): ToyServers {
  const toy = toyServers()
  for (const name of ['web', 'gone']) toy.servers.set(name, { size: 'small', stage: 'production' })
  toy.servers.set('kept', { size: 'big', stage: 'production', protected: true })
  return { ...toy, servers: toy.servers.set('other', { size: 'small', stage: 'pr-12' }) }
}

function herdOn({ type }: ToyServers, settings: Partial<Herd['settings']> = {}): Herd {
  return bareHerd([bareMember('web', type, { size: 'small' }), bareMember('db', type, { size: 'small' })], settings)
}

function hearing(more: Partial<Circumstances> = {}): { readonly events: Event[]; readonly told: Circumstances } {
  const events: Event[] = []
  return { events, told: bareCircumstances({ ...more, emit: event => events.push(event) }) }
}

const left = (machine: string, fate: string, amount: string) => ({
  type: 'leftover-found',
  leftover: {
    environment: 'toy-servers',
    id: `id-${machine}`,
    name: `production-${machine}`,
    machine,
    price: eur(amount),
    fate,
  },
})

test('what was made for machines that are declared no longer is named, once, and stays', async () => {
  const toy = cloud()
  const { events, told } = hearing()
  const found = await leftoversOf(herdOn(toy), told)
  expect(events).toEqual([left('gone', 'stays', '4.00'), left('kept', 'protected', '8.50')])
  expect(await prune(found, told)).toBe(true)
  expect(toy.done).toEqual([])
})

test('where that is asked, it is destroyed, and what is protected is not', async () => {
  const toy = cloud()
  const { events, told } = hearing()
  expect(await prune(await leftoversOf(herdOn(toy, { prune: true }), told), told)).toBe(true)
  expect(toy.done).toEqual(['discard gone'])
  expect([...toy.servers.keys()]).toEqual(['web', 'kept', 'other'])
  expect(events.at(-1)).toEqual({ type: 'leftover-destroyed', environment: 'toy-servers', id: 'id-gone' })
})

test('nothing is looked for where only some machines are worked on, or a generation is gone back to', async () => {
  const toy = cloud()
  const { events, told } = hearing()
  const { members, ...herd } = herdOn(toy, { prune: true })
  expect(await leftoversOf({ ...herd, members: members.slice(0, 1), others: members.slice(1) }, told)).toEqual([])
  expect(await leftoversOf({ ...herd, members }, { ...told, rollbackTo: 0 })).toEqual([])
  expect(events).toEqual([])
})

test('what can’t be listed is said, and what can’t be destroyed fails', async () => {
  const fail = () => Promise.reject(new DroverError({ code: 'environment-failed', environment: 'c', message: 'no' }))
  const { events, told } = hearing()
  const toy = cloud()
  await leftoversOf(herdOn({ ...toy, type: { ...toy.type, list: fail } }), told)
  expect(events).toEqual([expect.objectContaining({ type: 'leftovers-unknown', environment: 'toy-servers' })])
  const stuck = herdOn({ ...toy, type: { ...toy.type, discard: fail } }, { prune: true })
  expect(await prune(await leftoversOf(stuck, told), told)).toBe(false)
  expect(events.at(-1)).toMatchObject({
    type: 'run-failed',
    failure: { code: 'environment-failed', message: expect.stringMatching(/^production-gone \(id-gone\).*: no$/) },
  })
})

describe('a first look, begun beside the machines', () => {
  const counted = (toy: ToyServers) => {
    const asked: string[] = []
    const list: ToyServers['type']['list'] = async (...args) => {
      asked.push('list')
      return (await toy.type.list?.(...args)) ?? []
    }
    return { asked, herd: herdOn({ ...toy, type: { ...toy.type, list } }, { prune: true }) }
  }

  test('that shows nothing is the only one, whatever the run makes for machines that are declared', async () => {
    const toy = toyServers()
    const { asked, herd } = counted(toy)
    const { events, told } = hearing()
    const first = firstLook(herd, told)
    toy.servers.set('web', { size: 'small', stage: 'production' })
    expect(await leftoversOf(herd, told, first)).toEqual([])
    expect({ asked, events }).toEqual({ asked: ['list'], events: [] })
  })

  test('that shows something is not believed: what went meanwhile is not left over', async () => {
    const toy = cloud()
    const { asked, herd } = counted(toy)
    const { events, told } = hearing()
    const first = firstLook(herd, told)
    await first
    toy.servers.delete('gone')
    await leftoversOf(herd, told, first)
    expect(events).toEqual([left('kept', 'protected', '8.50')])
    expect(asked).toEqual(['list', 'list'])
  })

  test('that could not be had is looked at again, and never breaks the run', async () => {
    const toy = cloud()
    const failing = { ...toy.type, list: jest.fn(toy.type.list).mockRejectedValueOnce(new Error('502')) }
    const { events, told } = hearing()
    const herd = herdOn({ ...toy, type: failing })
    await leftoversOf(herd, told, firstLook(herd, told))
    expect(events.map(({ type }) => type)).toEqual(['leftover-found', 'leftover-found'])
    const stopped = new AbortController()
    stopped.abort()
    const blind = herdOn({ ...toy, type: { ...toy.type, list: () => Promise.reject(new Error('aborted')) } })
    expect(await firstLook(blind, { ...told, signal: stopped.signal })).toBeUndefined()
  })

  test('is not begun where only some of the machines are worked on', async () => {
    const { asked, herd } = counted(cloud())
    const { members, ...rest } = herd
    expect(
      await firstLook({ ...rest, members: members.slice(0, 1), others: members.slice(1) }, hearing().told),
    ).toBeUndefined()
    expect(asked).toEqual([])
  })
})

const digestIn = (events: readonly Event[]) => events.find(event => event.type === 'herd-planned')?.digest

test('what would be made and destroyed is in the digest that is reviewed, and what it costs is not', async () => {
  const digest = async (change: (toy: ToyServers) => void, settings: Partial<Herd['settings']> = {}) => {
    const toy = toyServers()
    change(toy)
    const { events, told } = hearing({ mode: 'plan' })
    await runPlanned(herdOn(toy, settings), told)
    return digestIn(events)
  }
  const fresh = await digest(() => {})
  expect(fresh).toMatch(/^[0-9a-f]{64}$/)
  expect(await digest(() => {})).toBe(fresh)
  const gone = { size: 'small', stage: 'production' }
  expect(await digest(({ servers }) => servers.set('gone', gone))).toBe(fresh)
  expect(await digest(({ servers }) => servers.set('gone', gone), { prune: true })).not.toBe(fresh)
})

test('a reviewed plan is carried out where the machines that it makes are not there, and refused where one more would go', async () => {
  const toy = toyServers()
  const plan = hearing({ mode: 'plan' })
  await runPlanned(herdOn(toy, { prune: true }), plan.told)
  const digest = digestIn(plan.events) ?? 'there is none'
  toy.servers.set('gone', { size: 'small', stage: 'production' })
  expect(await runReviewed(herdOn(toy, { prune: true }), hearing().told, { digest })).toBe('refused')
  expect(toy.done).toEqual([])
  toy.servers.delete('gone')
  // They are made, and nobody gets into a toy.
  expect(await runReviewed(herdOn(toy, { prune: true }), hearing().told, { digest })).toBe('unreachable')
  expect(toy.done.filter(each => each.startsWith('create')).sort()).toEqual(['create db', 'create web'])
})
