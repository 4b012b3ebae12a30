import type { Event } from '../../../src/event'
import type { Failure } from '../../../src/failure'
import { explain } from '../../../src/report/explain'
import { type LabMachine, labMachine } from '../../support/lab'
import { labExec } from '../../support/lab-herd'

jest.setTimeout(60_000)

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
}, 300_000)
afterAll(() => machine?.destroy())

const failuresIn = (events: readonly Event[]): readonly Failure[] =>
  events.flatMap(event => (event.type === 'machine-ended' && event.failure ? [event.failure] : []))

const running = async (command: string) => (await machine.exec(`pgrep -cxf '${command}' || :`)).stdout.trim()

test('a connection that is lost ends the command there, and is not told as a change that goes on', async () => {
  const { outcome, events } = await labExec(
    [{ name: 'm', endpoint: machine.endpoint, resources: [] }],
    ['echo on; sleep 1237'],
    {
      onEvent: event => {
        if (event.type === 'output') machine.exec('pkill -KILL -f "^sshd: root"')
      },
    },
  )
  expect(outcome).toBe('failed')
  const [failure] = failuresIn(events)
  expect(failure).toMatchObject({ code: 'connection-lost', command: true })
  const words = failure ? explain(failure) : ''
  expect(words).toMatch(/The machine ends the command, and all that it started/)
  expect(words).not.toMatch(/change|deploy/)
  for (let tries = 0; (await running('sleep 1237')) !== '0' && tries < 40; tries++)
    await new Promise(resolve => setTimeout(resolve, 250))
  expect(await running('sleep 1237')).toBe('0')
})

test.each([
  {
    limits: { command: 2 },
    command: 'while :; do echo on; sleep 0.3; done',
    says: /did not end within 2 s, the limit for a command/,
  },
  {
    limits: { silence: 2 },
    command: 'echo on; sleep 1238',
    says: /said nothing for 2 s, the limit for silence\. It had begun\./,
  },
])('a limit of the machine’s ends it: $limits', async ({ limits, command, says }) => {
  const endpoint = { ...machine.endpoint, limits }
  const { outcome, events } = await labExec([{ name: 'm', endpoint, resources: [] }], [command])
  expect(outcome).toBe('failed')
  const [failure] = failuresIn(events)
  expect(failure && explain(failure)).toMatch(says)
  expect(failure && explain(failure)).toMatch(
    /The machine ends the command.* To wait longer, declare managedHost’s limits: \{/,
  )
})
