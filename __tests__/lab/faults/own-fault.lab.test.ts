import { type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'
import { differences, lookAt } from '../../support/onlooker'

let machine: LabMachine
let before: string
beforeAll(async () => {
  machine = await labMachine()
  // What a first deployment leaves for good is there.
  await labRun('deploy', herd(file('/etc/faulted')))
  before = await lookAt(machine)
}, 300_000)
afterAll(() => machine?.destroy(), 60_000)

type Resource = ReturnType<typeof resourceOf>
const file = (path: string, content = 'ours\n') => resourceOf('file', { path, content })
const herd = (...resources: readonly Resource[]) => [{ name: 'm', endpoint: machine.endpoint, resources }]
const endOf = (events: readonly { type: string }[]) => events.find(({ type }) => type === 'machine-ended')
const asBefore = async () => expect(differences(before, await lookAt(machine))).toEqual([])

const sshdWith = (line: string): readonly Resource[] => [
  file('/etc/ssh/sshd_config.d/00-faulted.conf', `${line}\n`),
  resourceOf('unit', { name: 'ssh.service', restartOn: ['file:/etc/ssh/sshd_config.d/00-faulted.conf'] }),
]

test.each([
  { name: 'an sshd that does not start any more', line: 'NoSuchWord yes', code: 'step-failed' },
  { name: 'an sshd that lets nobody in', line: 'DenyUsers root', code: 'locked-out' },
  { name: 'an sshd on another port', line: 'Port 2222', code: 'locked-out' },
])(
  '$name is undone',
  async ({ line, code }) => {
    const { outcome, events } = await labRun('deploy', herd(file('/etc/faulted'), ...sshdWith(line)))
    expect([outcome, endOf(events)]).toEqual([
      'failed-undone',
      expect.objectContaining({ failure: expect.objectContaining({ code }) }),
    ])
    await asBefore()
    expect((await labRun('plan', herd(file('/etc/faulted')))).outcome).toBe('unchanged')
  },
  120_000,
)

test('the user that deploys is left without a shell: the machine undoes that by itself', async () => {
  const shell = resourceOf('user', { name: 'root', home: '/root', shell: '/usr/sbin/nologin' })
  const { outcome } = await labRun('deploy', herd(file('/etc/faulted'), shell))
  // It gets in, and nothing answers: whoever can't ask any more says so, and the lease runs out.
  expect(['unknown', 'failed-undone']).toContain(outcome)
  await machine.exec("sed -i 's/ .*/ 1/' /run/drover/lease")
  const until = Date.now() + 20_000
  while ((await machine.exec("grep -x 'phase undone' /var/lib/drover/state")).exit !== 0 && Date.now() < until)
    await new Promise(resolve => setTimeout(resolve, 250))
  await asBefore()
}, 120_000)

/** A package that can be installed, and whose own script fails; from a repository on the machine itself. */
const brokenPackage = `mkdir -p /var/tmp/faulted/DEBIAN /opt/faulted-repository && cd /var/tmp/faulted
printf 'Package: faulted\\nVersion: 1\\nArchitecture: all\\nMaintainer: nobody <nobody@example.org>\\nDescription: fails half way\\n' >DEBIAN/control
printf '#!/bin/sh\\necho it broke half way >&2\\nexit 1\\n' >DEBIAN/postinst
chmod 755 DEBIAN/postinst
mkdir -p usr/share/faulted && echo data >usr/share/faulted/data
dpkg-deb --build . /opt/faulted-repository/faulted.deb >/dev/null
cd /opt/faulted-repository
{ dpkg-deb --field faulted.deb
printf 'Filename: ./faulted.deb\\nSize: %s\\nSHA256: %s\\n' "$(stat -c %s faulted.deb)" "$(sha256sum faulted.deb | cut -d ' ' -f 1)"; } >Packages
echo 'deb [trusted=yes] file:/opt/faulted-repository ./' >/etc/apt/sources.list.d/faulted.list
rm -rf /var/tmp/faulted
apt-get update -qq -o Dir::Etc::sourcelist=/etc/apt/sources.list.d/faulted.list -o Dir::Etc::sourceparts=- -o APT::Get::List-Cleanup=0`

test('apt that fails half way is undone, and dpkg is as clean as it was', async () => {
  expect(await machine.exec(brokenPackage)).toMatchObject({ exit: 0 })
  const fresh = await lookAt(machine)
  const { outcome, events } = await labRun(
    'deploy',
    herd(file('/etc/faulted'), file('/etc/faulted-2'), resourceOf('package', { name: 'faulted' })),
  )
  expect([outcome, endOf(events)]).toEqual([
    'failed-undone',
    expect.objectContaining({
      failure: expect.objectContaining({ code: 'step-failed', output: expect.stringContaining('it broke half way') }),
    }),
  ])
  expect(differences(fresh, await lookAt(machine))).toEqual([])
  expect((await machine.exec('dpkg --audit')).stdout).toBe('')
}, 120_000)

test('two runs at once: one after the other, and both are told', async () => {
  const both = await Promise.all(
    ['one', 'two'].map(text => labRun('deploy', herd(file('/etc/faulted'), file('/etc/faulted-both', text)))),
  )
  expect(both.map(({ outcome }) => outcome)).toEqual(['changed', 'changed'])
  const { stdout } = await machine.exec('cat /etc/faulted-both')
  const late = both.map(({ events }) => JSON.stringify(events.find(({ type }) => type === 'generation-recorded')))
  expect(new Set(late).size).toBe(2)
  expect(['one', 'two']).toContain(stdout)
  await labRun('deploy', herd(file('/etc/faulted')))
}, 120_000)

test.each([
  { name: 'cut off', damage: 'head -c 40 state >state.cut; mv state.cut state', says: 'damaged' },
  { name: 'empty', damage: ': >state', says: 'its format is missing' },
  { name: 'edited', damage: "sed -i 's/^phase .*/phase fine/' state", says: 'its phase is “fine”' },
  { name: 'a later format', damage: "sed -i 's/^format .*/format 9/' state", says: 'format 9' },
])(
  'a state file that is $name: nothing is done, and it is said',
  async ({ damage, says }) => {
    await machine.exec('cp -a /var/lib/drover/state /var/lib/drover/state.kept')
    const fresh = await lookAt(machine)
    expect((await machine.exec(`cd /var/lib/drover && ${damage}`)).exit).toBe(0)
    const damaged = (await machine.exec('cat /var/lib/drover/state')).stdout
    const { outcome, events } = await labRun('deploy', herd(file('/etc/faulted', 'other\n')))
    expect(JSON.stringify(endOf(events))).toContain(says)
    expect(['failed', 'refused']).toContain(outcome)
    expect((await machine.exec('cat /var/lib/drover/state')).stdout).toBe(damaged)
    expect(differences(fresh, await lookAt(machine))).toEqual([])
    await machine.exec('mv /var/lib/drover/state.kept /var/lib/drover/state')
    expect((await labRun('plan', herd(file('/etc/faulted')))).outcome).toBe('unchanged')
  },
  60_000,
)
