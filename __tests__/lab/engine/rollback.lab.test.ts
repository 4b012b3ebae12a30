import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '../../../src/resources/text'
import { type LabMachine, labMachine } from '../../support/lab'
import { labCheck, labRollback, labRun, resourceOf } from '../../support/lab-herd'

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
}, 300_000)
afterAll(() => machine?.destroy(), 60_000)

const text = (content: unknown) => resourceOf('file', { path: '/etc/rolled', content })
const other = resourceOf('file', { path: '/etc/rolled-other', content: 'other\n' })
const secret = resourceOf('file', { path: '/etc/rolled-secret', content: { $secret: 'TOKEN' } })
const herd = (...resources: readonly ReturnType<typeof resourceOf>[]) => [
  { name: 'm', endpoint: machine.endpoint, resources },
]
const said = async (script: string) => (await machine.exec(script)).stdout
const current = () => said('readlink /var/lib/drover/deployments/lab@production/current')
const provenance = async () =>
  JSON.parse(await said('cat /var/lib/drover/deployments/lab@production/current/provenance.json'))
const failureOf = (events: readonly { type: string }[]) => events.find(({ type }) => type === 'machine-ended')

test('it goes back to the generation before, and forward again, from what the machine itself keeps', async () => {
  await machine.exec('echo mine >/etc/rolled')
  await labRun('deploy', herd(text('one\n'), other, secret), { secrets: { TOKEN: 'first secret' } })
  await labRun('deploy', herd(text('two\n'), secret), { secrets: { TOKEN: 'second secret' } })
  expect(await said('cat /etc/rolled /etc/rolled-secret; ls /etc/rolled-other 2>&1 | head -c 2')).toBe(
    'two\nsecond secretls',
  )

  // No secret is at hand, and no content is sent: what is declared now does not count.
  const back = await labRollback(herd(text('three\n')), 'previous')
  expect(back.outcome).toBe('changed')
  expect(await said('cat /etc/rolled /etc/rolled-secret /etc/rolled-other')).toBe('one\nfirst secretother\n')
  expect(await current()).toBe('generations/3\n')
  expect(await provenance()).toMatchObject({ rollbackTo: 1, sha: '0123456789abcdef' })

  const forth = await labRollback(herd(), 2)
  expect(forth.outcome).toBe('changed')
  expect(await said('cat /etc/rolled /etc/rolled-secret')).toBe('two\nsecond secret')
  expect(await current()).toBe('generations/4\n')
  expect((await labRollback(herd(), 4)).outcome).toBe('unchanged')
}, 60_000)

test('to 0 is what stood there before the first', async () => {
  expect((await labRollback(herd(), 0)).outcome).toBe('changed')
  expect(await said('cat /etc/rolled; ls /etc/rolled-* 2>/dev/null; cat /var/lib/drover/claims')).toBe('mine\n')
}, 60_000)

test('a generation that is not there is told, with those that are', async () => {
  const { events, outcome } = await labRollback(herd(), 99)
  expect(outcome).toBe('refused')
  expect(failureOf(events)).toMatchObject({
    failure: { code: 'no-generation', wanted: 99, kept: [1, 2, 3, 4, 5] },
  })
  const first = await labRollback(herd(), 'previous', { deployment: 'never-deployed' })
  expect(failureOf(first.events)).toMatchObject({ failure: { code: 'no-generation', wanted: 'previous', kept: [] } })
}, 60_000)

