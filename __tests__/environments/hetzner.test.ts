import type { z } from 'zod'
import type { EnvironmentContext } from '../../src/environments/environment'
import { hetzner, hetznerAt } from '../../src/environments/hetzner'
import { environmentContext } from '../support/environment-context'
import { TinyHetzner } from '../support/tiny-hetzner'
import { ToyCloud } from '../support/toy-cloud'

const type = hetznerAt({ firstMs: 1, mostMs: 4 }).type
type Wish = Partial<z.input<typeof type.config>> & Record<string, unknown>

const tiny = new TinyHetzner()
let api = ''
beforeAll(async () => {
  api = await tiny.start()
})
afterAll(() => tiny.stop())
beforeEach(() => {
  tiny.servers.clear()
  tiny.requests.length = 0
  tiny.faults.clear()
})

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINCLDUfPSjz/mhHRHfGASReE4fHtHqFkT8kMpZ6fzfD'
const configOf = (wish: Wish = {}) =>
  type.config.parse({
    token: { $secret: 'HCLOUD_TOKEN' },
    api,
    size: 'cx22',
    region: 'fsn1',
    image: 'debian-12',
    sshKeys: [key],
    ...wish,
  })

/** What the machines themselves do is the toy's: their first key is that of the user data which was ordered here. */
function machines() {
  const toy = new ToyCloud()
  tiny.boot = async ({ user_data }, id) => {
    const [, hostKey = ''] = /ed25519_public: (\S+ \S+)/.exec(user_data) ?? []
    const address = `192.0.2.${id}`
    toy.add({ name: String(id), hostKey, addresses: { ipv4: address } })
    return address
  }
  return toy
}

async function run(wish: Wish = {}, other: Partial<EnvironmentContext> = {}) {
  const config = configOf(wish)
  const context = environmentContext({ connect: machines().connect, secret: () => 'the-token-of-a-test\n', ...other })
  const found = await type.find?.(config, context)
  const plan = found && (await type.plan?.(config, found, context))
  if (!found || !plan) throw new Error('no plan')
  const facts = plan.action === 'nothing' ? undefined : await type.realise?.(config, plan, context)
  return { found, plan, facts, config, context }
}

const first = () => [...tiny.servers.values()][0]

test('a server is ordered as it is declared, and found again by its labels', async () => {
  const masked: string[] = []
  const wish = {
    labels: { team: 'web' },
    networks: ['inner', 5],
    firewalls: ['inner'],
    backups: true,
    address: 'private' as const,
  }
  const { plan, facts } = await run(wish, { mask: value => void masked.push(value) })
  expect(plan).toEqual({
    action: 'create',
    summary: 'cx22 in fsn1 at Hetzner, debian-12',
    price: { amount: (3.59 + 0.6 + 3.59 / 5).toFixed(2), currency: 'EUR' },
  })
  expect(first()?.order).toMatchObject({
    name: expect.stringMatching(/^web-[0-9a-f]{8}$/),
    server_type: 'cx22',
    location: 'fsn1',
    image: 'debian-12',
    networks: [77, 5],
    firewalls: [{ firewall: 77 }],
    public_net: { enable_ipv4: true, enable_ipv6: true },
  })
  const id = first()?.id
  expect(facts).toMatchObject({
    address: `10.0.0.${id}`,
    host: `192.0.2.${id}`,
    ipv6: `2001:db8:${id}::1`,
    size: 'cx22',
    region: 'fsn1',
  })
  expect(first()?.labels).toMatchObject({
    team: 'web',
    'drover/state': 'ready',
    'drover/stage': 'test',
    'drover/machine': 'web',
  })
  expect(masked).toEqual([`root-of-${id}`])
  expect(tiny.requests).toContain(`POST /servers/${id}/actions/enable_backup`)
  const again = await run(wish)
  expect(again.found).toMatchObject({ state: 'present', facts })
  expect(again.plan).toMatchObject({ action: 'nothing', price: { amount: '4.91' }, before: { amount: '4.91' } })
})

