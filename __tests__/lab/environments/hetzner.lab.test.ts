import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeKey } from '../../ssh/keys'
import { sharedDist } from '../../support/bundle'
import { node24 } from '../../support/node24'
import { type Booted, bootWith } from '../../support/providers/boot'
import { Hetzner } from '../../support/providers/hetzner/hetzner'
import { runAction } from '../../support/runner/job'

const users = makeKey('ed25519')
const provider = new Hetzner({ token: 'token-of-the-project' })
const { token, world } = provider
const booted = new Map<number, Booted>()
let workspace: string
let api: string

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'drover-cloud-'))
  cpSync(join(__dirname, '../../../examples/cloud'), workspace, { recursive: true })
  world.slowness = 0
  api = await provider.start()
  change("token: secret('HCLOUD_TOKEN'),", `token: secret('HCLOUD_TOKEN'), api: '${api}',`)
  provider.onCreate = async ({ id }, userData) => {
    const machine = await bootWith(userData, { packages: ['nodejs', 'apache2'] })
    booted.set(id, machine)
    return machine.address
  }
  provider.onDelete = async ({ id }) => booted.get(id)?.destroy()
}, 300_000)
afterAll(async () => {
  await Promise.all([...booted.values()].map(machine => machine.destroy()))
  // Throws where Hetzner was asked otherwise than it describes.
  await provider.stop()
  rmSync(workspace, { recursive: true, force: true })
}, 60_000)

function change(from: string, to: string): void {
  const path = join(workspace, 'deploy.ts')
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`examples/cloud has no “${from}”`)
  writeFileSync(path, text.replace(from, to))
}

const act = (command: string) =>
  runAction({
    workspace,
    inputs: { command, 'ssh-key': users.secret },
    env: { HCLOUD_TOKEN: token },
    secrets: [token],
  })

const there = () => [...world.servers.values()].filter(server => world.statusOf(server) !== 'deleting')
const types = () => there().map(({ order }) => order.server_type)
const ids = () => there().map(({ id }) => id)
const page = async () => fetch(`http://${booted.get(ids()[0] ?? 0)?.address}/`).then(answer => answer.text())

test('the example is made, set up, left alone, changed, replaced and destroyed by the bundle', async () => {
  const planned = await act('plan')
  expect([planned.exit, ids()]).toEqual([0, []])

  const first = await act('deploy')
  const made = ids()
  expect([first.exit, first.outputs.outcome, made.length]).toEqual([0, 'changed', 1])
  expect(await page()).toBe('<h1>Hello from the cloud</h1>\n')
  // What the provider made up for root is told to the runner, which hides it.
  expect(first.stdout).toContain(`::add-mask::root-of-${made[0]}`)
  expect(first.events).not.toContain('root-of-')

  const second = await act('deploy')
  expect([second.exit, second.outputs.outcome, ids()]).toEqual([0, 'unchanged', made])

  change('Hello from the cloud', 'Hello again')
  const third = await act('deploy')
  expect([third.exit, third.outputs.outcome, ids(), await page()]).toEqual([
    0,
    'changed',
    made,
    '<h1>Hello again</h1>\n',
  ])

  // What can't be deployed to takes nobody's place.
  change("size: ['cx22', 'cpx11']", "size: 'cx32', replace: true")
  change('import { deployment', 'import { command, deployment')
  change("hostName: 'web',", "hostName: 'web', healthChecks: [command('false', { retries: 1, interval: 1 })],")
  const stuck = await act('deploy')
  expect([stuck.exit, stuck.outputs.outcome, await page()]).toEqual([1, 'failed-undone', '<h1>Hello again</h1>\n'])
  expect(stuck.stdout).toMatch(/beside: web-\w+, in whose place it was made, stays until a deployment of web succeeds/)
  expect(types()).toEqual(['cx22', 'cx32'])

  change(" healthChecks: [command('false', { retries: 1, interval: 1 })],", '')
  const replaced = await act('deploy')
  expect([replaced.exit, replaced.outputs.outcome, await page()]).toEqual([0, 'changed', '<h1>Hello again</h1>\n'])
  expect(types()).toEqual(['cx32'])

  const child = spawn(node24, [join(sharedDist(), 'cli.js'), 'destroy', '--stage', 'production', '--yes'], {
    cwd: workspace,
    env: { PATH: process.env.PATH, HOME: workspace, HCLOUD_TOKEN: token },
    stdio: 'ignore',
  })
  expect(await once(child, 'close')).toEqual([0, null])
  expect(ids()).toEqual([])
}, 240_000)
