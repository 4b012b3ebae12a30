import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runAction } from '../support/action'
import { type LabMachine, labMachine } from '../support/lab'

const workspace = mkdtempSync(join(tmpdir(), 'drover-cancelled-'))
let machine: LabMachine

beforeAll(async () => {
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
  'a run that is cancelled by $signal while it applies says what it does not know, and the machine ends by itself',
  async ({ signal, exit }) => {
    await machine.exec('rm -rf /var/lib/drover /etc/slow')
    let killed = false
    const run = await runAction({
      workspace,
      inputs: { 'ssh-key': machine.privateKey },
      onStdout: (text, kill) => {
        if (killed || !text.includes('run hook slow')) return
        killed = true
        kill(signal)
      },
    })
    expect(run.exit).toBe(exit)
    const [result] = JSON.parse(run.outputs.result ?? '').machines
    expect(result).toMatchObject({ outcome: 'unknown', failure: { code: 'state-unknown' } })
    expect(run.summary).toContain('unknown')
    expect((await machine.exec('cat /etc/slow')).exit).not.toBe(0)

    // The unit on the machine is nobody's child: it carries on, and the next run finds its work done.
    const next = await runAction({ workspace, inputs: { 'ssh-key': machine.privateKey } })
    expect([next.exit, next.outputs.outcome]).toEqual([0, 'unchanged'])
    expect((await machine.exec('cat /etc/slow')).stdout).toBe('done\n')
  },
  60_000,
)
