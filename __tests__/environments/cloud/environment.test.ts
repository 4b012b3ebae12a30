import { labelsOf, type Marks, marksOf } from '../../../src/environments/cloud/marks'
import type { EnvironmentContext, Facts } from '../../../src/environments/environment'
import { DroverError } from '../../../src/failure'
import { environmentContext } from '../../support/environment-context'
import { ToyCloud } from '../../support/toy-cloud'

type Wish = Parameters<ToyCloud['config']>[0]

const hourAgo = () => new Date(Date.now() - 3_600_000).toISOString()

const contextOn = (cloud: ToyCloud, other: Partial<EnvironmentContext> = {}) =>
  environmentContext({ connect: cloud.connect, secret: () => 'token', ...other })

/** Looks, plans, does what was planned, and deploys, as a run does. */
async function run(cloud: ToyCloud, wish: Wish = {}, other: Partial<EnvironmentContext> = {}) {
  const { plan, facts } = await begun(cloud, wish, other)
  await cloud.type.retire?.(cloud.config(wish), facts, contextOn(cloud, other))
  const { beside: _gone, ...after } = facts
  return { plan, facts: after }
}

/** As `run`, but nothing can be deployed to the machine. */
async function begun(cloud: ToyCloud, wish: Wish = {}, other: Partial<EnvironmentContext> = {}) {
  const config = cloud.config(wish)
  const context = contextOn(cloud, other)
  const found = await cloud.type.find?.(config, context)
  if (!found || found.state === 'foreign' || found.state === 'ambiguous') throw new Error(JSON.stringify(found))
  const plan = await cloud.type.plan?.(config, found, context)
  if (!plan) throw new Error('no plan')
  if (plan.action === 'nothing' && found.state === 'present') return { plan, facts: found.facts }
  const facts = await cloud.type.realise?.(config, plan, context)
  if (!facts) throw new Error('no facts')
  return { plan, facts }
}

/** A cloud with the machine there and ready. */
async function settled(wish: Wish = {}) {
  const cloud = new ToyCloud()
  const { facts } = await run(cloud, wish)
  cloud.done.length = 0
  return { cloud, facts }
}

const names = (cloud: ToyCloud) => [...cloud.servers.values()].map(({ name }) => name)

/** That there is one machine alone, ready, and known by the key that it shows. */
async function expectOne(cloud: ToyCloud, facts: Facts) {
  expect([...cloud.servers.keys()]).toEqual([facts.id])
  const context = contextOn(cloud)
  expect(await cloud.type.find?.(cloud.config(), context)).toMatchObject({
    state: 'present',
    facts: { hostKeys: facts.hostKeys },
  })
  await cloud.type.reach(cloud.config(), facts, context)
}

const otherRun = (marks: Partial<Marks> = {}): Marks => {
  const cloud = { deployment: 'drover-test', stage: 'test', machine: 'web' }
  return { ...cloud, state: 'provisioning', run: 'other0', ...marks }
}

/** What a run that was killed has left of the same machine. */
async function leftBy(cloud: ToyCloud, since: string, marks: Partial<Marks> = {}) {
  const model = await settled()
  const [server] = model.cloud.servers.values()
  const own = marksOf(server?.labels ?? {})
  if (!own) throw new Error('no marks')
  const { hostKey: _none, ...begun } = own
  return cloud.add({
    name: 'left',
    since,
    labels: labelsOf({ ...begun, state: 'provisioning', run: 'other0', ...marks }),
  })
}

test('a machine is made once, and found again', async () => {
  const cloud = new ToyCloud()
  const masked: string[] = []
  const first = await run(cloud, {}, { mask: value => void masked.push(value) })
  expect(first.plan).toEqual({
    action: 'create',
    summary: 'small in north at Toy, debian-12',
    price: { amount: '4.00', currency: 'EUR' },
  })
  await expectOne(cloud, first.facts)
  expect(masked).toEqual(['password-of-1'])
  const second = await run(cloud)
  expect(second.plan).toMatchObject({ action: 'nothing', price: { amount: '4.00' }, before: { amount: '4.00' } })
  expect(second.facts).toEqual(first.facts)
  expect(cloud.done).toEqual(['create small in north', 'mark 1 provisioning', 'mark 1 ready'])
})

test('its name tells the deployment and stage apart, or is the user’s own', async () => {
  expect(names((await settled()).cloud)).toEqual([expect.stringMatching(/^web-[0-9a-f]{8}$/)])
  expect(names((await settled({ name: 'shop' })).cloud)).toEqual(['shop'])
})

