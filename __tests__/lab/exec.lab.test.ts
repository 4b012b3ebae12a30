import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli } from '../support/cli'
import { type LabMachine, labMachines } from '../support/lab'
import { runAction } from '../support/runner/job'

const folder = mkdtempSync(join(tmpdir(), 'drover-exec-'))
const key = join(folder, 'key')
let machines: readonly LabMachine[] = []

beforeAll(async () => {
  machines = await labMachines(2)
  // The second is reached as a user who may sudo.
  await machines[1]?.exec(`useradd --create-home ada
install -D -o ada -m 600 /root/.ssh/authorized_keys /home/ada/.ssh/authorized_keys
chown ada /home/ada/.ssh
command -v sudo >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq sudo >/dev/null
echo 'ada ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ada`)
  writeFileSync(key, machines.map(({ privateKey }) => privateKey).join('\n'), { mode: 0o600 })
  const declared = machines.map(
    ({ address, hostKey }, n) => `machine({
  name: 'm${n + 1}', labels: ['n${n + 1}'],
  environment: managedHost({ host: '${address}', hostKey: '${hostKey}', user: '${n === 0 ? 'root' : 'ada'}' }),
  system: system({ files: [{ path: '/etc/token', content: secret('TOKEN') }] }),
})`,
  )
  writeFileSync(
    join(folder, 'deploy.ts'),
    `import { machine, managedHost, secret, system } from 'drover'\nexport default [${declared.join(', ')}]\n`,
  )
}, 300_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await Promise.all(machines.map(machine => machine.destroy()))
})

const drover = (argv: readonly string[], more: Partial<Parameters<typeof runCli>[1]> = {}) =>
  runCli(argv, { folder, ...more })

test('runs as root everywhere, side by side, each output under its machine', async () => {
  const line = 'id -un; date +"began %s"; sleep 3; date +"ended %s"; echo "it\'s" >&2'
  const { exit, stdout } = await drover(['exec', '-i', key, '--', line])
  expect([exit, stdout]).toEqual([0, expect.stringMatching(/^m1 {2}\| root$/m)])
  for (const name of ['m1', 'm2']) {
    expect(stdout).toMatch(new RegExp(`^${name} {2}\\| root$`, 'm'))
    expect(stdout).toMatch(new RegExp(`^${name} {2}\\| it's$`, 'm'))
  }
  const times = (what: string) =>
    [...stdout.matchAll(new RegExp(`${what} (\\d+)`, 'g'))].map(([, time]) => Number(time))
  expect(times('began')).toHaveLength(2)
  expect(Math.max(...times('began'))).toBeLessThan(Math.min(...times('ended')))
})

test('tells exit codes from signals, in JSON too, and several words are read by no shell', async () => {
  const line = 'if [ $(hostname) = m1 ]; then exit 137; else kill -9 $$; fi'
  await machines[0]?.exec('hostname m1')
  const { exit, stdout } = await drover(['exec', '-i', key, '--json', '--', 'sh', '-c', line])
  expect(exit).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    command: 'exec',
    outcome: 'failed',
    machines: [
      { name: 'm1', failure: { code: 'command-failed' }, command: { exit: 137, signal: null, output: '', left: 0 } },
      { name: 'm2', failure: { code: 'command-killed' }, command: { exit: null, signal: 'SIGKILL' } },
    ],
  })
  const hostile = ['$(touch /tmp/pwned)', "'; touch /tmp/pwned; '", '`touch /tmp/pwned`', '-n', '']
  const echoed = await drover(['exec', '-i', key, '--json', '-m', 'm1', '--', 'printf', '[%s]', ...hostile])
  expect(JSON.parse(echoed.stdout).machines[0].command.output).toBe(`${hostile.map(each => `[${each}]`).join('')}\n`)
  expect((await machines[0]?.exec('ls /tmp/pwned'))?.exit).not.toBe(0)
})

test('much output comes whole, and the JSON keeps its end', async () => {
  const { exit, stdout, stderr } = await drover(['exec', '-i', key, '--json', '-m', '@n1', '--', 'seq 200000'])
  expect(exit).toBe(0)
  expect(stderr.match(/^m1 {2}\| \d+$/gm)).toHaveLength(200_000)
  const { output, left } = JSON.parse(stdout).machines[0].command
  expect(output.length).toBeLessThanOrEqual(16_384)
  expect(output).toMatch(/\n200000\n$/)
  expect(left + output.split('\n').length - 1).toBe(200_000)
})

test('in a workflow: a group a machine, secrets hidden, no command to the runner', async () => {
  const { exit, stdout, outputs, summary } = await runAction({
    workspace: folder,
    inputs: {
      command: 'exec',
      run: 'printf "%s\\n" "token is s3cr3t-t0ken"\necho "::error::pwned"\nfalse\necho never',
      'ssh-key': machines.map(({ privateKey }) => privateKey).join('\n'),
    },
    env: { TOKEN: 's3cr3t-t0ken' },
  })
  expect(exit).toBe(1)
  expect(stdout).toMatch(/^::group::m1: ✗ failed\n::stop-commands::.*\n {4}\| token is \*\*\*\n/m)
  expect(stdout).toContain('::add-mask::s3cr3t-t0ken\n')
  const said = stdout.replace('::add-mask::s3cr3t-t0ken\n', '')
  for (const text of [said, summary, ...Object.values(outputs)]) expect(text).not.toMatch(/s3cr3t|never/)
  expect(JSON.parse(outputs.failed ?? '')).toEqual(['m1', 'm2'])
})

test('a run that is cancelled ends the command on every machine, with what it started', async () => {
  let told = false
  const { exit, stdout } = await drover(['exec', '-i', key, '--', 'sleep 1234 & echo on; sleep 1235'], {
    onStdout: (text, kill) => {
      if (told || !/^m1 .* on$/m.test(text) || !/^m2 .* on$/m.test(text)) return
      told = true
      kill('SIGINT')
    },
  })
  expect(exit).toBe(130)
  expect(stdout).toMatch(/m1, m2: Cancelled\. The command was told to end, and has\./)
  for (const machine of machines) expect((await machine.exec('ps -eo args | grep "^sleep 123"')).stdout).toBe('')
})

test('a run that is killed ends the command, too', async () => {
  await drover(['exec', '-i', key, '-m', 'm1', '--', 'echo on; sleep 1236'], {
    onStdout: (text, kill) => text.includes('| on') && kill('SIGKILL'),
  })
  expect((await machines[0]?.exec('sleep 1; ps -eo args | grep "^sleep 1236"'))?.stdout).toBe('')
})

test('selecting no machine is an error', async () => {
  const { exit, stdout } = await drover(['exec', '-i', key, '-m', 'nobody', '--', 'true'])
  expect([exit, stdout]).toEqual([
    2,
    expect.stringMatching(/“nobody” selects no machine\. The deployment file has m1, m2/),
  ])
})
