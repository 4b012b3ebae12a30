import { digitalOceanAt } from '../../src/environments/digitalocean'
import { answered, broken, doneThoughTimeout, type Fault, lostAnswer, timeout } from '../support/emulator/faults'
import { cloudBench } from '../support/providers/cloud-bench'
import { digitalOceanFault, failure } from '../support/providers/digitalocean/answer'
import { DigitalOcean } from '../support/providers/digitalocean/digitalocean'
import { hurry } from '../support/providers/toy-machines'

const type = digitalOceanAt({ firstMs: 1, mostMs: 4 }).type
const create = 'POST /v2/droplets'
let ocean: DigitalOcean
const all = () => [...ocean.world.droplets.values()]

const { run, configOf, contextOf, orders, mistakes } = cloudBench({
  type,
  begin: () => {
    ocean = new DigitalOcean()
    return ocean
  },
  path: '/v2',
  declared: { size: 's-1vcpu-1gb', region: 'fra1', image: 'debian-13-x64' },
  bigger: 's-1vcpu-2gb',
  there: () => all().map(({ id }) => String(id)),
  create,
  mark: 'POST /v2/tags/{tag_id}/resources',
  remove: 'DELETE /v2/droplets/{droplet_id}',
})

const vpc = '0d3db13e-a604-4944-9827-7ec2642d32ac'

test('a droplet is ordered as it is declared, and found again by its tags', async () => {
  const wish = { tags: ['web'], vpc, monitoring: true, backups: true, address: 'private' }
  const { plan, facts } = await run(wish)
  expect(plan).toEqual({
    action: 'create',
    summary: 's-1vcpu-1gb in fra1 at DigitalOcean, debian-13-x64',
    price: { amount: '7.20', currency: 'USD' },
  })
  const [made] = all()
  expect(made?.order).toMatchObject({ vpc_uuid: vpc, monitoring: true, backups: true, ipv6: true })
  expect(made?.order.name).toMatch(/^web-[0-9a-f]{8}$/)
  const tags = [...(made?.tags ?? [])]
  expect(tags).toEqual(expect.arrayContaining(['web', 'drover:state:ready', 'drover:machine:web']))
  expect(tags).not.toContain('drover:state:provisioning')
  expect(facts).toMatchObject({
    address: expect.stringMatching(/^10\.114\./),
    host: made?.ipv4,
    ipv6: expect.stringMatching(/^2001:db8::/),
    region: 'fra1',
  })
  const again = await run(wish)
  expect(again.found).toMatchObject({ state: 'present', facts })
  expect(again.plan).toMatchObject({ action: 'nothing', before: { amount: '7.20' } })
})

test('an image of one’s own is named by its number', async () => {
  await run({ image: '63663980' })
  expect(all()[0]?.order.image).toBe(63_663_980)
  expect((await run({ image: '63663980' })).plan.action).toBe('nothing')
})

test.each<{ name: string; fault: Fault }>([
  { name: 'the answer to the order is lost', fault: lostAnswer },
  { name: 'the order is done and answered by a time-out', fault: doneThoughTimeout },
  { name: 'the order is answered by a time-out and not done', fault: timeout },
  { name: 'the line breaks before the order is there', fault: broken },
  { name: 'DigitalOcean fails', fault: digitalOceanFault.serverError },
  { name: 'the limit is reached', fault: digitalOceanFault.limited },
])('one droplet though $name', async ({ fault }) => {
  ocean.faults.add(create, fault)
  const { facts } = await run()
  expect(all().map(({ id }) => String(id))).toEqual([facts?.id])
})

test.each([
  { name: 'a tag’s answer is lost', at: 'POST /v2/tags/{tag_id}/resources', fault: lostAnswer },
  { name: 'an answer of an old tag that goes is lost', at: 'DELETE /v2/tags/{tag_id}/resources', fault: lostAnswer },
])('it is ready though $name', async ({ at, fault }) => {
  ocean.faults.add(at, fault)
  await run()
  expect((await run()).plan.action).toBe('nothing')
})

test('a droplet on which old tags stayed is not ready', async () => {
  const mayNot = answered(failure(403, 'Forbidden', 'You are not authorized to perform this operation'))
  ocean.faults.add('DELETE /v2/tags/{tag_id}/resources', mayNot, 9)
  ocean.faults.add('DELETE /v2/droplets/{droplet_id}', mayNot, 9)
  await expect(run()).rejects.toThrow(/DELETE \/tags\/.*403 Forbidden.*what was begun could not be removed/)
  expect([...(all()[0]?.tags ?? [])]).toEqual(
    expect.arrayContaining(['drover:state:provisioning', 'drover:state:ready']),
  )
  expect(await type.find?.(configOf(), contextOf())).toMatchObject({ state: 'unfinished' })
})