test('a name that is too long for a second one is cut for that', async () => {
  const name = `${'a'.repeat(60)}-bc`
  const { cloud } = await settled({ name })
  await run(cloud, { name, size: 'big', replace: true })
  expect(names(cloud)).toEqual([`${'a'.repeat(60)}-b`])
})

test('one that is switched off stays, and that is said', async () => {
  const { cloud } = await settled()
  cloud.change('1', { state: 'stopped', word: 'off' })
  const said: string[] = []
  expect((await run(cloud, {}, { progress: line => void said.push(line) })).plan.action).toBe('nothing')
  expect(said).toEqual([expect.stringMatching(/^web-[0-9a-f]{8} does not run: Toy says “off”$/)])
})

test('what let in at first is not what is pinned later', async () => {
  const { cloud, facts } = await settled()
  const [server] = cloud.servers.values()
  expect(facts.hostKeys).toEqual([expect.stringMatching(/^SHA256:/)])
  expect(server?.userData).not.toContain(server?.hostKey)
})

describe('an answer that is lost', () => {
  test.each([
    { name: 'after it was made', faults: ['lost'], lag: 0, creates: 1 },
    { name: 'after it was made, and the list lags', faults: ['lost'], lag: 2, creates: 1 },
    { name: 'before it was made', faults: ['not-done', 'not-done'], lag: 0, creates: 3 },
    { name: 'and the list lags for so long that it is made twice', faults: ['lost'], lag: 4, creates: 2 },
  ] as const)('$name: one machine', async ({ faults, lag, creates }) => {
    const cloud = new ToyCloud()
    cloud.uniqueNames = false
    cloud.creates.push(...faults)
    cloud.lag = lag
    const { facts } = await run(cloud)
    await expectOne(cloud, facts)
    expect(cloud.done.filter(what => what.startsWith('create'))).toHaveLength(creates)
  })

  test('again and again: nothing is left, and it is said', async () => {
    const cloud = new ToyCloud()
    cloud.creates.push('not-done', 'not-done', 'not-done')
    await expect(run(cloud)).rejects.toThrow(/POST \/servers: cut/)
    expect(names(cloud)).toEqual([])
  })
})

describe('two runs at once', () => {
  test.each([
    { name: 'names are unique', unique: true, lag: 0 },
    { name: 'names are not unique', unique: false, lag: 0 },
    { name: 'names are not unique, and lists lag', unique: false, lag: 3 },
  ])('one machine, which both use, where $name', async ({ unique, lag }) => {
    const cloud = new ToyCloud()
    cloud.uniqueNames = unique
    cloud.lag = lag
    const [one, other] = await Promise.all([run(cloud), run(cloud)])
    expect(one.facts).toEqual(other.facts)
    await expectOne(cloud, one.facts)
  })

  test('that replace it: one machine, which both use', async () => {
    const { cloud } = await settled()
    const wish = { size: 'big', replace: true }
    const [one, other] = await Promise.all([run(cloud, wish), run(cloud, wish)])
    expect(one.facts).toEqual(other.facts)
    expect([...cloud.servers.values()].map(({ size }) => size)).toEqual(['big'])
  })
})

describe('what another run has begun', () => {
  test('is removed where nobody can be at work on it any more', async () => {
    const cloud = new ToyCloud()
    const left = await leftBy(cloud, hourAgo())
    const { plan, facts } = await run(cloud)
    expect(plan.action).toBe('create')
    expect(facts.id).not.toBe(left.id)
    await expectOne(cloud, facts)
  })

  test('is waited for where it is young, and used when it is ready', async () => {
    const cloud = new ToyCloud()
    const left = await leftBy(cloud, new Date().toISOString())
    const hostKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINCLDUfPSjz/mhHRHfGASReE4fHtHqFkT8kMpZ6fzfD'
    const marks = marksOf(left.labels) ?? otherRun()
    const print = 'SHA256:W/hWrDz5TlVlJTnBEzbWQl+Fqw4J4RvnLmdzRvpnsrs'
    setTimeout(
      () => cloud.change(left.id, { hostKey, labels: labelsOf({ ...marks, state: 'ready', hostKey: print }) }),
      30,
    )
    const { facts } = await run(cloud)
    expect(facts).toMatchObject({ id: left.id, hostKeys: [print] })
    expect(cloud.done).toEqual([])
  })

  test('beside the machine is removed when it is dead', async () => {
    const { cloud, facts } = await settled()
    await leftBy(cloud, hourAgo())
    const second = await run(cloud)
    expect(second.plan).toMatchObject({
      action: 'nothing',
      changes: ['left, left half made by an earlier run, goes once it is deployed'],
    })
    expect(second.facts).toEqual(facts)
    await expectOne(cloud, facts)
  })

  test('beside the machine changes nothing while somebody may be at work on it', async () => {
    const { cloud } = await settled()
    await leftBy(cloud, new Date().toISOString())
    expect((await run(cloud)).plan.action).toBe('nothing')
    expect(cloud.done).toEqual([])
  })
})

