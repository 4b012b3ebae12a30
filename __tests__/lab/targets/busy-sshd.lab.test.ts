import { connect } from 'node:net'
import { type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
  await machine.exec(
    "printf 'MaxSessions 1\\nMaxStartups 3\\nLogLevel VERBOSE\\n' >/etc/ssh/sshd_config.d/00-few.conf; systemctl reload ssh",
  )
}, 300_000)
afterAll(() => machine?.destroy())

/** What a server says first on a connection; nothing where it hangs up at once. */
const greeting = (): Promise<string> =>
  new Promise(resolve => {
    let said = ''
    const socket = connect(22, machine.address)
    socket.on('error', () => {})
    socket.on('data', text => {
      said += text
      if (said.includes('SSH-')) opened.push(() => socket.destroy())
      resolve(said)
    })
    socket.on('close', () => resolve(said))
  })
const opened: (() => void)[] = []

test('the limit is really there: a fourth connection that has not logged in is hung up on', async () => {
  const said: string[] = []
  for (let n = 0; n < 4; n++) said.push(await greeting())
  for (const close of opened) close()
  expect(said.map(text => text.startsWith('SSH-'))).toEqual([true, true, true, false])
})

test('ten deployments to one address at once end green: who is turned away comes again', async () => {
  const since = (await machine.exec('date +%s')).stdout.trim()
  const ends = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      labRun(
        'deploy',
        [
          {
            name: 'm',
            endpoint: machine.endpoint,
            resources: [resourceOf('file', { path: `/srv/${n}`, content: `${n}` })],
          },
        ],
        { deployment: `busy-${n}`, patience: 60 },
      ),
    ),
  )
  const failures = ends.flatMap(({ events }) =>
    events.flatMap(event => (event.type === 'machine-ended' && event.failure ? [event.failure] : [])),
  )
  expect(failures).toEqual([])
  expect(ends.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 10 }, () => 'changed'))
  expect((await machine.exec('cat /srv/?')).stdout).toBe('0123456789')
  // It was not for lack of need: the server did turn some away.
  const log = (await machine.exec(`journalctl --no-pager --since=@${since} -t sshd -t sshd-session`)).stdout
  expect(log).toMatch(/drop connection|beginning MaxStartups/)
}, 120_000)

test('a machine that can be reached by many names at once is planned by all of them', async () => {
  const members = Array.from({ length: 12 }, (_, n) => ({ name: `m-${n}`, endpoint: machine.endpoint, resources: [] }))
  const { events, outcome } = await labRun('plan', members, { deployment: 'names' })
  expect(events.flatMap(event => (event.type === 'machine-ended' && event.failure ? [event.failure] : []))).toEqual([])
  expect(outcome).toBe('unchanged')
}, 60_000)
