import * as api from '@linode/api-v4'
import { z } from 'zod'
import { doneThoughTimeout, lostAnswer } from '../../emulator/faults'
import { linodeFault } from './answer'
import { Linode } from './linode'

let linode: Linode
let base = ''
const headers = () => ({ authorization: `Bearer ${linode.token}` })
// Their client has its address built in.
api.baseRequest.interceptors.request.use(config => {
  config.url = (config.url ?? '').replace(/^https:\/\/api\.linode\.com\/v4(beta)?/, base)
  config.headers.set('authorization', headers().authorization)
  return config
})
beforeEach(async () => {
  linode = new Linode()
  base = await linode.start()
})
afterEach(() => linode.stop())

const wish = {
  type: 'g6-nanode-1',
  region: 'us-ord',
  image: 'linode/debian13',
  label: 'web',
  root_pass: 'Kq9-vT2-mW7-xP4-zR8',
  metadata: { user_data: Buffer.from('#cloud-config\n').toString('base64') },
}
const make = (other: Partial<Parameters<typeof api.createLinode>[0]> = {}) => api.createLinode({ ...wish, ...other })
const failed = z.object({
  response: z.object({
    data: z.object({ errors: z.array(z.object({ field: z.string().optional(), reason: z.string() })) }),
  }),
})
const said = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: unknown) => {
      const { errors } = failed.parse(error).response.data
      return errors.map(({ field, reason }) => `${field}: ${reason}`).join()
    },
  )

describe('driven by @linode/api-v4, which is Linode’s own', () => {
  test('does every operation of the slice, and no other', () => {
    expect(linode.known.done).toEqual(linode.known.described)
  })

  test('an instance is made, runs after a while, is changed and goes', async () => {
    const made = await make({ tags: ['team:web'], private_ip: true })
    expect(made).toMatchObject({ label: 'web', status: 'provisioning', tags: ['team:web'], has_user_data: true })
    expect(made.ipv4).toHaveLength(2)
    expect(await said(api.deleteLinode(made.id))).toBe('undefined: Linode busy.')
    const states = new Set<string>()
    for (let n = 0; !states.has('running') && n < 9; n++) states.add((await api.getLinode(made.id)).status)
    expect([...states]).toEqual(['provisioning', 'booting', 'running'])
    await api.updateLinode(made.id, { tags: ['team:db', 'more'] })
    expect((await api.getLinodes({}, { tags: 'team:db' })).data.map(({ label }) => label)).toEqual(['web'])
    expect((await api.getLinodes({}, { label: { '+contains': 'we' } })).results).toBe(1)
    expect((await api.getLinodes({}, { '+and': [{ label: 'web' }, { tags: 'team:web' }] })).results).toBe(0)
    await api.deleteLinode(made.id)
    expect(await said(api.getLinode(made.id))).toBe('undefined: Not found')
  })

  test('lists come in pages', async () => {
    for (let n = 0; n < 26; n++) await make({ label: `web-${n}` })
    const { data, ...rest } = await api.getLinodes({ page: 2, page_size: 25 })
    expect(data.map(({ label }) => label)).toEqual(['web-25'])
    expect(rest).toEqual({ page: 2, pages: 2, results: 26 })
  })

  test('what a region has, what an image can, and what a type costs there', async () => {
    expect((await api.getRegion('xx-old')).capabilities).not.toContain('Metadata')
    expect((await api.getImage('linode/debian13')).capabilities).toContain('cloud-init')
    const { price, region_prices } = await api.getType('g6-nanode-1')
    expect([price.monthly, region_prices]).toEqual([5, [expect.objectContaining({ id: 'br-gru', monthly: 7 })]])
    linode.world.soldOut.add('g6-nanode-1 us-ord')
    const stock = await api.getRegionAvailability('us-ord')
    expect(stock).toContainEqual({ plan: 'g6-nanode-1', region: 'us-ord', available: false })
  })

  test.each([
    { name: 'a label that another has', other: {}, says: 'label: Label must be unique' },
    {
      name: 'too long user data',
      other: { label: 'b12', metadata: { user_data: 'x'.repeat(16_388) } },
      says: 'metadata.user_data: ',
    },
    { name: 'user data where none is read', other: { label: 'b12', region: 'xx-old' }, says: 'metadata.user_data: ' },
    {
      name: 'an image without cloud-init',
      other: { label: 'b12', image: 'linode/debian11' },
      says: 'metadata.user_data: ',
    },
    { name: 'a type that is not there', other: { label: 'b12', type: 'g6-none' }, says: 'type: ' },
    { name: 'a tag of two letters', other: { label: 'b12', tags: ['ab'] }, says: 'tags' },
    { name: 'a type that is sold out', other: { label: 'b12', type: 'g6-standard-2' }, says: 'type: This plan' },
  ])('refuses $name', async ({ other, says }) => {
    linode.world.soldOut.add('g6-standard-2 us-ord')
    await make()
    expect(await said(make(other))).toContain(says)
    expect(linode.world.instances.size).toBe(1)
  })

  test('tokens that may not, and one whose user sets no tags', async () => {
    linode.world.restricted = true
    expect(await said(make({ tags: ['team'] }))).toContain('tags: ')
    linode.rights = 'read'
    expect(await said(make())).toContain('not authorized')
    expect(await said(api.getLinodes())).toBe('done')
    linode.rights = 'nothing'
    expect(await said(api.getLinodes())).toContain('not authorized')
  })
})

test('a limit that is used up may name a time that is past', async () => {
  linode.limit.left = -1000
  const answer = await fetch(`${base}/linode/instances`, { headers: headers() })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '-1'])
})

test.each([
  { name: 'its answer is lost', fault: lostAnswer },
  { name: 'a proxy gives up on it', fault: doneThoughTimeout },
])('an instance is made though $name', async ({ fault }) => {
  linode.faults.add('POST /linode/instances', fault)
  await expect(make()).rejects.toBeDefined()
  expect([...linode.world.instances.values()].map(({ label }) => label)).toEqual(['web'])
})

test('nothing is made where Linode fails or is busy', async () => {
  for (const fault of Object.values(linodeFault)) {
    linode.faults.add('POST /linode/instances', fault)
    await expect(make()).rejects.toBeDefined()
  }
  expect(linode.world.instances.size).toBe(0)
})

test('an instance may never run, a list may be late, and what is booted in its place gives its address', async () => {
  Object.assign(linode.world, { boots: false, lag: 2 })
  linode.onCreate = async (_, userData) => (userData === '#cloud-config\n' ? '198.51.100.7' : 'wrong')
  const { id, ipv4 } = await make()
  expect(ipv4).toEqual(['198.51.100.7'])
  expect((await api.getLinodes()).results).toBe(0)
  for (let n = 0; n < 9; n++) await api.getLinode(id)
  expect((await api.getLinodes()).data.map(({ status }) => status)).toEqual(['booting'])
})

test('a request that is not as Linode describes it is told at the end', async () => {
  const body = JSON.stringify({ region: 'us-ord', user_data: 'x' })
  const answer = await fetch(`${base}/linode/instances`, { method: 'POST', headers: headers(), body })
  expect(answer.status).toBe(400)
  expect(linode.takeWrong().join('\n')).toMatch(
    /must have required property 'type'[\s\S]*"additionalProperty":"user_data"/,
  )
})
