import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedDist } from '../support/bundle'
import { type LabMachine, labMachine } from '../support/lab'
import { leaks } from '../support/leaks'
import { runAction } from '../support/runner/job'

const workspace = mkdtempSync(join(tmpdir(), 'drover-cancelled-'))
const begun = 'run hook slow'
let machine: LabMachine

const inputs = () => ({ 'ssh-key': machine.privateKey, 'allow-irreversible': 'true' })

beforeAll(async () => {
  sharedDist()
  machine = await labMachine()
  writeFileSync(
    join(workspace, 'deploy.ts'),
    `import { activation, machine, managedHost, service, serviceType, system } from 'drover'
const slow = serviceType({
  name: 'slow', description: 'Takes its time',
  extensions: contribute => [contribute(activation, () => [{ name: 'slow', run: 'sleep 3; echo done > /etc/slow' }])],
  defaultValue: {},
})
export default [machine({
  name: 'm',
  environment: managedHost({ host: '${machine.address}', hostKey: '${machine.hostKey}' }),
  system: system({ hostName: 'm', services: [service(slow)] }),
})]
`,
  )
}, 300_000)
afterAll(async () => {
  rmSync(workspace, { recursive: true, force: true })
  await machine?.destroy()
})

test.each([
  { signal: 'SIGINT', exit: 130 },
  { signal: 'SIGTERM', exit: 143 },
] as const)(
  'a run that is cancelled by $signal while it applies undoes, and says so',
  async ({ signal, exit }) => {
    await machine.exec('rm -rf /var/lib/drover /etc/slow')
    const run = await runAction({ workspace, inputs: inputs(), when: { says: begun, act: ({ kill }) => kill(signal) } })
    expect(run.exit).toBe(exit)
    const [result] = JSON.parse(run.outputs.result ?? '').machines
    expect(result).toMatchObject({ outcome: 'cancelled-undone', failure: { code: 'cancelled' } })
    expect(run.summary).toContain('cancelled and undone')
    expect((await machine.exec('sleep 4; cat /etc/slow')).exit).not.toBe(0)
    expect((await machine.exec("sed -n 's/^phase //p' /var/lib/drover/state; cat /var/lib/drover/claims")).stdout).toBe(
      'undone\n',
    )

    const next = await runAction({ workspace, inputs: inputs() })
    expect([next.exit, next.outputs.outcome]).toEqual([0, 'changed'])
    expect((await machine.exec('cat /etc/slow')).stdout).toBe('done\n')
  },
  60_000,
)

test('a run that is told to end now, while it undoes, says that it does not know', async () => {
  await machine.exec('rm -rf /var/lib/drover /etc/slow')
  const run = await runAction({
    workspace,
    inputs: inputs(),
    when: {
      says: begun,
      act: ({ kill }) => {
        kill('SIGINT')
        setTimeout(() => kill('SIGTERM'), 30)
      },
    },
  })
  expect(run.exit).toBe(143)
  const [result] = JSON.parse(run.outputs.result ?? '').machines
  expect(['unknown', 'cancelled-undone']).toContain(result.outcome)
  // Whatever it could still say: the machine goes back by itself.
  const until = Date.now() + 20_000
  const phase = async () => (await machine.exec("sed -n 's/^phase //p' /var/lib/drover/state")).stdout
  await machine.exec("sed -i 's/ .*/ 1/' /run/drover/lease")
  while ((await phase()) !== 'undone\n' && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 200))
  expect(await phase()).toBe('undone\n')
}, 60_000)

test('a run that is killed is settled by the post step, which says how the machine ended', async () => {
  await machine.exec('rm -rf /var/lib/drover /etc/slow')
  const run = await runAction({
    workspace,
    inputs: inputs(),
    when: { says: begun, act: ({ kill }) => kill('SIGKILL') },
  })
  expect([run.exit, run.outputs, run.state.reported]).toEqual([137, {}, undefined])
  expect([run.post?.exit, run.post?.log]).toEqual([0, expect.stringMatching(/^m: Cancelled\. All of it was undone/m)])
  expect(run.post?.summary).toContain('cancelled and undone')
  expect(leaks({ state: JSON.stringify(run.state), events: run.events }, machine.privateKey)).toEqual([])
  const settled = await machine.exec(
    "sed -n 's/^phase //p' /var/lib/drover/state; cat /var/lib/drover/claims; ls /etc/slow",
  )
  expect(settled.stdout).toBe('undone\n')

  const next = await runAction({ workspace, inputs: inputs() })
  expect([next.exit, next.outputs.outcome, next.post?.log]).toEqual([0, 'changed', ''])
}, 60_000)
