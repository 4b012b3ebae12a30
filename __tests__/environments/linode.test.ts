import { linodeAt } from '../../src/environments/linode'
import { answered, broken, doneThoughTimeout, type Fault, lostAnswer, timeout } from '../support/emulator/faults'
import { cloudBench } from '../support/providers/cloud-bench'
import { linodeFault, unauthorized } from '../support/providers/linode/answer'
import { Linode } from '../support/providers/linode/linode'
import { hurry } from '../support/providers/toy-machines'

const type = linodeAt({ firstMs: 1, mostMs: 4 }).type
const create = 'POST /linode/instances'
let linode: Linode
const all = () => [...linode.world.instances.values()]

const { run, orders, mistakes } = cloudBench({
  type,
  begin: () => {
    linode = new Linode()
    return linode
  },
  declared: { size: 'g6-nanode-1', region: 'us-ord', image: 'linode/debian13' },
  bigger: 'g6-standard-1',
  there: () => all().map(({ id }) => String(id)),
  create,
  mark: 'PUT /linode/instances/{linodeId}',
  remove: 'DELETE /linode/instances/{linodeId}',
})

test('an instance is ordered as it is declared, and found again by its tags', async () => {
  const masked: string[] = []
  const wish = { tags: ['team:web'], privateIp: true, firewall: 17, backups: true, address: 'private' }
  const { plan, facts } = await run(wish, { mask: value => void masked.push(value) })
  expect(plan).toEqual({
    action: 'create',
    summary: 'g6-nanode-1 in us-ord at Linode, linode/debian13',
    price: { amount: '7.00', currency: 'USD' },
  })
  const [made] = all()
  expect(made?.order).toMatchObject({ private_ip: true, firewall_id: 17, backups_enabled: true, booted: true })
  expect(made?.label).toMatch(/^web-[0-9a-f]{8}$/)
  expect(made?.tags).toEqual(expect.arrayContaining(['team:web', 'drover:state:ready', 'drover:machine:web']))
  expect(facts).toMatchObject({ address: expect.stringMatching(/^192\.168\./), host: made?.ipv4, region: 'us-ord' })
  expect(masked).toEqual([expect.stringMatching(/^.{40}$/)])
  const again = await run(wish)
  expect(again.found).toMatchObject({ state: 'present', facts })
  expect(again.plan).toMatchObject({ action: 'nothing', before: { amount: '7.00' } })
})

test('an instance in a VLAN has that beside the public interface', async () => {
  await run({ vlan: { label: 'inner', address: '10.0.0.7/24' } })
  expect(all()[0]?.order.interfaces).toEqual([
    { purpose: 'public' },
    { purpose: 'vlan', label: 'inner', ipam_address: '10.0.0.7/24' },
  ])
})

test('tags that others have written meanwhile stay', async () => {
  const write = () => {
    for (const one of all()) one.tags = [...one.tags, 'mine']
  }
  await run({}, { mask: write })
  expect(all()[0]?.tags).toEqual(expect.arrayContaining(['mine', 'drover:state:ready']))
})

test('a price is that of the region', async () => {
  expect((await run({ region: 'br-gru', backups: true })).plan.price).toEqual({ amount: '9.80', currency: 'USD' })
})

test.each<{ name: string; fault: Fault }>([
  { name: 'the answer to the order is lost', fault: lostAnswer },
  { name: 'the order is done and answered by a time-out', fault: doneThoughTimeout },
  { name: 'the order is answered by a time-out and not done', fault: timeout },
  { name: 'the line breaks before the order is there', fault: broken },
  { name: 'Linode fails', fault: linodeFault.serverError },
  { name: 'the limit is reached, and the time to wait is a negative one', fault: linodeFault.limited },
])('one instance though $name', async ({ fault }) => {
  linode.faults.add(create, fault)
  const { facts } = await run()
  expect(all().map(({ id }) => String(id))).toEqual([facts?.id])
})

test('where there is no stock the next size is taken', async () => {
  linode.world.soldOut.add('g6-nanode-1 us-ord')
  const { facts } = await run({ size: ['g6-nanode-1', 'g6-standard-1'] })
  expect(facts).toMatchObject({ size: 'g6-standard-1' })
  expect(all()).toHaveLength(1)
})

test('where nothing is in stock that is said, in Linode’s words', async () => {
  linode.world.soldOut.add('g6-nanode-1 us-ord')
  await expect(run()).rejects.toThrow(
    /nothing that is declared is in stock.*This plan is not available in the selected/,
  )
})

