import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { runCli } from '../support/cli'
import { type LabMachine, labMachines } from '../support/lab'

jest.setTimeout(60_000)

const folder = mkdtempSync(join(tmpdir(), 'drover-rerun-'))
const key = join(folder, 'key')
let machines: readonly LabMachine[] = []

beforeAll(async () => {
  machines = await labMachines(3)
  writeFileSync(key, machines.map(({ privateKey }) => privateKey).join('\n'), { mode: 0o600 })
  const declared = machines.map(
    ({ address, hostKey }, n) => `machine({
  name: 'm${n + 1}',
  environment: managedHost({ host: '${address}', hostKey: '${hostKey}' }),
  system: system({ files: [{ path: '/etc/managed', content: 'by drover' }] }),
})`,
  )
  writeFileSync(
    join(folder, 'deploy.ts'),
    `import { machine, managedHost, system } from 'drover'\nexport default [${declared.join(', ')}]\n`,
  )
}, 300_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await Promise.all(machines.map(machine => machine.destroy()))
})

const result = z.object({
  command: z.string(),
  machines: z.array(z.object({ name: z.string(), outcome: z.string() })),
})

async function drover(...argv: readonly string[]) {
  const { exit, stdout, stderr } = await runCli([...argv, '-i', key, '--json', '--yes'], { folder })
  const { data } = result.safeParse(stdout === '' ? undefined : JSON.parse(stdout))
  const outcomes = data?.machines.map(({ name, outcome }) => `${name} ${outcome}`)
  return { exit, stdout, stderr, command: data?.command, outcomes }
}

const save = (text: string) => writeFileSync(join(folder, 'result.json'), text)
const ofSecond = async (script: string) => (await machines[1]?.exec(script))?.stdout

test('deploys again whoever did not get there, and nobody else', async () => {
  await machines[1]?.exec('systemctl stop ssh.socket ssh')
  const first = await drover('deploy')
  expect([first.exit, first.outcomes]).toEqual([1, ['m1 changed', 'm2 unreachable', 'm3 changed']])
  save(first.stdout)

  const still = await drover('rerun', 'result.json')
  expect([still.exit, still.command, still.outcomes]).toEqual([1, 'deploy', ['m2 unreachable']])
  save(still.stdout)

  await machines[1]?.exec('systemctl start ssh')
  // Nobody else is even connected to.
  const others = [machines[0], machines[2]]
  await Promise.all(others.map(machine => machine?.link('down')))
  const again = await drover('rerun', 'result.json')
  await Promise.all(others.map(machine => machine?.link('up')))
  expect([again.exit, again.outcomes]).toEqual([0, ['m2 changed']])
  expect(await ofSecond('cat /etc/managed')).toBe('by drover')

  save(again.stdout)
  const done = await drover('rerun', 'result.json')
  expect([done.exit, done.stdout + done.stderr]).toEqual([2, expect.stringContaining('there is nothing to run again')])
})
