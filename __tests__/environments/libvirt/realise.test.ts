import { config } from '../../../src/environments/libvirt/config'
import { realised } from '../../../src/environments/libvirt/realise'
import { environmentContext } from '../../support/environment-context'
import { lookAnswer, mark, toySide } from './toy-side'

const wishFor = (other: object = {}) => config.parse({ image: '/img', ...other })
const look = 'look for the domain'
const ready = lookAnswer({ address: '10.0.0.9' })
const begun = { ...mark, state: 'provisioning' }
const create = { action: 'create', summary: '', price: null } as const
const replace = { ...create, action: 'replace' } as const

const realisedAt = (
  side: ReturnType<typeof toySide>,
  wish = wishFor(),
  plan: typeof create | typeof replace = create,
) => realised(side, wish, plan, 'web-1', environmentContext())

test('one that is ready and as declared is taken as it is', async () => {
  const side = toySide({ [look]: [ready] })
  expect(await realisedAt(side)).toMatchObject({ uuid: 'u-1', address: '10.0.0.9' })
  expect(side.asked).toEqual([look])
})

test('one that another run makes is waited for', async () => {
  const side = toySide({ [look]: [lookAnswer({ mark: begun, quietSeconds: 3 }), ready] })
  expect(await realisedAt(side)).toMatchObject({ uuid: 'u-1' })
  expect(side.asked).toEqual([look, look])
})

test('where another run got the name first, its domain is the one', async () => {
  const side = toySide({
    [look]: ['absent\n', ready],
    'be prepared': ['image /img\nformat raw\nbytes 5\ntype kvm\n'],
    'define the domain': ['taken\n'],
  })
  expect(await realisedAt(side)).toMatchObject({ uuid: 'u-1' })
  expect(side.asked).toEqual([look, 'be prepared', 'define the domain', look])
})

test('one that is otherwise is left alone where nobody asked for another', async () => {
  for (const [wish, plan] of [
    [wishFor({ memory: '2G' }), create],
    [wishFor({ memory: '2G' }), replace],
    [wishFor({ memory: '2G', replace: true }), create],
  ] as const) {
    const side = toySide({ [look]: [ready] })
    await expect(realisedAt(side, wish, plan)).rejects.toThrow('no longer as it was planned with')
    expect(side.asked).toEqual([look])
  }
})

test.each([
  { name: 'to be replaced', answer: ready },
  { name: 'half-made', answer: lookAnswer({ mark: begun, quietSeconds: 600 }) },
])('one that is $name stands until it is seen that another can be made', async ({ answer }) => {
  const side = toySide({ [look]: [answer], 'be prepared': [{ exit: 1, stderr: '/img is not there' }] })
  await expect(realisedAt(side, wishFor({ memory: '2G', replace: true }), replace)).rejects.toThrow('/img is not there')
  expect(side.asked).toEqual([look, 'be prepared'])
})

test('user data that can’t be used is told before anything is destroyed', async () => {
  const side = toySide({ [look]: [ready], 'be prepared': ['image /img\nformat raw\nbytes 5\ntype kvm\n'] })
  const wish = wishFor({ userData: '#cloud-config\nssh_pwauth: true\n', replace: true })
  await expect(realisedAt(side, wish, replace)).rejects.toMatchObject({
    failure: { code: 'bad-input', input: 'userData' },
  })
  expect(side.asked).toEqual([look, 'be prepared'])
})

test('an image that is larger than the disk is refused before anything is done', async () => {
  const side = toySide({
    [look]: ['absent\n'],
    'be prepared': ['image /img\nformat qcow2\nbytes 2147483648\ntype qemu\n'],
  })
  const refused = realisedAt(side, wishFor({ size: '1G' }))
  await expect(refused).rejects.toThrow('the size 1G is less than that of the image /img, 2147483648 bytes')
  expect(side.asked).toEqual([look, 'be prepared'])
})

test('somebody else’s is neither used nor destroyed', async () => {
  const side = toySide({ [look]: [lookAnswer({ mark: { ...mark, stage: 'pr-1' } })] })
  await expect(realisedAt(side)).rejects.toMatchObject({ failure: { code: 'foreign-machine', name: 'web-1' } })
  expect(side.asked).toEqual([look])
})
