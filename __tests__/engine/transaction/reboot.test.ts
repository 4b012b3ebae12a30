import type { Carrying } from '../../../src/engine/transaction/activate'
import { Follower } from '../../../src/engine/transaction/follower'
import { reboot } from '../../../src/engine/transaction/reboot'
import type { Finding } from '../../../src/failure'
import type { Target } from '../../../src/target/target'

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** A machine that says one thing after the other, `lost` where it can't be reached, and the last for ever. */
function talking(brought: string, said: readonly string[] = []) {
  const left = [...said]
  const waits: string[] = []
  const taken: Target[] = []
  const target: Target = {
    run: async () => ({ exit: 0, stdout: `${next()}\n`, stderr: '' }),
    close: async () => {},
  }
  const next = () => (left.length > 1 ? (left.shift() ?? '') : (left[0] ?? ''))
  const follower = new Follower(() => {})
  if (brought !== '') follower.read(`1 reboot ${base64(brought)}`)
  const carrying: Carrying = {
    request: 'r',
    owner: 'o',
    line: {
      patience: 1,
      target,
      another: async () => {
        if (left[0] !== 'lost') return target
        next()
        throw new Error('no route to it')
      },
      take: async other => void taken.push(other),
    },
    cancelled: new AbortController().signal,
    ends: new AbortController().signal,
    follower,
    onWait: message => waits.push(message),
  }
  return { carrying, waits, taken }
}

test.each([
  { name: 'none is needed', brought: '', declared: 'when-needed', says: [] },
  {
    name: 'it is not declared',
    brought: 'b',
    declared: undefined,
    says: ['brought what only a reboot makes work: b.'],
  },
  { name: 'it is declared never', brought: 'a', declared: 'never', says: ['work: a.'] },
] as const)('nothing is rebooted where $name', async ({ brought, declared, says }) => {
  const { carrying, waits } = talking(brought)
  const found: Finding[] = []
  expect(await reboot(carrying, declared, finding => found.push(finding))).toBeUndefined()
  expect(found.map(({ message }) => message)).toEqual(says.map(words => expect.stringContaining(words)))
  expect(waits).toEqual([])
})

test('it is waited for until all is started, over a connection of its own', async () => {
  const { carrying, waits, taken } = talking('a', ['rebooting', 'lost', 'booting', 'rebooted'])
  expect(await reboot(carrying, 'when-needed', () => {}, { longest: 60, between: 0 })).toBeUndefined()
  expect(taken).toHaveLength(1)
  expect(waits[0]).toBe('rebooting: a')
  expect(waits.slice(1)).toEqual([
    expect.stringContaining('(rebooting)'),
    expect.stringContaining('(no route to it)'),
    expect.stringContaining('(booting)'),
  ])
}, 20_000)

test('one that was undone meanwhile says so', async () => {
  const { carrying } = talking('a', ['rebooting', 'undone the runner was not heard of for a minute'])
  expect(await reboot(carrying, 'when-needed', () => {})).toEqual({
    stand: { stand: 'undone', reason: 'the runner was not heard of for a minute' },
  })
})

test('one that does not come back is unknown', async () => {
  const { carrying } = talking('a', ['rebooting'])
  await expect(reboot(carrying, 'when-needed', () => {}, { longest: 0, between: 60 })).rejects.toMatchObject({
    failure: { code: 'state-unknown', message: expect.stringContaining('did not come back within 0 s') },
  })
})
