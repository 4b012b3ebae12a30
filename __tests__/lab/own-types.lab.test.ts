import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LabMachine, labMachine } from '../support/lab'
import { runAction } from '../support/runner/job'

const workspace = mkdtempSync(join(tmpdir(), 'drover-own-'))
let machine: LabMachine

beforeAll(async () => {
  machine = await labMachine()
}, 300_000)
afterAll(async () => {
  rmSync(workspace, { recursive: true, force: true })
  await machine?.destroy()
})

// A kind, a service type and an environment type of the user's own, in the deployment file itself.
const own = () => `
const note = resourceKind({
  name: 'note',
  rank: 70,
  schema: z.strictObject({ name: z.string(), says: z.string() }),
  id: ({ name }) => \`note:\${name}\`,
  claims: ({ name }) => [\`path:/etc/note-\${name}\`],
  probe: wants => sh\`for name in \${wants.map(({ name }) => name)}; do
  printf '%s=' "$name"; cat "/etc/note-$name" 2>/dev/null || echo absent
done\`,
  read: answer => new Map(answer.split('\\n').filter(Boolean).map(line => {
    const [name, says] = line.split('=')
    return [\`note:\${name}\`, says]
  })),
  steps: ({ want, seen }) => seen === want.says ? [] : [{
    action: seen === 'absent' ? 'create' : 'change',
    title: \`note \${want.name}\`,
    effect: sh\`printf '%s\\n' \${want.says} > /etc/note-\${want.name}\`,
  }],
  keep: ({ name }) => ({
    record: sh\`cp -a /etc/note-\${name} "$original/note" 2>/dev/null || true\`,
    restore: sh\`if [ -e "$original/note" ]; then cp -a "$original/note" /etc/note-\${name}; else rm -f /etc/note-\${name}; fi\`,
  }),
})
const notes = serviceType({
  name: 'notes',
  description: 'Short notes',
  config: z.strictObject({ says: z.string() }),
  extensions: contribute => [contribute(resources, ({ says }) => [resource(note, { name: 'one', says })])],
})`

const file = (services: string, declared: string) => `
import { environmentType, machine, resource, resourceKind, resources, service, serviceType, sh, system, z } from 'drover'
const lab = environmentType({
  name: 'my-lab',
  description: 'A machine that the test made',
  config: z.strictObject({ host: z.string(), hostKey: z.string() }),
  address: ({ host }) => host,
  reach: ({ host, hostKey }, _facts, { connect, progress }) => {
    progress('reached in my own way')
    return connect({ host, port: 22, user: 'root', hostKeys: [hostKey] })
  },
})
${declared}
export default [machine({
  name: 'm',
  environment: lab({ host: '${machine.address}', hostKey: '${machine.hostKey}' }),
  system: system({ hostName: 'm', services: [${services}] }),
})]
`

async function deploy(text: string, more: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(workspace, 'deploy.ts'), text)
  const run = await runAction({ workspace, inputs: { 'ssh-key': machine.privateKey, ...more } })
  return { ...run, machine: JSON.parse(run.outputs.result ?? '{}').machines?.[0] }
}
const read = async () => (await machine.exec('cat /etc/note-one')).stdout

test('a kind, a service type and an environment type live in the deployment file', async () => {
  await machine.exec('echo mine > /etc/note-one')
  const first = await deploy(file("service(notes, { says: 'hello' })", own()))
  expect([first.exit, first.machine.outcome, first.machine.environment]).toEqual([0, 'changed', 'my-lab'])
  expect(first.stdout).toContain('reached in my own way')
  expect(await read()).toBe('hello\n')
  const second = await deploy(file("service(notes, { says: 'hello' })", own()))
  expect(second.machine.outcome).toBe('unchanged')
  const changed = await deploy(file("service(notes, { says: 'bye' })", own()))
  expect(changed.machine.outcome).toBe('changed')
  expect(await read()).toBe('bye\n')
}, 120_000)

test('what such a kind made is taken away when the repository no longer knows the kind', async () => {
  const gone = await deploy(file('', ''))
  expect([gone.exit, gone.machine.outcome]).toEqual([0, 'changed'])
  expect(await read()).toBe('mine\n')
  expect((await deploy(file('', ''))).machine.outcome).toBe('unchanged')
}, 120_000)

test('a generation that holds such a kind is gone back to when the repository no longer knows it', async () => {
  const back = await deploy(file('', ''), { command: 'rollback', to: '2' })
  expect([back.exit, back.machine.outcome]).toEqual([0, 'changed'])
  expect(back.stdout).toContain('from what the machine keeps')
  expect(await read()).toBe('bye\n')
  const again = await deploy(file('', ''), { command: 'rollback', to: '1' })
  expect([again.exit, await read()]).toEqual([0, 'hello\n'])
  const looked = await deploy(file('', ''), { command: 'check' })
  expect([looked.exit, looked.machine.outcome]).toEqual([0, 'unchanged'])
  expect(looked.stdout).toContain('nobody can say how note:one stands')
  expect((await deploy(file('', ''))).machine.outcome).toBe('changed')
  expect(await read()).toBe('mine\n')
}, 120_000)