describe('what is not clearly this machine', () => {
  test('another’s of the same name is foreign, and stays', async () => {
    const cloud = new ToyCloud()
    cloud.add({ name: 'shop' })
    const config = cloud.config({ name: 'shop' })
    const found = await cloud.type.find?.(config, contextOn(cloud))
    expect(found).toEqual({ state: 'foreign', owner: "somebody else: it carries none of Drover's labels (id 1)" })
    const plan = { action: 'create', summary: '', price: null } as const
    await expect(cloud.type.realise?.(config, plan, contextOn(cloud))).rejects.toMatchObject({
      failure: { code: 'foreign-machine', name: 'shop' },
    })
    await cloud.type.destroy?.(config, { state: 'absent' }, contextOn(cloud))
    expect(names(cloud)).toEqual(['shop'])
  })

  test('another stage’s of the same name is foreign', async () => {
    const { cloud } = await settled({ name: 'shop' })
    const found = await cloud.type.find?.(cloud.config({ name: 'shop' }), contextOn(cloud, { stage: 'pr-1' }))
    expect(found).toMatchObject({ state: 'foreign', owner: expect.stringMatching(/stage test, machine web/) })
  })

  test('two are ambiguous, and both stay', async () => {
    const { cloud } = await settled()
    const [one] = cloud.servers.values()
    if (one) cloud.add({ ...one, id: '2', name: 'copy' })
    const context = contextOn(cloud)
    const found = await cloud.type.find?.(cloud.config(), context)
    expect(found).toEqual({ state: 'ambiguous', candidates: [expect.stringMatching(/ \(id 1\)$/), 'copy (id 2)'] })
    await expect(cloud.type.destroy?.(cloud.config(), { state: 'absent' }, context)).rejects.toThrow(/remove all but/)
    expect(cloud.servers.size).toBe(2)
  })

  test('one whose labels were altered is neither used nor replaced', async () => {
    const { cloud } = await settled()
    const [one] = cloud.servers.values()
    const { 'host-key-2': _gone, ...labels } = one?.labels ?? {}
    cloud.change('1', { labels: { ...labels, state: 'odd' } })
    await expect(run(cloud)).rejects.toThrow(
      /carries this machine's label, and what Drover wrote beside it was altered/,
    )
    expect(cloud.servers.size).toBe(1)
  })
})

