import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Bundle } from '../support/bundle'
import { type LabMachine, labMachine } from '../support/lab'
import { node24 } from '../support/node24'
import { onPty, type PtyRequest } from '../support/pty'
import { Screen } from '../support/screen'

const bundle = new Bundle()
let machine: LabMachine
let folder = ''

beforeAll(async () => {
  bundle.build()
  machine = await labMachine()
  const text = `import { activation, deployment, machine, managedHost, service, serviceType, system } from 'drover'
const slow = serviceType({
  name: 'slow', description: 'Takes its time',
  extensions: contribute => [contribute(activation, () => [{ name: 'slow', run: 'sleep 7; echo done >/etc/slow' }])],
  defaultValue: {},
})
export default deployment({ allowIrreversible: true }, [machine({
  name: 'm',
  environment: managedHost({ host: '${machine.address}', hostKey: '${machine.hostKey}' }),
  system: system({ hostName: 'm', services: [service(slow)] }),
})])
`
  folder = bundle.workspace({ 'deploy.ts': text })
  writeFileSync(join(folder, 'key'), machine.privateKey, { mode: 0o600 })
}, 300_000)
afterAll(async () => {
  bundle.remove()
  await machine?.destroy()
})

const size = { rows: 20, columns: 100 }
const colour = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')
async function shown(words: string, request: Partial<PtyRequest> = {}) {
  const line = `${node24} ${join(bundle.folder, 'dist/cli.js')} ${words}`
  const { exit, screen } = await onPty(line, { folder, size, seconds: 50, ...request })
  const terminal = new Screen(size.rows, size.columns)
  terminal.write(screen)
  return { exit, raw: screen.replaceAll(colour, ''), terminal }
}

test('a deployment is seen step by step in one line, and its log is whole when it has ended', async () => {
  const asked = [{ after: '[y/N]', keys: 'y\r' }]
  const { exit, raw, terminal } = await shown('deploy -i key', { typed: asked })
  expect(exit).toBe(0)
  expect(raw).toMatch(/m +\d\.\d s +applying \d\/\d: run hook slow/)
  expect(terminal.text).not.toContain('applying')
  expect(terminal.text).toMatch(/^m {2}● changed in .* \(\d+ changes, generation – → 1\)$/m)
  expect(terminal.text).toMatch(/^ {2}✓ run hook slow \(\d\.\d s\)$/m)
  expect(terminal.text).toMatch(/● changed: deploy of .*, 1 changed, in .*$/)
  expect([terminal.cursor, terminal.wraps]).toEqual([true, true])
  expect((await machine.exec('cat /etc/slow')).stdout).toBe('done\n')
})

test('Ctrl-C in the middle undoes, and leaves the terminal whole', async () => {
  await machine.exec('rm -rf /var/lib/drover /etc/slow')
  const { exit, terminal } = await shown('deploy --yes -i key', { typed: [{ after: 'run hook slow', keys: '\u0003' }] })
  expect(exit).toBe(130)
  expect(terminal.text).toMatch(/^m {2}■ cancelled and undone in /m)
  expect([terminal.cursor, terminal.wraps]).toEqual([true, true])
})

test('what a command prints scrolls by under its machine, above the display', async () => {
  const { exit, raw, terminal } = await shown("exec -i key -- 'echo one; sleep 2; echo two; exit 3'")
  expect(exit).toBe(1)
  expect(raw).toMatch(/m +\d\.\d s +running/)
  expect(terminal.text).toMatch(/^m {2}\| one\nm {2}\| two\nm {2}✗ failed in /m)
  expect(terminal.text).toMatch(/^m: .*\b3\b/m)
})
