import { installed, type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'
import { differences, lookAt } from '../../support/onlooker'

// Containers share the host's clock: what jumps is what programs are told of it, in sessions and in units alike. How long the
// machine has been up is left as it is, as it is where somebody sets the clock.
const faked = `library=$(ls /usr/lib/*/faketime/libfaketime.so.1)
printf '%s\\n' "LD_PRELOAD=$library" FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_NO_CACHE=1 >>/etc/environment
mkdir -p /etc/systemd/system.conf.d
printf '[Manager]\\nDefaultEnvironment=LD_PRELOAD=%s FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_NO_CACHE=1\\n' "$library" >/etc/systemd/system.conf.d/clock.conf
systemctl daemon-reexec`
const jump = (by: string) => `echo '${by}' >/etc/faketimerc; date +%s >>/run/clock`

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
  await installed(machine, 'libfaketime')
  expect(await machine.exec(`${faked}\n${jump('+0')}`)).toMatchObject({ exit: 0 })
  await labRun('deploy', herd())
}, 300_000)
afterAll(() => machine?.destroy(), 60_000)

const file = (path: string) => resourceOf('file', { path, content: 'ours\n' })
const hook = (name: string, run: string) => resourceOf('hook', { name, run })
const herd = (...resources: readonly ReturnType<typeof resourceOf>[]) => [
  { name: 'm', endpoint: machine.endpoint, resources: [file('/etc/faulted'), ...resources] },
]
const clock = async () => (await machine.exec('cat /run/clock; rm /run/clock')).stdout.trim().split('\n').map(Number)

test('the clock goes on by a year, and back by two, in the middle of a deployment: no lease is over', async () => {
  // Longer than the watch needs to look twice.
  const { outcome } = await labRun(
    'deploy',
    herd(hook('a-later', `${jump('+365d')}; sleep 6`), hook('b-earlier', `${jump('-365d')}; sleep 6`)),
  )
  expect(outcome).toBe('changed')
  const [now = 0, later = 0, earlier = 0] = await clock()
  expect(later - now).toBeGreaterThan(360 * 86_400)
  expect(later - earlier).toBeGreaterThan(720 * 86_400)
  expect(await machine.exec(jump('+0'))).toMatchObject({ exit: 0 })
}, 120_000)

test.each([
  { name: 'on', by: '+365d' },
  { name: 'back', by: '-365d' },
])(
  'the clock goes $name before a step fails: all is as before',
  async ({ by }) => {
    const before = await lookAt(machine)
    const { outcome } = await labRun('deploy', herd(file('/etc/faulted-clock'), hook('jump', `${jump(by)}; exit 1`)))
    expect(outcome).toBe('failed-undone')
    await machine.exec("echo '+0' >/etc/faketimerc")
    expect(differences(before, await lookAt(machine))).toEqual([])
  },
  120_000,
)
