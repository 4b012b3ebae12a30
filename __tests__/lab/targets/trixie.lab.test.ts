import { rmSync } from 'node:fs'
import { answering, forumWorkspace } from '../../support/forum'
import { type LabMachine, labMachines } from '../../support/lab'
import { runAction } from '../../support/runner/job'

jest.setTimeout(120_000)

let machines: readonly LabMachine[] = []
let workspace: string
beforeAll(async () => {
  machines = await labMachines(3, { release: 'trixie', packages: ['nodejs', 'apache2'] })
  workspace = forumWorkspace(machines)
}, 600_000)
afterAll(async () => {
  rmSync(workspace, { recursive: true, force: true })
  await Promise.all(machines.map(machine => machine.destroy()))
})

test('Debian 13 runs the forum as Debian 12 does, and nothing is said to be untried', async () => {
  expect((await machines[0]?.exec('. /etc/os-release; echo $VERSION_ID; command -v python3'))?.stdout).toBe('13\n')
  const inputs = { command: 'deploy', 'ssh-key': machines.map(({ privateKey }) => privateKey).join('\n') }
  const first = await runAction({ workspace, inputs })
  expect([first.exit, first.outputs.outcome, first.stderr]).toEqual([0, 'changed', ''])
  expect(await answering(machines, 2)).toEqual(['forum-server-1', 'forum-server-2'])
  expect(first.events).not.toContain('not tried')
  const second = await runAction({ workspace, inputs })
  expect([second.exit, second.outputs.outcome]).toEqual([0, 'unchanged'])
})