test('a machine is compared with its own generation: what differs is drift, and nothing is changed', async () => {
  const options = { deployment: 'checked', secrets: { TOKEN: 'tell-nobody' } }
  const token = resourceOf('file', { path: '/etc/checked-secret', content: { $secret: 'TOKEN' } })
  const plain = (name: string) => resourceOf('file', { path: `/etc/checked-${name}`, content: `${name}\n` })
  const never = await labCheck(herd(), { deployment: 'checked' })
  expect(failureOf(never.events)).toMatchObject({ outcome: 'refused', failure: { code: 'no-generation', kept: [] } })
  await labRun('deploy', herd(token, plain('a'), plain('b')), options)

  // Neither the secret nor what is declared by now counts.
  expect((await labCheck(herd(plain('c')), { deployment: 'checked' })).outcome).toBe('unchanged')
  await machine.exec(
    "logger -t sudo 'ada : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/login --password typed-by-ada'; sleep 0.2",
  )
  await machine.exec('echo by hand >/etc/checked-a; rm /etc/checked-b; echo seen-by-nobody >/etc/checked-secret')
  const drifted = await labCheck(herd(), { deployment: 'checked' })
  expect(drifted.outcome).toBe('drifted')
  const changes = drifted.events.flatMap(event => (event.type === 'planned' ? event.changes : []))
  expect(changes.map(({ title, drift }) => `${drift ? 'drift: ' : ''}${title}`)).toEqual([
    'drift: change /etc/checked-a (content)',
    'drift: create /etc/checked-b',
    'drift: change /etc/checked-secret (content)',
  ])
  const trails = drifted.events.flatMap(event => (event.type === 'drift-traced' ? [event.trails] : []))
  // Who was there is told, and neither what was typed nor what stands, or stood, in a secret's place.
  expect(JSON.stringify(trails)).toContain('sudo by ada at')
  expect(JSON.stringify(drifted.events)).not.toMatch(/tell-nobody|seen-by-nobody|typed-by-ada/)
  const day = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ'
  expect(trails).toEqual([
    {
      'file:/etc/checked-a': [
        expect.stringMatching(`^/etc/checked-a was changed last at ${day}$`),
        expect.stringContaining('login of root from'),
      ],
      'file:/etc/checked-b': expect.arrayContaining([
        expect.stringMatching(`^/etc/checked-b is gone; its folder /etc was changed last at ${day}$`),
      ]),
      'file:/etc/checked-secret': [expect.stringMatching(`^/etc/checked-secret was changed last at ${day}$`)],
    },
  ])
  expect(await said('cat /etc/checked-a')).toBe('by hand\n')
  expect((await labRun('deploy', herd(token, plain('a'), plain('b')), options)).outcome).toBe('changed')
  expect((await labCheck(herd(), { deployment: 'checked' })).outcome).toBe('unchanged')
}, 60_000)

test('a deep look finds a file of a tree that was forged, says which, and has it put right', async () => {
  const entries = [{ type: 'file', path: 'page', hash: sha256('right\n'), executable: false }]
  const folder = mkdtempSync(join(tmpdir(), 'drover-deep-'))
  writeFileSync(join(folder, 'page'), 'right\n')
  const options = { deployment: 'deep', blobs: new Map([[sha256('right\n'), join(folder, 'page')]]) }
  const deep = { ...options, more: { deep: true } }
  const look = () => labCheck(herd(), deep)
  const tree = resourceOf('tree', { path: '/opt/deep', entries })
  await labRun('deploy', herd(tree), options)
  expect((await look()).outcome).toBe('unchanged')
  await machine.exec('cp -p /opt/deep/page /root/was; echo wrong >/opt/deep/page; touch -r /root/was /opt/deep/page')
  expect((await labCheck(herd(), { deployment: 'deep' })).outcome).toBe('unchanged')
  const looked = await look()
  expect(looked.outcome).toBe('drifted')
  const trails = looked.events.flatMap(event => (event.type === 'drift-traced' ? [event.trails] : []))
  expect(trails[0]?.['tree:/opt/deep']).toContain('changed in it: page (contents)')
  expect((await labRun('deploy', herd(tree), deep)).outcome).toBe('changed')
  expect(await said('cat /opt/deep/page')).toBe('right\n')
  expect((await look()).outcome).toBe('unchanged')
  rmSync(folder, { recursive: true })
}, 60_000)