describe('what can’t be changed in a machine', () => {
  test('is refused, and says what to write', async () => {
    const { cloud } = await settled()
    const wish = { size: 'big', region: ['south', 'east'], image: 'debian-13', userData: '#!/bin/sh' }
    await expect(run(cloud, wish)).rejects.toThrow(/write `replace: true`/)
    expect(cloud.done).toEqual([])
    const context = contextOn(cloud)
    const config = cloud.config(wish)
    const found = await cloud.type.find?.(config, context)
    expect(found && (await cloud.type.plan?.(config, found, context))).toMatchObject({
      action: 'replace',
      price: { amount: '8.00' },
      before: { amount: '4.00' },
      changes: [
        'size: small → big',
        'region: north → south',
        'image: debian-12 → debian-13',
        expect.stringMatching(/^userData/),
      ],
      refused: expect.stringMatching(/replace: true/),
    })
  })

  test('is done with the new machine deployed before the old one goes', async () => {
    const { cloud, facts } = await settled()
    const second = await run(cloud, { size: 'big', replace: true })
    expect(second.plan.refused).toBeUndefined()
    expect(cloud.done).toEqual(['create big in north', 'mark 2 provisioning', 'mark 2 ready', 'remove 1'])
    expect(second.facts.id).not.toBe(facts.id)
    await expectOne(cloud, second.facts)
    const third = await run(cloud, { size: 'small', replace: true })
    expect(names(cloud)).toEqual([facts.name])
    await expectOne(cloud, third.facts)
  })

  describe('and is not deployed yet', () => {
    const wish = { size: 'big', replace: true }
    const halfWay = async () => {
      const { cloud, facts } = await settled()
      const made = await begun(cloud, wish)
      cloud.done.length = 0
      return { cloud, old: facts, made: made.facts }
    }

    test('stands beside the old one, which goes with a later deployment', async () => {
      const { cloud, old, made } = await halfWay()
      expect(made.beside).toEqual([
        { id: old.id, name: old.name, why: 'in whose place it was made', size: 'small', region: 'north' },
      ])
      expect(names(cloud)).toEqual([old.name, made.name])
      const again = await begun(cloud, wish)
      expect(again.facts).toMatchObject({ id: made.id, beside: made.beside })
      expect(again.plan).toMatchObject({
        action: 'nothing',
        changes: [`${old.name}, in whose place it was made, goes once it is deployed`],
        price: { amount: '8.00' },
        before: { amount: '12.00' },
      })
      expect(cloud.done).toEqual([])
      await run(cloud, wish)
      expect(cloud.done).toEqual([`remove ${old.id}`])
      expect((await begun(cloud, wish)).plan).toMatchObject({ changes: [], before: { amount: '8.00' } })
    })

    test('goes where the old one is what is declared again', async () => {
      const { cloud, old, made } = await halfWay()
      await expect(run(cloud, { size: 'small' })).rejects.toThrow(/write `replace: true`/)
      const back = await begun(cloud, { size: 'small', replace: true })
      expect(cloud.done).toEqual([`remove ${made.id}`])
      expect(back.facts).toEqual(old)
    })

    test('gives way to a third where something else is declared', async () => {
      const { cloud, old, made } = await halfWay()
      const third = await begun(cloud, { size: 'huge', replace: true })
      expect(cloud.done.at(0)).toBe(`remove ${made.id}`)
      expect(third.facts).toMatchObject({ size: 'huge', beside: [{ id: old.id }] })
      expect(names(cloud)).toEqual([old.name, made.name])
    })

    test('leaves the old one as it was where somebody removes it', async () => {
      const { cloud, old, made } = await halfWay()
      cloud.servers.delete(String(made.id))
      expect((await begun(cloud)).facts).toEqual(old)
    })

    test('goes with the old one where both are destroyed', async () => {
      const { cloud } = await halfWay()
      await cloud.type.destroy?.(cloud.config(wish), { state: 'absent' }, contextOn(cloud))
      expect(names(cloud)).toEqual([])
    })

    test('takes the place of nothing that is no longer the machine’s', async () => {
      const { cloud, old, made } = await halfWay()
      cloud.change(String(old.id), { labels: {} })
      await expect(cloud.type.retire?.(cloud.config(wish), made, contextOn(cloud))).rejects.toThrow(
        /no longer this machine's/,
      )
      cloud.servers.delete(String(old.id))
      await cloud.type.retire?.(cloud.config(wish), made, contextOn(cloud))
      expect(cloud.done).toEqual([])
    })
  })

  test('is done though lists lag for long', async () => {
    const { cloud } = await settled()
    cloud.lag = 5
    const { facts } = await run(cloud, { size: 'big', replace: true })
    expect(cloud.done.filter(what => what.startsWith('create'))).toHaveLength(1)
    await expectOne(cloud, facts)
  })

  test('is never done to what is protected, nor is that destroyed', async () => {
    const { cloud } = await settled({ protect: true })
    await expect(run(cloud, { size: 'big', replace: true, protect: true })).rejects.toThrow(/`protect: true` keeps it/)
    const config = cloud.config({ protect: true })
    await expect(cloud.type.destroy?.(config, { state: 'absent' }, contextOn(cloud))).rejects.toThrow(/protect: true/)
    expect(cloud.done).toEqual([])
  })

  test('is no change where the size is another of the declared ones', async () => {
    const { cloud } = await settled()
    expect((await run(cloud, { size: ['big', 'small'] })).plan.action).toBe('nothing')
  })
})

describe('no stock', () => {
  test('takes the next size, and then the next region', async () => {
    const cloud = new ToyCloud()
    cloud.creates.push('no-stock', 'no-stock-later', 'no-stock')
    const { facts } = await run(cloud, { size: ['small', 'big'], region: ['north', 'south'] })
    expect(facts).toMatchObject({ size: 'big', region: 'south' })
    await expectOne(cloud, facts)
    expect(cloud.done.slice(0, 5)).toEqual([
      'create small in north',
      'create big in north',
      'remove 1',
      'create small in south',
      'create big in south',
    ])
  })

  test('of anything is said with all that was tried', async () => {
    const cloud = new ToyCloud()
    cloud.creates.push('no-stock', 'no-stock')
    await expect(run(cloud, { size: ['small', 'big'] })).rejects.toThrow(
      /small in north: sold out; big in north: sold out/,
    )
    expect(names(cloud)).toEqual([])
  })
})

