import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LabMachine, labMachine } from '../support/lab'
import { formsOf, leaks } from '../support/leaks'
import { runAction } from '../support/runner/job'

const secret = `first line of it's "secret" $HOME\nsecond line & %41 = é`
const changed = 'the other value of the secret, after it was changed'
const workspace = mkdtempSync(join(tmpdir(), 'drover-leaks-'))
let machine: LabMachine

beforeAll(async () => {
  machine = await labMachine()
  writeFileSync(join(workspace, 'key'), machine.privateKey)
  writeFileSync(
    join(workspace, 'deploy.ts'),
    `import { activation, deployment, machine, managedHost, secret, service, system, text } from 'drover'
export default deployment({ name: 'leaks', allowIrreversible: true }, [machine({
  name: 'm',
  environment: managedHost({ host: '${machine.address}', hostKey: '${machine.hostKey}' }),
  system: system({ hostName: 'm', files: [
    { kind: 'file', path: '/etc/leaks/alone', content: secret('TOKEN') },
    { kind: 'file', path: '/etc/leaks/within', content: text\`token = \${secret('TOKEN')}\\n\`, mode: '600' },
    { kind: 'directory', path: '/etc/leaks' },
  ], services: [service(activation, [{ name: 'lasting', run: 'sleep 1', unless: 'test -e /etc/leaks/never' }])] }),
})])
`,
  )
}, 300_000)
afterAll(async () => {
  rmSync(workspace, { recursive: true })
  await machine?.destroy()
})

// Everything that a run leaves on the machine but the contents themselves, which lie in files named by HMAC.
const left = async () =>
  (
    await machine.exec(
      "find /var/lib/drover -type f ! -path '*/store/h-*' -exec tail -n +1 {} +; find /var/lib/drover; journalctl --no-pager -o export || true",
    )
  ).stdout

// Every process's arguments, each set of them once, looked at as often as the machine can: nothing is started for a look.
const watchArguments = String.raw`cat >/run/watch-arguments <<'end'
open my $out, '>>', '/run/arguments' or die; $out->autoflush; $/ = undef; my %seen;
while (1) {
  for my $file (glob '/proc/[0-9]*/cmdline') {
    open my $in, '<', $file or next; my $words = <$in> // ''; $words =~ tr/\0/ /;
    print $out "$words\n" unless $seen{$words}++;
  }
}
end
systemd-run --quiet --unit=watch-arguments perl -MIO::Handle /run/watch-arguments
until grep -q watch-arguments /run/arguments 2>/dev/null; do sleep 0.05; done`

async function sinksOf(value: string, command: string): Promise<{ exit: number; sinks: Record<string, string> }> {
  await machine.exec(watchArguments)
  const { exit, stdout, stderr, summary, outputs, events } = await runAction({
    workspace,
    inputs: { command, 'ssh-key': machine.privateKey, 'log-level': 'debug' },
    env: { TOKEN: value },
  })
  const { stdout: seen } = await machine.exec('systemctl stop watch-arguments; cat /run/arguments')
  // The runner takes a line that registers a mask for itself and never shows it.
  const shown = stdout
    .split('\n')
    .filter(line => !line.startsWith('::add-mask::'))
    .join('\n')
  return {
    exit,
    sinks: {
      log: shown,
      stderr,
      summary,
      outputs: JSON.stringify(outputs),
      events,
      machine: await left(),
      arguments: seen,
    },
  }
}

test('a leak that is planted in any sink, in any form, is found', () => {
  for (const [form, text] of Object.entries(formsOf(secret)))
    for (const sink of ['log', 'stderr', 'summary', 'outputs', 'events', 'machine', 'arguments'])
      expect(leaks({ [sink]: `before ${text} after`, other: 'nothing' }, secret)).toContain(`${sink}: ${form}`)
})

test('the watch on the machine sees a secret in a process’s arguments', async () => {
  await machine.exec(watchArguments)
  await machine.exec("sleep 0.3; sh -c 'sleep 0.5; :' planted-in-arguments; systemctl stop watch-arguments")
  expect((await machine.exec('cat /run/arguments')).stdout).toContain('planted-in-arguments')
})

test('no sink tells a secret: on the plan, on the first deployment, when it changes', async () => {
  const planned = await sinksOf(secret, 'plan')
  expect(planned.exit).toBe(0)
  expect(leaks(planned.sinks, secret)).toEqual([])

  const first = await sinksOf(secret, 'deploy')
  expect(first.exit).toBe(0)
  expect((await machine.exec('cat /etc/leaks/alone')).stdout).toBe(secret)
  expect(leaks(first.sinks, secret)).toEqual([])
  // Each place was really looked at: what is no secret stands in it.
  for (const sink of ['log', 'events', 'summary']) expect(first.sinks[sink]).toContain('/etc/leaks/alone')
  expect(first.sinks.machine).toContain('{"$secret":"TOKEN"}')
  // What carries the change out lives for a second at least, so that the watch can't miss it.
  expect(first.sinks.arguments).toMatch(/\/runtime\.sh drover_work \S+ leaks/)

  const second = await sinksOf(changed, 'deploy')
  expect(second.exit).toBe(0)
  expect((await machine.exec('cat /etc/leaks/within')).stdout).toBe(`token = ${changed}\n`)
  expect([...leaks(second.sinks, secret), ...leaks(second.sinks, changed)]).toEqual([])
  expect(JSON.parse(JSON.parse(second.sinks.outputs ?? '').changed)).toEqual(['m'])
}, 120_000)
