import { hetznerAt } from '../../src/environments/hetzner'
import { answered, broken, doneThoughTimeout, type Fault, lostAnswer } from '../support/emulator/faults'
import { cloudBench } from '../support/providers/cloud-bench'
import { failure, hetznerFault } from '../support/providers/hetzner/answer'
import { Hetzner } from '../support/providers/hetzner/hetzner'

const type = hetznerAt({ firstMs: 1, mostMs: 4 }).type
let emulator: Hetzner
const first = () => [...emulator.world.servers.values()][0]
/** What is there for all who ask: a server that is being deleted is not. */
const there = () =>
  [...emulator.world.servers.values()]
    .filter(server => emulator.world.statusOf(server) !== 'deleting')
    .map(({ id }) => String(id))

const { run, orders, mistakes } = cloudBench({
  type,
  begin: () => {
    emulator = new Hetzner()
    return emulator
  },
  declared: { size: 'cx22', region: 'fsn1', image: 'debian-12' },
  bigger: 'cx32',
  there,
  create: 'POST /servers',
  mark: 'PUT /servers/{id}',
  remove: 'DELETE /servers/{id}',
})

test('a server is ordered as it is declared, and found again by its labels', async () => {
  const masked: string[] = []
  const beside = { networks: ['inner', 72], firewalls: ['web'], backups: true, address: 'private' }
  const wish = { labels: { team: 'web' }, ...beside }
  const { plan, facts } = await run(wish, { mask: value => void masked.push(value) })
  const month = (3.29 * 1.19 * 1.2 + 0.5 * 1.19).toFixed(2)
  expect(plan).toEqual({
    action: 'create',
    summary: 'cx22 in fsn1 at Hetzner, debian-12',
    price: { amount: month, currency: 'EUR' },
  })
  const server = first()
  expect(server?.order).toMatchObject({
    name: expect.stringMatching(/^web-[0-9a-f]{8}$/),
    networks: [71, 72],
    firewalls: [{ firewall: 81 }],
    public_net: { enable_ipv4: true, enable_ipv6: true },
  })
  const id = server?.id ?? 0
  expect(facts).toMatchObject({
    address: `10.0.0.${id % 250}`,
    host: `192.0.2.${id % 250}`,
    ipv6: `2001:db8:${id.toString(16)}::1`,
    size: 'cx22',
    region: 'fsn1',
    image: 'debian-12',
  })
  expect(server?.labels).toMatchObject({
    team: 'web',
    'drover/state': 'ready',
    'drover/stage': 'test',
    'drover/machine': 'web',
  })
  expect(server?.backups).toBe(true)
  expect(masked).toEqual([`root-of-${id}`])
  const again = await run(wish)
  expect(again.found).toMatchObject({ state: 'present', facts })
  expect(again.plan).toMatchObject({ action: 'nothing', price: { amount: month }, before: { amount: month } })
})

test('labels that others have written meanwhile stay', async () => {
  const mask = () => {
    const server = first()
    if (server) server.labels = { ...server.labels, mine: 'x' }
  }
  await run({}, { mask })
  expect(first()?.labels).toMatchObject({ mine: 'x', 'drover/state': 'ready' })
})

// Where it says nothing of when to come again, that is when all requests are there again: some time.
const limited = answered({ ...failure(429, 'rate_limit_exceeded', 'limit reached'), headers: { 'retry-after': '1' } })

test.each<{ readonly name: string; readonly at: string; readonly fault: Fault; readonly ordered: number }>([
  { name: 'the answer to the order is lost', at: 'POST /servers', fault: lostAnswer, ordered: 1 },
  { name: 'a proxy gives up on the order', at: 'POST /servers', fault: doneThoughTimeout, ordered: 1 },
  { name: 'the order never arrives', at: 'POST /servers', fault: broken, ordered: 2 },
  { name: 'Hetzner fails', at: 'POST /servers', fault: hetznerFault.serverError, ordered: 2 },
  { name: 'the limit is reached', at: 'POST /servers', fault: limited, ordered: 2 },
  { name: 'the order meets another', at: 'POST /servers', fault: hetznerFault.conflict, ordered: 2 },
  { name: 'the list is away for a moment', at: 'GET /servers', fault: hetznerFault.unavailable, ordered: 1 },
  { name: 'a label’s answer is lost', at: 'PUT /servers/{id}', fault: lostAnswer, ordered: 1 },
])('one server though $name', async ({ at, fault, ordered }) => {
  emulator.faults.add(at, fault)
  const { facts } = await run()
  expect(there()).toEqual([facts?.id])
  expect(orders()).toBe(ordered)
})