describe('a run that ends in the middle', () => {
  test('because it was told to leaves nothing', async () => {
    const cloud = new ToyCloud()
    const told = new AbortController()
    cloud.boots = false
    setTimeout(() => told.abort(), 30)
    await expect(run(cloud, {}, { signal: told.signal })).rejects.toMatchObject({ failure: { code: 'cancelled' } })
    expect(names(cloud)).toEqual([])
  })

  test('because the machine fails leaves nothing, nor does it touch the old one', async () => {
    const { cloud, facts } = await settled()
    cloud.before = what => {
      if (what === 'make a host key') throw new DroverError({ code: 'connection-lost', host: 'h', message: 'cut' })
    }
    await expect(run(cloud, { size: 'big', replace: true })).rejects.toThrow('cut')
    cloud.before = () => {}
    await expectOne(cloud, facts)
  })

  test('without any key that could let in later makes nothing', async () => {
    const cloud = new ToyCloud()
    await expect(run(cloud, { sshKeys: [] })).rejects.toThrow(/no key is known that could let in/)
    expect(cloud.done).toEqual([])
  })

  /** Runs once and dies at the nth thing that it does, without putting anything away; false where it came to its end. */
  async function dies(cloud: ToyCloud, wish: Wish, at: number): Promise<boolean> {
    let left = at
    cloud.before = () => {
      if (left-- <= 0) throw new Error('killed')
    }
    const died = await run(cloud, wish).then(
      () => false,
      () => true,
    )
    cloud.before = () => {}
    // Some time later.
    for (const { id } of cloud.servers.values()) cloud.change(id, { since: hourAgo() })
    return died
  }

  test.each([
    { name: 'making', first: undefined, wish: {} },
    { name: 'replacing', first: {}, wish: { size: 'big', replace: true } },
  ])('killed anywhere while $name: the next run ends with one machine', async ({ first, wish }) => {
    let deaths = 0
    for (let at = 0; ; at++) {
      const cloud = first ? (await settled(first)).cloud : new ToyCloud()
      const died = await dies(cloud, wish, at)
      const { facts } = await run(cloud, wish)
      await expectOne(cloud, facts)
      expect(facts.size).toBe(wish.size ?? 'small')
      if (!died) break
      deaths++
    }
    expect(deaths).toBeGreaterThan(8)
  })
})

describe('all that a deployment owns', () => {
  const owned = async (cloud: ToyCloud) => (await cloud.type.list?.(cloud.config(), contextOn(cloud))) ?? []

  test('is told of all stages, with what it costs', async () => {
    const { cloud } = await settled({ protect: true })
    await run(cloud, { size: 'big' }, { stage: 'pr-12' })
    await run(cloud, {}, { deployment: 'another' })
    cloud.add({ name: 'foreign' })
    expect(await owned(cloud)).toEqual([
      expect.objectContaining({
        id: '1',
        stage: 'test',
        machine: 'web',
        protected: true,
        price: { amount: '4.00', currency: 'EUR' },
      }),
      expect.objectContaining({
        id: '2',
        stage: 'pr-12',
        machine: 'web',
        protected: false,
        price: { amount: '8.00', currency: 'EUR' },
      }),
    ])
  })

  test('is discarded, unless it is protected, gone, or no longer its own', async () => {
    const { cloud } = await settled({ protect: true })
    await run(cloud, {}, { stage: 'pr-1' })
    await run(cloud, {}, { stage: 'pr-2' })
    const [kept, first, second] = await owned(cloud)
    if (!kept || !first || !second) throw new Error('not all are there')
    const discard = (what: typeof first) => cloud.type.discard?.(cloud.config(), what, contextOn(cloud))
    await expect(discard(kept)).rejects.toThrow(/is protected/)
    await discard(first)
    await discard(first)
    cloud.change(second.id, { labels: {} })
    await expect(discard(second)).rejects.toThrow(/no longer this deployment's/)
    expect([...cloud.servers.keys()]).toEqual([kept.id, second.id])
  })
})

test('a destroyed machine is gone, with what was left beside it', async () => {
  const { cloud } = await settled()
  await leftBy(cloud, hourAgo())
  await cloud.type.destroy?.(cloud.config(), { state: 'absent' }, contextOn(cloud))
  expect(names(cloud)).toEqual([])
})
