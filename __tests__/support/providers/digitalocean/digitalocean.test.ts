import { createApiClient } from 'dots-wrapper'
import { z } from 'zod'
import { doneThoughTimeout, lostAnswer } from '../../emulator/faults'
import { digitalOceanFault } from './answer'
import { DigitalOcean } from './digitalocean'

let ocean: DigitalOcean
let dots: ReturnType<typeof createApiClient>
let base = ''
const headers = () => ({ authorization: `Bearer ${ocean.token}` })
beforeEach(async () => {
  ocean = new DigitalOcean()
  base = `${await ocean.start()}/v2`
  dots = createApiClient({ endpoint: base, token: ocean.token })
})
afterEach(() => ocean.stop())

const wish = { name: 'web', size: 's-1vcpu-1gb', image: 'debian-13-x64', region: 'fra1' }
const make = async (other: Partial<Parameters<typeof dots.droplet.createDroplet>[0]> = {}) =>
  (await dots.droplet.createDroplet({ ...wish, ...other })).data
const get = async (droplet_id: number) => (await dots.droplet.getDroplet({ droplet_id })).data.droplet
const namesOf = async (query: Parameters<typeof dots.droplet.listDroplets>[0] = {}) =>
  (await dots.droplet.listDroplets(query)).data.droplets.map(({ name }) => name)

const failed = z.object({ response: z.object({ status: z.number(), data: z.object({ id: z.string() }) }) })
const said = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: unknown) => {
      const { status, data } = failed.parse(error).response
      return `${status} ${data.id}`
    },
  )

/** What a create was begun with: their types leave it out. */
const begun = z.object({ links: z.object({ actions: z.array(z.object({ id: z.number(), rel: z.string() })) }) })

describe('driven by dots-wrapper, which others made', () => {
  test('does every operation of the slice, and no other', () => {
    expect(ocean.known.done).toEqual(ocean.known.described)
  })

  test('a droplet is made, is active, has its addresses late, is tagged and goes', async () => {
    const made = await make({ tags: ['team:web'], ipv6: true })
    const { id } = made.droplet
    expect(made.droplet).toMatchObject({ status: 'new', networks: { v4: [], v6: [] }, tags: ['team:web'] })
    expect(await said(dots.droplet.deleteDroplet({ droplet_id: id }))).toBe('422 unprocessable_entity')
    const [action] = begun.parse(made).links.actions
    const states = new Set<string>()
    for (let n = 0; n < 3; n++) {
      states.add((await dots.action.getAction({ action_id: action?.id ?? 0 })).data.action.status)
    }
    expect([action?.rel, ...states]).toEqual(['create', 'in-progress', 'completed'])
    expect((await get(id)).networks.v4.map(({ type }) => type)).toEqual(['private', 'public'])
    const resources = [{ resource_id: String(id), resource_type: 'droplet' as const }]
    expect(await said(dots.tag.tagResources({ tag_name: 'more', resources }))).toBe('404 not_found')
    await dots.tag.createTag({ name: 'more' })
    await dots.tag.tagResources({ tag_name: 'more', resources })
    await dots.tag.untagResources({ tag_name: 'team:web', resources })
    expect((await get(id)).tags).toEqual(['more'])
    expect([await namesOf({ tag_name: 'more' }), await namesOf({ tag_name: 'team:web' })]).toEqual([['web'], []])
    await dots.droplet.deleteDroplet({ droplet_id: id })
    expect(await said(get(id))).toBe('404 not_found')
  })

  test('an active droplet may have no address yet', async () => {
    Object.assign(ocean.world, { slowness: 4 })
    const { id } = (await make()).droplet
    const seen = new Set<string>()
    for (let n = 0; n < 7; n++) {
      const { status, networks } = await get(id)
      seen.add(`${status} ${networks.v4.length}`)
    }
    expect([...seen]).toEqual(['new 0', 'active 0', 'active 2'])
  })

  test('two droplets may have one name, and lists come in pages', async () => {
    for (const _ of [1, 2, 3]) await make()
    expect(await namesOf({ page: 2, per_page: 2 })).toEqual(['web'])
    const { data } = await dots.droplet.listDroplets({ page: 1, per_page: 2 })
    expect(data).toMatchObject({ meta: { total: 3 }, links: { pages: { next: expect.stringMatching(/page=2/) } } })
  })

  test('sizes have prices, and those regions where they are to be had', async () => {
    ocean.world.soldOut.add('s-1vcpu-1gb fra1')
    const { sizes } = (await dots.size.listSizes({})).data
    expect(sizes[0]).toMatchObject({ slug: 's-1vcpu-1gb', price_monthly: 6, regions: ['nyc3', 'sgp1'] })
  })

  test.each([
    { name: 'a name that is no host’s', other: { name: 'a_b' } },
    { name: 'too long user data', other: { user_data: 'x'.repeat(65_537) } },
    { name: 'a tag with a dot', other: { tags: ['a.b'] } },
    { name: 'a size that is not there', other: { size: 's-none' } },
    { name: 'an image that is not there', other: { image: 'debian-1' } },
    { name: 'a size that is not in the region', other: { size: 's-2vcpu-4gb' } },
  ])('refuses $name', async ({ other }) => {
    expect(await said(make(other))).toBe('422 unprocessable_entity')
    expect(ocean.world.droplets.size).toBe(0)
  })

  test('tokens that may not, and a limit that is used up', async () => {
    ocean.rights = 'read'
    expect([await said(make()), await said(namesOf())]).toEqual(['403 Forbidden', 'done'])
    ocean.rights = 'nothing'
    expect(await said(namesOf())).toBe('403 Forbidden')
    ocean.rights = 'all'
    ocean.limit.left = 0
    expect(await said(namesOf())).toBe('429 too_many_requests')
    const answer = await fetch(`${base}/droplets`, { headers: { authorization: 'Bearer another' } })
    expect([answer.status, answer.headers.get('ratelimit-remaining')]).toEqual([401, '0'])
  })
})

