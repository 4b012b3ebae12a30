import { connect } from 'node:net'
import { type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'

jest.setTimeout(120_000)

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
  await machine.exec(
    "printf 'MaxSessions 1\\nMaxStartups 3\\nLogLevel VERBOSE\\n' >/etc/ssh/sshd_config.d/00-few.conf; systemctl restart ssh",
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

test('forty runs against one address at once end green: who is turned away comes again', async () => {
  const since = (await machine.exec('date +%s')).stdout.trim()
  const members = [{ name: 'm', endpoint: machine.endpoint, resources: [] }]
  const deployments = [1, 2].map(n => ({
    name: 'm',
    endpoint: machine.endpoint,
    resources: [resourceOf('file', { path: `/srv/${n}`, content: `${n}` })],
  }))
  const ends = await Promise.all([
    ...deployments.map((member, n) => labRun('deploy', [member], { deployment: `busy-${n}`, patience: 60 })),
    ...Array.from({ length: 38 }, () => labRun('plan', members)),
  ])
  const failures = ends.flatMap(({ events }) =>
    events.flatMap(event => (event.type === 'machine-ended' && event.failure ? [event.failure] : [])),
  )
  expect(failures).toEqual([])
  expect((await machine.exec('cat /srv/?')).stdout).toBe('12')
  // It was not for lack of need: the server did turn some away.
  const log = (await machine.exec(`journalctl --no-pager --since=@${since} -t sshd -t sshd-session`)).stdout
  expect(log).toMatch(/drop connection|beginning MaxStartups/)
}, 120_000)