test('an instance that never boots is removed, and that is said', async () => {
  linode.world.boots = false
  const made = run()
  hurry(linode)
  await expect(made).rejects.toThrow(/Linode to start the machine took longer than \d+ s; at last it was: booting/)
  expect(all()).toEqual([])
})

test.each([
  {
    name: 'a token that may only read',
    rights: 'read' as const,
    says: /POST .*401: Your OAuth token is not authorized/,
  },
  {
    name: 'a token that may nothing',
    rights: 'nothing' as const,
    says: /GET .*401: Your OAuth token is not authorized/,
  },
])('says in Linode’s words: $name', async ({ rights, says }) => {
  linode.rights = rights
  await expect(run()).rejects.toThrow(says)
  expect(all()).toEqual([])
})

test('a user that may set no tags is told of it', async () => {
  linode.world.restricted = true
  await expect(run()).rejects.toThrow(/cannot set tags \(tags\)\. Drover finds its machines by their tags/)
  expect(orders()).toBe(1)
})

test.each([
  { name: 'a type that it does not know', wish: { size: 'g6-none' }, says: /400: A valid plan type .* \(type\)/ },
  { name: 'an image without cloud-init', wish: { image: 'private/7' }, says: /private\/7 has no cloud-init/ },
  { name: 'a region without metadata', wish: { region: 'xx-old' }, says: /xx-old has no metadata service/ },
  { name: 'a firewall that is not there', wish: { firewall: 18 }, says: /404: Not found \(firewall_id\)/ },
])('names $name', async ({ wish, says }) => {
  await expect(run(wish)).rejects.toThrow(says)
  expect(all()).toEqual([])
})

test('a run that is told to end while the instance is made leaves nothing', async () => {
  const cancelling = new AbortController()
  linode.world.slowness = 20
  const { onCreate } = linode
  linode.onCreate = async (machine, userData) => {
    setTimeout(() => cancelling.abort(), 20)
    return (await onCreate?.(machine, userData)) ?? ''
  }
  await expect(run({}, { signal: cancelling.signal })).rejects.toMatchObject({ failure: { code: 'cancelled' } })
  expect(all()).toEqual([])
  expect(linode.asked.filter(what => what.startsWith('DELETE')).length).toBeGreaterThan(1)
})

test('a token that shows no image makes the instance all the same', async () => {
  linode.faults.add('GET /images/{imageId}', answered(unauthorized))
  await run()
  expect(all()).toHaveLength(1)
})

test('a name that begins with a digit is found again', async () => {
  const { facts } = await run({ name: '1st' })
  expect([facts?.name, all()[0]?.label]).toEqual(['1st', 'n.1st'])
  expect((await run({ name: '1st' })).plan.action).toBe('nothing')
})

test('all of a deployment is seen, from all pages, and removed', async () => {
  const { config, context } = await run()
  const [first] = all()
  if (!first) throw new Error('nothing was made')
  for (let id = 1; id <= 101; id++) linode.world.instances.set(id, { ...first, id, label: `copy-${id}` })
  const owned = (await type.list?.(config, context)) ?? []
  expect(owned).toHaveLength(102)
  expect(owned[0]).toMatchObject({
    stage: 'test',
    machine: 'web',
    price: { amount: '5.00' },
    since: `${first.created}Z`,
  })
  linode.world.instances.clear()
  linode.world.instances.set(first.id, first)
  for (const one of owned) await type.discard?.(config, one, context)
  expect(all()).toEqual([])
  await type.destroy?.(config, { state: 'absent' }, context)
})

describe('the configuration', () => {
  test('is short', () => {
    expect(mistakes({})).toEqual([])
  })

  test.each([
    {
      name: 'Debian 12',
      wish: { image: 'linode/debian12' },
      wrong: /^image: .*take linode\/debian13 or linode\/ubuntu/,
    },
    { name: 'a tag of Drover’s own', wish: { tags: ['drover:id:x'] }, wrong: /^tags,0: .*Drover’s own/ },
    { name: 'a tag of two letters', wish: { tags: ['ab'] }, wrong: /^tags,0: a tag has 3 to 50 letters/ },
    {
      name: 'a VLAN’s address alone',
      wish: { vlan: { label: 'inner', address: '10.0.0.7' } },
      wrong: /^vlan,address: expected an address with/,
    },
    { name: 'a firewall’s name', wish: { firewall: 'web' }, wrong: /^firewall: expected the number/ },
    { name: 'a private address of none', wish: { address: 'private' }, wrong: /no private address without/ },
  ])('refuses $name', ({ wish, wrong }) => {
    expect(mistakes(wish)).toEqual([expect.stringMatching(wrong)])
  })
})