test.each([
  { name: 'its answer is lost', fault: lostAnswer },
  { name: 'a proxy gives up on it', fault: doneThoughTimeout },
])('a droplet is made though $name', async ({ fault }) => {
  ocean.faults.add('POST /v2/droplets', fault)
  await expect(make()).rejects.toBeDefined()
  expect(ocean.world.droplets.size).toBe(1)
})

test('nothing is made where DigitalOcean fails or is busy', async () => {
  for (const fault of Object.values(digitalOceanFault)) {
    ocean.faults.add('POST /v2/droplets', fault)
    await expect(make()).rejects.toBeDefined()
  }
  expect(ocean.world.droplets.size).toBe(0)
})

test('an action may fail, a droplet never be active, a list be late, and what is booted in its place gives its address', async () => {
  ocean.world.failing = 1
  const [action] = begun.parse(await make()).links.actions
  for (let n = 0; n < 3; n++) await namesOf()
  expect((await dots.action.getAction({ action_id: action?.id ?? 0 })).data.action.status).toBe('errored')
  Object.assign(ocean.world, { lag: 2 })
  ocean.onCreate = async (_, userData) => (userData === 'tell' ? '198.51.100.7' : 'wrong')
  const { id } = (await make({ name: 'late', user_data: 'tell' })).droplet
  expect(await namesOf()).toEqual(['web'])
  for (let n = 0; n < 5; n++) await get(id)
  expect(await namesOf()).toEqual(['web', 'late'])
  expect((await get(id)).networks.v4[1]).toMatchObject({ ip_address: '198.51.100.7', type: 'public' })
  ocean.world.boots = false
  const never = (await make({ name: 'never' })).droplet
  for (let n = 0; n < 5; n++) await get(never.id)
  expect((await get(never.id)).status).toBe('new')
})

test('a request that is not as DigitalOcean describes it is told at the end', async () => {
  const body = JSON.stringify({ name: 7 })
  const answer = await fetch(`${base}/droplets`, { method: 'POST', headers: headers(), body })
  expect(answer.status).toBe(422)
  expect(ocean.takeWrong().join('\n')).toMatch(/must have required property 'size'[\s\S]*name: must be string/)
})
