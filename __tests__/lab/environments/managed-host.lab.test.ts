import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LabMachine, labMachine } from '../../support/lab'
import { runAction } from '../../support/runner/job'
import { commandsIn } from '../../support/runner/workflow-command'

const workspace = mkdtempSync(join(tmpdir(), 'drover-managed-'))
// A key that is not the machine's: made for this test, and used nowhere.
const otherKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ7yPp9YbIpA3yXo9dVxk7E0Sg5cXyzS4pXEGXF1Y2Fs'
let machine: LabMachine

beforeAll(async () => {
  machine = await labMachine()
  await machine.exec(`
for user in ada bob; do
  useradd --create-home --shell /bin/bash $user
  mkdir -m 700 /home/$user/.ssh
  cp /root/.ssh/authorized_keys /home/$user/.ssh/
  chown -R $user: /home/$user/.ssh
done
echo 'ada ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/ada
echo 'echo noise from a start-up file; PS1=x' >> /home/ada/.bashrc`)
}, 300_000)
afterAll(async () => {
  rmSync(workspace, { recursive: true, force: true })
  await machine?.destroy()
})

async function act(command: string, host: Record<string, unknown>, inputs: Record<string, string> = {}) {
  writeFileSync(
    join(workspace, 'deploy.ts'),
    `import { machine, managedHost, system } from 'drover'
export default [machine({
  name: 'm',
  environment: managedHost(${JSON.stringify({ host: machine.address, hostKey: machine.hostKey, ...host })}),
  system: system({ hostName: 'm', files: [{ kind: 'file', path: '/etc/managed', content: 'by drover' }] }),
})]
`,
  )
  const run = await runAction({ workspace, inputs: { command, 'ssh-key': machine.privateKey, ...inputs } })
  const result = JSON.parse(run.outputs.result ?? '{}')
  return { ...run, machine: result.machines?.[0], failures: result.failures }
}

test('a user with sudo -n deploys as root does, whatever a start-up file prints', async () => {
  const first = await act('deploy', { user: 'ada' })
  expect([first.exit, first.machine.outcome]).toEqual([0, 'changed'])
  expect((await machine.exec('stat -c "%U %a" /etc/managed; cat /etc/managed')).stdout).toBe('root 644\nby drover')
  expect((await act('deploy', { user: 'ada' })).machine.outcome).toBe('unchanged')
  expect((await act('deploy', { user: 'root' })).machine.outcome).toBe('unchanged')
}, 60_000)

test('a user who may not use sudo is told so', async () => {
  const { exit, machine: result } = await act('deploy', { user: 'bob' })
  expect([exit, result.outcome]).toEqual([1, 'failed'])
  expect(result.failure.code).toBe('sudo-refused')
  expect(result.failure.message).toContain(`bob may not run sudo -n on ${machine.address}`)
  expect(result.failure.message).toContain('sudo: a password is required')
  expect(result.failure.message).toContain('bob ALL=(ALL) NOPASSWD: ALL')
}, 30_000)

describe('an ssh_config', () => {
  const config = join(workspace, 'ssh_config')
  const known = { host: 'the-machine', address: '10.0.0.7' }
  const write = (...lines: readonly string[]) =>
    writeFileSync(config, ['Host the-machine', `HostName ${machine.address}`, ...lines, ''].join('\n'))

  test('that the deployment file names, or the run, says how to get there', async () => {
    write('User ada', 'UserKnownHostsFile /dev/null')
    const named = await act('plan', { ...known, sshConfig: config })
    expect([named.exit, named.machine.outcome]).toEqual([0, 'unchanged'])
    const run = await act('plan', known, { 'ssh-config': 'ssh_config' })
    expect([run.exit, run.machine.outcome]).toEqual([0, 'unchanged'])
    const neither = await act('plan', known)
    expect(neither.machine.failure).toMatchObject({ code: 'machine-unreachable' })
  }, 60_000)

  test('what can’t be followed is refused by file and line', async () => {
    write('ProxyCommand ssh -W %h:%p gate')
    const { exit, machine: result } = await act('deploy', { ...known, sshConfig: config })
    expect(exit).not.toBe(0)
    expect(result.failure.message).toContain(`${config}:3: “proxycommand” is not supported: say the hosts on the way`)
  }, 30_000)
})

test('a known_hosts line with an authority is told, and takes nothing from the declared key', async () => {
  const lines = `@cert-authority * ${otherKey}\n`
  const { exit, stdout } = await act('plan', {}, { 'known-hosts': lines })
  expect([exit, stdout]).toEqual([0, expect.stringContaining('known-hosts:1: @cert-authority is not asked')])
}, 30_000)

test('a host key that is not the declared one is refused, with what was seen and the line to add', async () => {
  const { exit, machine: result, stdout } = await act('deploy', { hostKey: otherKey })
  expect(exit).not.toBe(0)
  expect(result.failure.code).toBe('host-key-refused')
  const fingerprint =
    (await machine.exec('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')).stdout.split(' ')[1] ?? '?'
  expect(result.failure.message).toContain(fingerprint)
  expect(result.failure.message).toContain(machine.hostKey.split(' ')[1])
  const [error] = commandsIn(stdout).filter(({ name }) => name === 'error')
  expect(error?.properties).toMatchObject({ file: 'deploy.ts', line: '2' })
}, 30_000)

test('a fingerprint pins as well as a key does', async () => {
  const fingerprint = (await machine.exec('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')).stdout.split(' ')[1]
  expect((await act('plan', { hostKey: fingerprint })).exit).toBe(0)
  expect((await act('plan', { hostKey: [otherKey, machine.hostKey] })).exit).toBe(0)
}, 30_000)

test('known hosts that contradict what is pinned are refused before anything is connected', async () => {
  const { machine: result } = await act('deploy', {}, { 'known-hosts': `${machine.address} ${otherKey}\n` })
  expect(result.failure.code).toBe('host-key-refused')
  const declared = (await machine.exec('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')).stdout.split(' ')[1]
  expect(result.failure.message).toContain(`Declared: ssh-ed25519 ${declared}`)
  expect(result.failure.message).toContain('In known-hosts: ssh-ed25519 SHA256:')
  const garbage = await act(
    'validate',
    {},
    { 'known-hosts': `${machine.address} ${otherKey.slice(0, -5)}\nmore of it\n` },
  )
  expect([garbage.exit, garbage.failures.length]).toEqual([2, 2])
}, 30_000)

test('a key that the machine does not take names user, host and key', async () => {
  await machine.exec('mv /home/bob/.ssh/authorized_keys /home/bob/.ssh/away')
  const { machine: result } = await act('deploy', { user: 'bob' })
  expect(result.failure.code).toBe('authentication-failed')
  expect(result.failure.message).toMatch(/bob.*SHA256:|SHA256:.*bob/s)
}, 30_000)

test.each([
  { name: 'a public key', command: 'deploy', key: otherKey, says: 'public' },
  { name: 'no key at all', command: 'validate', key: 'hello', says: 'key' },
])(
  'an ssh-key that is $name exits 2 before any machine is touched',
  async ({ command, key, says }) => {
    const { exit, stdout, failures } = await act(command, {}, { 'ssh-key': key })
    expect([exit, failures[0].code]).toEqual([2, 'key-unusable'])
    expect(stdout).toContain(says)
  },
  30_000,
)
