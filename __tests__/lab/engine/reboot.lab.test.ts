import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Event } from '../../../src/event'
import { type LabMachine, labMachine } from '../../support/lab'
import { type LabRun, labRun, resourceOf } from '../../support/lab-herd'
import { differences, lookAt } from '../../support/onlooker'

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
}, 60_000)
afterAll(() => machine?.destroy(), 60_000)

const unit = '/etc/systemd/system/needing.service'
const flag = '/run/reboot-required'
/** Notes what a package of Debian's notes that wants a reboot; at the next boot it notes nothing any more. */
const wanting = (content: string) => `# ${content}
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c '[ -e /var/tmp/noted ] || { echo linux-image-new >${flag}.pkgs; : >${flag}; : >/var/tmp/noted; }'
${content === 'sick' ? 'ExecStart=test -e /run/here\n' : ''}[Install]
WantedBy=multi-user.target
`
const herd = (content: string, reboot?: 'when-needed') => [
  {
    name: 'm',
    endpoint: machine.endpoint,
    ...(reboot && { reboot }),
    resources: [
      resourceOf('file', { path: '/etc/rebooted', content }),
      resourceOf('file', { path: unit, content: wanting(content) }),
      resourceOf('unit', { name: 'needing.service', restartOn: [`file:${unit}`], settle: 0 }, [`file:${unit}`]),
    ],
  },
]
/** Whether its sshd takes connections. */
const listens = (host: string): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect({ host, port: 22, timeout: 1000 })
    const end = (up: boolean) => {
      socket.destroy()
      resolve(up)
    }
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false))
  })

const boot = async () => (await machine.exec('cat /proc/sys/kernel/random/boot_id')).stdout.trim()
const deploy = async (content: string, reboot?: 'when-needed', options: LabRun = {}) => {
  await machine.exec(`rm -f ${flag} ${flag}.pkgs /var/tmp/noted; : >/run/here`)
  return labRun('deploy', herd(content, reboot), options)
}
const endOf = (events: readonly Event[]) => events.find(({ type }) => type === 'machine-ended')
const warnings = (events: readonly Event[]) =>
  events.flatMap(event => (event.type === 'found' && event.finding.answer === 'warning' ? [event.finding] : []))

test('a needed reboot that is not declared is said, and the machine goes on', async () => {
  const was = await boot()
  const { outcome, events } = await deploy('one')
  expect(outcome).toBe('changed')
  expect(warnings(events)).toEqual([
    { check: 'reboot', answer: 'warning', message: expect.stringContaining('linux-image-new') },
  ])
  expect(await boot()).toBe(was)
  const later = await labRun('deploy', herd('one'))
  expect([later.outcome, warnings(later.events)]).toEqual([
    'unchanged',
    [
      {
        check: 'reboot',
        answer: 'warning',
        message: 'the machine was waiting for a reboot before this run: linux-image-new',
      },
    ],
  ])
}, 60_000)

test('a declared one happens within the deployment, which is confirmed in the next boot', async () => {
  const was = await boot()
  const { outcome, events } = await deploy('two', 'when-needed')
  expect([outcome, warnings(events)]).toEqual(['changed', []])
  expect(await boot()).not.toBe(was)
  expect(events).toContainEqual(expect.objectContaining({ type: 'progress', message: 'rebooting: linux-image-new' }))
  expect((await machine.exec("sed -n 's/^phase //p' /var/lib/drover/state")).stdout).toBe('confirmed\n')
  expect((await machine.exec('systemctl list-timers --all | grep -c drover-deadline')).stdout).toBe('0\n')
  expect((await labRun('plan', herd('two', 'when-needed'))).outcome).toBe('unchanged')
}, 90_000)

test('one that comes back sick is undone', async () => {
  const before = await lookAt(machine)
  const { outcome, events } = await deploy('sick', 'when-needed')
  expect([outcome, endOf(events)]).toEqual([
    'failed-undone',
    expect.objectContaining({ failure: expect.objectContaining({ code: 'unhealthy' }) }),
  ])
  expect(differences(before, await lookAt(machine))).toEqual([])
}, 90_000)

test('its runner is gone meanwhile: undone when its time is over', async () => {
  const [before, was, ends] = [await lookAt(machine), await boot(), new AbortController()]
  const whenDown = async () => {
    // From outside: what enters while all in there is told to stop, is stopped with it, and the machine never ends.
    while (await listens(machine.address)) await wait(20)
  }
  const { outcome } = await deploy('three', 'when-needed', {
    ends: ends.signal,
    onEvent: event => {
      if (event.type === 'progress' && event.message.startsWith('rebooting')) void whenDown().then(() => ends.abort())
    },
  })
  expect(outcome).toBe('unknown')
  const until = (what: string) =>
    machine.exec(`for _ in $(seq 200); do ! { ${what}; } || exit 0; sleep 0.2; done; exit 1`).catch(() => ({ exit: 1 }))
  const limit = Date.now() + 40_000
  while ((await boot().catch(() => '')) in { [was]: 0, '': 0 } && Date.now() < limit)
    await new Promise(resolve => setTimeout(resolve, 300))
  expect(await until("grep -qx 'reason rebooted' /var/lib/drover/state")).toMatchObject({ exit: 0 })
  // It waits for its runner, and for no longer than that.
  expect(await machine.exec("sed -i 's/ [0-9]*$/ 1/' /run/drover/lease; cat /etc/rebooted")).toMatchObject({
    stdout: 'three',
  })
  expect(await until("grep -qx 'phase undone' /var/lib/drover/state")).toMatchObject({ exit: 0 })
  expect(differences(before, await lookAt(machine))).toEqual([])
}, 120_000)