test('labels that others have written meanwhile stay', async () => {
  await run({}, { mask: () => Object.assign(first()?.labels ?? {}, { mine: 'x' }) })
  expect(first()?.labels).toMatchObject({ mine: 'x', 'drover/state': 'ready' })
})

test.each([
  { name: 'the answer to the order is lost', fault: { at: 'POST /servers', what: 'lost' } },
  { name: 'the limit is reached', fault: { at: 'POST /servers', what: { status: 429, code: 'rate_limit_exceeded' } } },
  { name: 'the list is away for a moment', fault: { at: 'GET /servers', what: { status: 503, code: 'unavailable' } } },
] as const)('one server though $name', async ({ fault }) => {
  tiny.faults.set(fault.at, [fault.what])
  const { facts } = await run()
  expect([...tiny.servers.keys()].map(String)).toEqual([facts?.id])
})

test('where there is no stock the next size is taken, also where that shows late', async () => {
  tiny.faults.set('POST /servers', [{ status: 412, code: 'resource_unavailable' }])
  tiny.failing.push({ code: 'resource_unavailable', message: 'error during placement' })
  const { facts } = await run({ size: ['cx22', 'cx32', 'cx42'] })
  expect(facts).toMatchObject({ size: 'cx42' })
  expect(tiny.servers.size).toBe(1)
})

test('what an action fails with is said, and nothing is left', async () => {
  tiny.failing.push({ code: 'image_broken', message: 'the image can not be read' })
  await expect(run()).rejects.toThrow(/action create_server: .*image_broken: the image can not be read/)
  expect(tiny.servers.size).toBe(0)
})

test.each([
  { name: 'a token that may only read', fault: { status: 403, code: 'token_readonly' } },
  { name: 'a limit of the account', fault: { status: 403, code: 'resource_limit_exceeded' } },
  { name: 'what it does not know', fault: { status: 422, code: 'invalid_input' } },
])('says in Hetzner’s words: $name', async ({ fault }) => {
  tiny.faults.set('POST /servers', [fault])
  await expect(run()).rejects.toThrow(`POST /servers: ${fault.status} ${fault.code}: ${fault.code}!`)
  expect(tiny.requests.filter(what => what === 'POST /servers')).toHaveLength(1)
})

test('a network that is not there is named', async () => {
  await expect(run({ networks: ['outer'] })).rejects.toThrow(/there is no network named outer/)
})

test('all servers of a deployment are seen, from all pages', async () => {
  for (const stage of ['a', 'b', 'c']) await run({}, { stage })
  const { config, context } = await run({}, { stage: 'c' })
  const owned = (await type.list?.(config, context)) ?? []
  expect(owned.map(({ stage, machine }) => `${stage} ${machine}`)).toEqual(['a web', 'b web', 'c web'])
  for (const one of owned) await type.discard?.(config, one, context)
  expect(tiny.servers.size).toBe(0)
})

test('destroys what it made, once and again', async () => {
  const { config, context } = await run()
  const found = { state: 'absent' } as const
  await type.destroy?.(config, found, context)
  await type.destroy?.(config, found, context)
  expect(tiny.servers.size).toBe(0)
})

test('a delete is waited for while the server is locked', async () => {
  const { config, context } = await run()
  tiny.faults.set(`DELETE /servers/${first()?.id}`, [
    { status: 423, code: 'locked', headers: { 'retry-after': '0.001' } },
  ])
  await type.destroy?.(config, { state: 'absent' }, context)
  expect(tiny.servers.size).toBe(0)
})

describe('the configuration', () => {
  const mistakes = (wish: Wish) => {
    const base = { token: { $secret: 'T' }, size: 'cx22', region: 'fsn1', image: 'debian-12' }
    return (
      hetzner.type.config
        .safeParse({ ...base, ...wish })
        .error?.issues.map(({ path, message }) => `${path}: ${message}`) ?? []
    )
  }

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
      wish: { address: 'private' as const },
      wrong: /no private address without a network/,
    },
    { name: 'what it does not know', wish: { sizes: 'cx22' }, wrong: /Unrecognized key/ },
  ])('refuses $name', ({ wish, wrong }) => {
    expect(mistakes(wish)).toEqual([expect.stringMatching(wrong)])
  })
})