test('where there is no stock the next size is taken, also where that shows late', async () => {
  emulator.world.soldOut.add('cx22 *')
  emulator.world.failing.push({ code: 'resource_unavailable', message: 'error during placement' })
  const { facts } = await run({ size: ['cx22', 'cx32', 'cx42'] })
  expect(facts).toMatchObject({ size: 'cx42' })
  expect(there()).toEqual([facts?.id])
})

test('what an action fails with is said, and nothing is left', async () => {
  emulator.world.failing.push({ code: 'image_broken', message: 'the image can not be read' })
  await expect(run()).rejects.toThrow(/action create_server: .*image_broken: the image can not be read/)
  expect(there()).toEqual([])
})

test('a machine that never boots is given up, and nothing is left', async () => {
  emulator.world.boots = false
  const told = new AbortController()
  setTimeout(() => told.abort(), 100)
  await expect(run({}, { signal: told.signal })).rejects.toMatchObject({ failure: { code: 'cancelled' } })
  expect(there()).toEqual([])
})

test.each([
  {
    name: 'a limit of the account',
    fault: hetznerFault.overQuota,
    says: '403 resource_limit_exceeded: server limit exceeded',
  },
  {
    name: 'a size that is not there',
    wish: { size: 'cx99' },
    says: "422 invalid_input: invalid input in field 'server_type' (server_type)",
  },
])('says in Hetzner’s words: $name', async ({ fault, wish, says }) => {
  if (fault) emulator.faults.add('POST /servers', fault)
  await expect(run(wish)).rejects.toThrow(`POST /servers: ${says}`)
  expect(orders()).toBe(1)
})

test('a token that may only read is told from one that may nothing', async () => {
  emulator.rights = 'read'
  await expect(run()).rejects.toThrow(/POST \/servers: 403 token_readonly: the token is only allowed/)
  emulator.rights = 'nothing'
  await expect(run()).rejects.toThrow(/GET \/servers: 403 forbidden/)
})

test('a network that is not there is named', async () => {
  await expect(run({ networks: ['lost'] })).rejects.toThrow(/there is no network named lost/)
})

test('all servers of a deployment are seen, from all pages', async () => {
  const { config, context } = await run({}, { stage: 'b' })
  const model = first()
  if (!model) throw new Error('nothing was made')
  const others = Array.from({ length: 60 }, (_, n) => 1000 + n)
  for (const id of others) emulator.world.servers.set(id, { ...model, id, name: `copy-${id}`, begun: 0 })
  const owned = (await type.list?.(config, context)) ?? []
  expect(owned).toHaveLength(61)
  expect(owned[0]).toMatchObject({ stage: 'b', machine: 'web', protected: false, price: { currency: 'EUR' } })
  expect(emulator.asked.filter(what => what === 'GET /pricing')).toHaveLength(1)
  for (const one of owned.slice(0, 3)) await type.discard?.(config, one, context)
  expect(there()).toHaveLength(58)
})

test('destroys what it made, once and again, though it is locked for a moment', async () => {
  const { config, context } = await run()
  emulator.faults.add('DELETE /servers/{id}', hetznerFault.locked)
  await type.destroy?.(config, { state: 'absent' }, context)
  await type.destroy?.(config, { state: 'absent' }, context)
  expect(there()).toEqual([])
})

describe('the configuration', () => {
  test('is short', () => {
    expect(mistakes({})).toEqual([])
  })

  test.each([
    { name: 'a token in the open', wish: { token: 'abc' }, wrong: /^token: a token is a secret: write secret/ },
    { name: 'an API that is not encrypted', wish: { api: 'http://api.example' }, wrong: /^api: expected https/ },
    { name: 'no size', wish: { size: [] }, wrong: /^size: / },
    { name: 'a private key', wish: { sshKeys: ['-----BEGIN'] }, wrong: /^sshKeys,0: expected a public key/ },
    { name: 'a name that is no host’s', wish: { name: 'Web_1' }, wrong: /^name: / },
    {
      name: 'a label of Drover’s own',
      wish: { labels: { 'drover/id': 'x' } },
      wrong: /^labels.*Drover’s and Hetzner’s own/,
    },
    { name: 'a label with a slash', wish: { labels: { a: 'b/c' } }, wrong: /^labels,a: expected up to 63 letters/ },
    { name: 'no address at all', wish: { ipv4: false, ipv6: false }, wrong: /nothing reaches the machine/ },
    {
      name: 'a private address without a network',
      wish: { address: 'private' },
      wrong: /no private address without a network/,
    },
    { name: 'what it does not know', wish: { sizes: 'cx22' }, wrong: /Unrecognized key/ },
  ])('refuses $name', ({ wish, wrong }) => {
    expect(mistakes(wish)).toEqual([expect.stringMatching(wrong)])
  })
})