test('where there is no stock the next region is taken', async () => {
  ocean.world.soldOut.add('s-1vcpu-1gb fra1')
  const { facts } = await run({ region: ['fra1', 'nyc3'] })
  expect(facts).toMatchObject({ region: 'nyc3' })
  expect(all()).toHaveLength(1)
})

test('where nothing is in stock that is said, in DigitalOcean’s words', async () => {
  ocean.world.soldOut.add('s-1vcpu-1gb fra1')
  await expect(run()).rejects.toThrow(/nothing that is declared is in stock.*Size is not available in this region/)
})

test('an order that DigitalOcean begins and does not end well leaves nothing', async () => {
  ocean.world.failing = 1
  await expect(run()).rejects.toThrow(/DigitalOcean could not create it: action \d+ ended with an error/)
  expect(all()).toEqual([])
})

test('a droplet that is never active is removed, and that is said', async () => {
  ocean.world.boots = false
  const made = run()
  hurry(ocean)
  await expect(made).rejects.toThrow(
    /DigitalOcean to make the droplet took longer than \d+ s; at last it was: in-progress/,
  )
  expect(all()).toEqual([])
})

test.each([
  { name: 'a token that may only read', rights: 'read' as const, says: /POST \/droplets: 403 Forbidden: You are not/ },
  { name: 'a token that may nothing', rights: 'nothing' as const, says: /GET \/droplets: 403 Forbidden: You are not/ },
])('says in DigitalOcean’s words: $name', async ({ rights, says }) => {
  ocean.rights = rights
  await expect(run()).rejects.toThrow(says)
  expect(all()).toEqual([])
})

test.each([
  {
    name: 'a size that it does not know',
    wish: { size: 's-none' },
    says: /422 unprocessable_entity: You specified an invalid size/,
  },
  {
    name: 'an image that it does not know',
    wish: { image: 'debian-1' },
    says: /422 unprocessable_entity: .* invalid image/,
  },
])('names $name', async ({ wish, says }) => {
  await expect(run(wish)).rejects.toThrow(says)
  expect(orders()).toBe(1)
})

test('a run that is told to end while the droplet is made leaves nothing', async () => {
  const cancelling = new AbortController()
  ocean.world.slowness = 20
  const { onCreate } = ocean
  ocean.onCreate = async (machine, userData) => {
    setTimeout(() => cancelling.abort(), 20)
    return (await onCreate?.(machine, userData)) ?? ''
  }
  await expect(run({}, { signal: cancelling.signal })).rejects.toMatchObject({ failure: { code: 'cancelled' } })
  expect(all()).toEqual([])
})

test('all of a deployment is seen, from all pages, and removed', async () => {
  const { config, context } = await run()
  const [first] = all()
  if (!first) throw new Error('nothing was made')
  for (let id = 1; id <= 100; id++) ocean.world.droplets.set(id, { ...first, id })
  const owned = (await type.list?.(config, context)) ?? []
  expect(owned).toHaveLength(101)
  expect(owned[0]).toMatchObject({ stage: 'test', machine: 'web', price: { amount: '6.00' }, since: first.created })
  ocean.world.droplets.clear()
  ocean.world.droplets.set(first.id, first)
  for (const one of owned) await type.discard?.(config, one, context)
  expect(all()).toEqual([])
  await type.destroy?.(config, { state: 'absent' }, context)
})

describe('the configuration', () => {
  test('is short', () => {
    expect(mistakes({})).toEqual([])
  })

  test.each([
    { name: 'a tag of Drover’s own', wish: { tags: ['drover:id:x'] }, wrong: /^tags,0: .*Drover’s own/ },
    { name: 'a tag with a dot', wish: { tags: ['a.b'] }, wrong: /^tags,0: a tag has letters/ },
    { name: 'a size with a GPU', wish: { size: ['s-1vcpu-1gb', 'gpu-h100x1-80gb'] }, wrong: /^size: .*not list/ },
    { name: 'a VPC’s name', wish: { vpc: 'inner' }, wrong: /^vpc: expected the UUID/ },
  ])('refuses $name', ({ wish, wrong }) => {
    expect(mistakes(wish)).toEqual([expect.stringMatching(wrong)])
  })
})
