import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answering, forumWorkspace } from '../support/forum'
import { type LabMachine, labMachines } from '../support/lab'
import { node24 } from '../support/node24'
import { runAction } from '../support/runner/job'
import { commandsIn } from '../support/runner/workflow-command'

const root = join(__dirname, '../..')
let workspace: string
let machines: readonly LabMachine[] = []

beforeAll(async () => {
  machines = await labMachines(5, { packages: ['nodejs', 'apache2'] })
  workspace = forumWorkspace(machines)
}, 300_000)
afterAll(async () => {
  rmSync(workspace, { recursive: true, force: true })
  await Promise.all(machines.map(machine => machine.destroy()))
}, 60_000)

const keys = () => machines.map(({ privateKey }) => privateKey).join('\n')
const act = (command: string, more: Record<string, string> = {}) =>
  runAction({ workspace, inputs: { command, 'ssh-key': keys(), ...more } })

test('the bundle deploys the forum as the runner starts it, and a second run changes nothing', async () => {
  const planned = await act('plan')
  expect([planned.exit, planned.outputs.outcome]).toEqual([0, 'planned'])
  expect((await machines[0]?.exec('ls /var/lib/drover'))?.exit).not.toBe(0)

  const first = await act('deploy')
  expect([first.exit, first.outputs.outcome, first.stderr]).toEqual([0, 'changed', ''])
  expect(JSON.parse(first.outputs.changed ?? '')).toEqual(['balancer', 'forum-1', 'forum-2', 'forum-3', 'forum-4'])
  expect(await answering(machines, 4)).toEqual([1, 2, 3, 4].map(n => `forum-server-${n}`))
  for (const name of ['balancer', 'forum-1', 'forum-4']) expect(first.summary).toContain(name)
  // The key came in as an input: the runner is told to hide it before anything else is printed.
  expect(commandsIn(first.stdout)[0]?.name).toBe('add-mask')

  const second = await act('deploy')
  expect([second.exit, second.outputs.outcome]).toEqual([0, 'unchanged'])
  expect(JSON.parse(second.outputs.unchanged ?? '')).toHaveLength(5)
}, 180_000)

test('one machine that fails disturbs no other but the one that waits for it', async () => {
  await machines[2]?.exec('systemctl stop forum.service; chmod -x /usr/bin/node')
  const { exit, outputs, summary, stdout } = await act('deploy')
  expect(exit).toBe(1)
  const outcomes = Object.fromEntries(
    JSON.parse(outputs.result ?? '').machines.map((m: { name: string; outcome: string }) => [m.name, m.outcome]),
  )
  expect(outcomes).toEqual({
    balancer: 'skipped',
    'forum-1': 'unchanged',
    'forum-2': 'failed-undone',
    'forum-3': 'unchanged',
    'forum-4': 'unchanged',
  })
  expect(summary).toContain('forum.service')
  const errors = commandsIn(stdout).filter(({ name }) => name === 'error')
  expect(errors[0]?.properties).toMatchObject({ file: 'deploy.ts', line: expect.stringMatching(/^\d+$/) })
  await machines[2]?.exec('chmod +x /usr/bin/node')
  expect((await act('deploy')).exit).toBe(0)
}, 120_000)

test('every report can be made again from the events alone, in another process', async () => {
  const { events, summary, outputs } = await act('deploy')
  const file = join(workspace, 'events.ndjson')
  writeFileSync(file, events)
  const again = (report: string) =>
    execFileSync(node24, [join(root, 'dist/cli.js'), 'report', report, file], { encoding: 'utf8' })
  expect(again('summary')).toBe(summary)
  expect(again('result')).toBe(outputs.result)
  expect(again('log')).toContain('5 unchanged')
}, 60_000)

test('a machine that left the deployment file is named', async () => {
  const path = join(workspace, 'deploy.ts')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace('[1, 2, 3, 4]', '[1, 2, 3]'))
  const { exit, outputs, stdout } = await act('plan')
  expect(exit).toBe(0)
  expect(JSON.parse(outputs.result ?? '').left).toMatchObject([{ name: 'forum-4' }])
  expect(stdout).toContain('forum-4')
  writeFileSync(path, text)
}, 60_000)
