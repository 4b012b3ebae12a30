import { ActionsService, ApiError, OpenAPI, ServersService, ServerTypesService } from 'hetzner-sdk-ts'
import { doneThoughTimeout, lostAnswer } from '../../emulator/faults'
import { hetznerFault } from './answer'
import { Hetzner } from './hetzner'

let hetzner: Hetzner
beforeEach(async () => {
  hetzner = new Hetzner()
  OpenAPI.BASE = await hetzner.start()
  OpenAPI.TOKEN = hetzner.token
})
afterEach(() => hetzner.stop())

const wish = { name: 'web', server_type: 'cx22', image: 'debian-12', location: 'fsn1' }
const make = (other: Record<string, unknown> = {}) => ServersService.postServers({ requestBody: { ...wish, ...other } })
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiError ? `${error.status} ${error.body.error.code}` : String(error)),
  )

/** Asks what does nothing until it is done, as clients do. */
async function wait(ids: readonly number[]): Promise<string> {
  for (;;) {
    const { action } = await ActionsService.getActions1({ id: ids.at(-1) ?? 0 })
    if (action.status !== 'running') return action.status
  }
}

describe('driven by hetzner-sdk-ts, which others made', () => {
  test('does every operation of the slice, and no other', () => {
    expect(hetzner.known.done).toEqual(hetzner.known.described)
  })

  test('a server is made, runs after its actions, is changed and goes', async () => {
    const made = await make({ labels: { team: 'web' }, user_data: '#cloud-config\n' })
    expect(made).toMatchObject({
      server: { name: 'web', status: 'initializing', locked: true, image: { name: 'debian-12' } },
      action: { command: 'create_server', status: 'running' },
      next_actions: [{ command: 'start_server', status: 'running' }],
      root_password: expect.stringMatching(/.+/),
    })
    const { id } = made.server
    expect(await codeOf(ServersService.deleteServers({ id }))).toBe('423 locked')
    expect(await wait(made.next_actions.map(({ id }) => id))).toBe('success')
    expect((await ServersService.getServers1({ id })).server?.status).toBe('running')
    await ServersService.putServers({ id, requestBody: { labels: { team: 'db' } } })
    const found = await ServersService.getServers({ labelSelector: 'team==db,!other' })
    expect(found.servers.map(({ name }) => name)).toEqual(['web'])
    const { action } = await ServersService.deleteServers({ id })
    expect((await ServersService.getServers1({ id })).server?.status).toBe('deleting')
    await wait([action?.id ?? 0])
    expect(await codeOf(ServersService.getServers1({ id }))).toBe('404 not_found')
  })

  test('lists come in pages', async () => {
    for (const n of [1, 2, 3]) await make({ name: `web-${n}` })
    const last = await ServersService.getServers({ page: 2, perPage: 2 })
    expect(last.servers.map(({ name }) => name)).toEqual(['web-3'])
    expect(last.meta?.pagination).toMatchObject({ previous_page: 1, next_page: null, last_page: 2, total_entries: 3 })
  })

  test('prices are those of the location', async () => {
    const { server_types } = await ServerTypesService.getServerTypes({ name: 'cx22' })
    const prices = server_types?.[0]?.prices.map(({ location, price_monthly }) => `${location} ${price_monthly.net}`)
    expect(prices).toEqual(expect.arrayContaining(['fsn1 3.2900000000', 'ash 4.9350000000']))
  })

  test.each([
    { name: 'a name that another has', other: {}, code: '409 uniqueness_error' },
    { name: 'a name that is no host’s', other: { name: 'a_b' }, code: '422 invalid_input' },
    { name: 'too long user data', other: { name: 'b', user_data: 'x'.repeat(32_769) }, code: '422 invalid_input' },
    { name: 'a label with a slash', other: { name: 'b', labels: { a: 'b/c' } }, code: '422 invalid_input' },
    { name: 'a size that is not there', other: { name: 'b', server_type: 'cx99' }, code: '422 invalid_input' },
    { name: 'a network that is not there', other: { name: 'b', networks: [1] }, code: '404 not_found' },
    { name: 'a size that is sold out', other: { name: 'b', server_type: 'cx42' }, code: '412 resource_unavailable' },
  ])('refuses $name', async ({ other, code }) => {
    hetzner.world.soldOut.add('cx42 fsn1')
    await make()
    expect(await codeOf(make(other))).toBe(code)
    expect(hetzner.world.servers.size).toBe(1)
  })

  test('tokens that may not', async () => {
    hetzner.rights = 'read'
    expect(await codeOf(make())).toBe('403 token_readonly')
    expect(await codeOf(ServersService.getServers({}))).toBe('done')
    hetzner.rights = 'nothing'
    expect(await codeOf(ServersService.getServers({}))).toBe('403 forbidden')
    OpenAPI.TOKEN = 'another'
    expect(await codeOf(ServersService.getServers({}))).toBe('401 unauthorized')
  })

  test('a limit that is used up is said, in the headers as well', async () => {
    hetzner.limit.left = 0
    expect(await codeOf(ServersService.getServers({}))).toBe('429 rate_limit_exceeded')
    const { headers } = await fetch(`${OpenAPI.BASE}/servers`, {
      headers: { authorization: `Bearer ${hetzner.token}` },
    })
    expect(headers.get('ratelimit-remaining')).toBe('0')
    expect(Number(headers.get('ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000)
  })
})

test.each([
  { name: 'its answer is lost', fault: lostAnswer },
  { name: 'a proxy gives up on it', fault: doneThoughTimeout },
])('a server is made though $name', async ({ fault }) => {
  hetzner.faults.add('POST /servers', fault)
  await expect(make()).rejects.toThrow()
  expect([...hetzner.world.servers.values()].map(({ name }) => name)).toEqual(['web'])
})

test('nothing is made where Hetzner fails, is locked or is busy', async () => {
  for (const fault of Object.values(hetznerFault)) {
    hetzner.faults.add('POST /servers', fault)
    await expect(make()).rejects.toThrow()
  }
  expect(hetzner.world.servers.size).toBe(0)
})

test('an action may fail, a server may never run, and a list may be late', async () => {
  hetzner.world.failing.push({ code: 'resource_unavailable', message: 'error during placement' })
  const { action } = await make()
  expect(await wait([action.id])).toBe('error')
  hetzner.world.boots = false
  hetzner.world.lag = 3
  const { next_actions } = await make({ name: 'late' })
  const names = async () => (await ServersService.getServers({})).servers.map(({ name }) => name)
  expect(await names()).toEqual(['web'])
  for (const _ of [1, 2, 3, 4, 5, 6]) await ActionsService.getActions1({ id: next_actions[0]?.id ?? 0 })
  expect(await names()).toEqual(['web', 'late'])
  expect((await ServersService.getServers({ name: 'late' })).servers[0]?.status).toBe('initializing')
})

test('what is booted in its place gives its address', async () => {
  hetzner.onCreate = async ({ name }, userData) => (userData === 'tell' && name === 'web' ? '198.51.100.7' : 'wrong')
  expect((await make({ user_data: 'tell' })).server.public_net.ipv4?.ip).toBe('198.51.100.7')
})

test('a request that is not as Hetzner describes it is told at the end', async () => {
  expect(await codeOf(make({ name: 7, datacenter: 'fsn1-dc14' }))).toBe('422 invalid_input')
  expect(hetzner.takeWrong()).toEqual([
    expect.stringContaining(
      'POST /servers: body: must NOT have additional properties {"additionalProperty":"datacenter"}',
    ),
    expect.stringContaining('POST /servers: body/name: must be string'),
  ])
})
