import { addressOf, lookingAfter, type Waiting } from '../../../src/environments/libvirt/wait'
import { failureOf } from '../../../src/failure'
import { lookAnswer, toySide } from './toy-side'

const look = 'look for the domain'

function waitingAt(answers: Parameters<typeof toySide>[0], other: Partial<Waiting> = {}) {
  const said: string[] = []
  const side = toySide(answers)
  const waiting: Waiting = {
    side,
    name: 'web-1',
    uuid: 'u-1',
    folder: '/srv/drover-u-1',
    progress: words => void said.push(words),
    signal: new AbortController().signal,
    seconds: 30,
    ...other,
  }
  return { waiting, side, said }
}

test('the address is asked for until there is one, and others are told that somebody is at it', async () => {
  const { waiting, side, said } = waitingAt({ [look]: [lookAnswer({}), lookAnswer({ address: '10.0.0.9' })] })
  expect(await addressOf(waiting)).toBe('10.0.0.9')
  expect(side.asked).toEqual(['look after the domain', look, 'look after the domain', look])
  expect(said).toEqual(['waiting for an address of the domain web-1'])
})

test.each([
  {
    name: 'it crashed',
    answer: lookAnswer({ state: 'shut off (crashed)' }),
    says: 'the domain web-1 is shut off (crashed), and was to boot. Its console ends in:\nKernel panic',
  },
  { name: 'it was paused', answer: lookAnswer({ state: 'paused (I/O error)' }), says: /is paused \(I\/O error\)/ },
  { name: 'another stands in its place', answer: lookAnswer({ uuid: 'u-2' }), says: /was destroyed while it was made/ },
  { name: 'it is gone', answer: 'absent\n', says: /was destroyed while it was made/ },
])('it is not waited for where $name', async ({ answer, says }) => {
  const { waiting } = waitingAt({ [look]: [answer], 'read the console': ['\x1b[0;31mKernel panic\x1b[0m\r\n\r\n'] })
  await expect(addressOf(waiting)).rejects.toThrow(says)
})

test('without an address it is given up, with what the console said last', async () => {
  const { waiting } = waitingAt({ [look]: [lookAnswer({})], 'read the console': ['one\ntwo\n'] }, { seconds: 0 })
  const message = 'the domain web-1 had no address after 0 s: no lease of its network, no word of an agent. '
  expect(failureOf(await addressOf(waiting).catch((error: unknown) => error))).toEqual({
    code: 'environment-failed',
    environment: 'libvirt',
    message: `${message}Its console ends in:\none\ntwo`,
  })
})

test('a run that is cancelled waits for nothing', async () => {
  const cancel = new AbortController()
  const { waiting } = waitingAt({ [look]: [lookAnswer({})] }, { signal: cancel.signal })
  const waits = addressOf(waiting)
  cancel.abort()
  await expect(waits).rejects.toMatchObject({ failure: { code: 'cancelled' } })
})

const hangs = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('cut')), { once: true }))

test('what is done ends with the domain, and says why', async () => {
  const { waiting } = waitingAt({ [look]: [lookAnswer({}), lookAnswer({ state: 'crashed (panicked)' })] })
  await expect(lookingAfter(waiting, hangs, 5)).rejects.toThrow('the domain web-1 is crashed (panicked)')
})

test('what is done while the domain lives comes to its own end', async () => {
  const { waiting, side } = waitingAt({ [look]: [lookAnswer({})] })
  const act = () => new Promise<string>(resolve => setTimeout(() => resolve('done'), 60))
  expect(await lookingAfter(waiting, act, 5)).toBe('done')
  expect(side.asked.length).toBeGreaterThan(2)
  const fails = () => Promise.reject(new Error('its own'))
  await expect(lookingAfter(waiting, fails, 5)).rejects.toThrow('its own')
})
