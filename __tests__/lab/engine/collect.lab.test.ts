import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LabMachine, labMachine } from '../../support/lab'
import { labCollect, labRelease, labRollback, labRun, resourceOf } from '../../support/lab-herd'

const folder = mkdtempSync(join(tmpdir(), 'drover-collect-'))
let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
}, 300_000)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await machine?.destroy()
}, 60_000)

const said = async (script: string) => (await machine.exec(script)).stdout
const messages = (events: readonly { type: string; message?: string }[]) =>
  events.flatMap(({ type, message }) => (type === 'progress' && message !== undefined ? [message] : []))

/** What is deployed: a text, a text with a secret, and a tree with one file. */
function declared(text: string) {
  const hash = createHash('sha256').update(text).digest('hex')
  writeFileSync(join(folder, hash), text)
  const entries = [{ type: 'file', path: 'text', hash, executable: false }]
  const resources = [
    resourceOf('file', { path: '/etc/collected', content: text }),
    resourceOf('file', { path: '/etc/collected-secret', content: { $secret: 'TOKEN' } }),
    resourceOf('tree', { path: '/opt/collected', entries }),
  ]
  const blobs = new Map([[hash, join(folder, hash)]])
  return { herd: [{ name: 'm', endpoint: machine.endpoint, resources }], blobs, secrets: { TOKEN: `secret ${text}` } }
}

const deploy = (text: string, keep: { generations: number; days: number }) => {
  const { herd, ...options } = declared(text)
  return labRun('deploy', herd, { ...options, keep })
}
const kept = () => said('ls /var/lib/drover/deployments/lab@production/generations | tr "\\n" " "')

test('what is beyond the kept generations goes by itself, and one that is kept is gone back to', async () => {
  const keep = { generations: 3, days: 0 }
  for (const text of ['one', 'two', 'three', 'four', 'five']) expect((await deploy(text, keep)).outcome).toBe('changed')
  // Nobody waits for it.
  for (let tries = 0; (await kept()) !== '3 4 5 ' && tries < 50; tries++) await new Promise(go => setTimeout(go, 100))
  expect(await kept()).toBe('3 4 5 ')
  await machine.exec('while systemctl is-active -q "drover-collect-*"; do sleep 0.1; done')
  const gone = createHash('sha256').update('two').digest('hex')
  const there = createHash('sha256').update('three').digest('hex')
  expect(await said(`cd /var/lib/drover/store; ls ${gone} ${there} 2>/dev/null`)).toBe(`${there}\n`)
  expect(
    await said('ls /var/lib/drover/trees | wc -l; systemctl list-units --failed --plain --no-legend "drover*"'),
  ).toBe('3\n')

  expect((await labRollback(declared('six').herd, 3)).outcome).toBe('changed')
  expect(await said('cat /etc/collected /etc/collected-secret /opt/collected/text')).toBe('threesecret threethree')
}, 120_000)

test('asked for, it says what went, and what is wanted of the current one stays as it is', async () => {
  const { herd } = declared('three')
  const before = await said('ls /var/lib/drover/trees; stat -c "%n %i %y" /opt/collected/text /etc/collected')
  const { outcome, events } = await labCollect(herd, { keep: { generations: 2, days: 0 } })
  expect(outcome).toBe('collected')
  expect(messages(events)).toEqual([
    expect.stringMatching(/^removed \d generations?, \d+ contents and 1 tree: 0\.0 MiB$/),
  ])
  expect((await labCollect(herd, { keep: { generations: 2, days: 0 } })).outcome).toBe('unchanged')
  expect(before).toContain(await said('stat -c "%n %i %y" /opt/collected/text /etc/collected'))
  const again = declared('three')
  const { herd: same, ...options } = again
  expect((await labRun('deploy', same, options)).outcome).toBe('unchanged')
}, 60_000)

test('a machine that is given back has what it had, and nothing of Drover, once the last deployment has left', async () => {
  const other = [
    {
      name: 'm',
      endpoint: machine.endpoint,
      resources: [resourceOf('file', { path: '/etc/other', content: 'other' })],
    },
  ]
  await labRun('deploy', other, { deployment: 'other' })
  const { herd } = declared('three')
  const released = await labRelease(herd)
  expect(released.outcome).toBe('released')
  expect(await said('ls -d /etc/collected /etc/collected-secret /opt/collected 2>/dev/null; cat /etc/other')).toBe(
    'other',
  )
  expect(await said('ls /var/lib/drover/deployments')).toBe('other@production\n')
  expect((await labRun('deploy', other, { deployment: 'other' })).outcome).toBe('unchanged')

  expect((await labRelease(other, { deployment: 'other' })).outcome).toBe('released')
  expect(
    await said(
      'ls -d /var/lib/drover /etc/other /etc/systemd/system/*drover* /etc/systemd/system/*/*drover* 2>/dev/null',
    ),
  ).toBe('')
  expect(await said('systemctl list-units --all --plain --no-legend "drover-*" | grep -v recover || true')).toBe('')
  // It is a machine like any other again, and there is nothing more to give back.
  expect((await labRelease(other, { deployment: 'other' })).outcome).toBe('unchanged')
  expect((await labRun('deploy', other, { deployment: 'other' })).outcome).toBe('changed')
}, 120_000)
