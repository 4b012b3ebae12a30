import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TreeEntry } from '../../../src/resources/source'
import { sha256 } from '../../../src/resources/text'
import { type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'

let lab: LabMachine
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drover-many-files-'))
  lab = await labMachine()
}, 120_000)
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await lab.destroy()
})

// More than the machine's find puts into one command line. How many these are depends on how long their paths are.
const count = 1200
const deployment = 'bench'

test('a tree of so many files that one command line does not take them arrives whole', async () => {
  const blobs = new Map<string, string>()
  const entries: TreeEntry[] = []
  for (let number = 0; number < count; number++) {
    const text = `file ${number}\n`
    const path = join(folder, String(number))
    await writeFile(path, text)
    blobs.set(sha256(text), path)
    entries.push({ type: 'file', path: `d${number % 7}/${number}`, hash: sha256(text), executable: false })
  }
  const member = {
    name: 'many',
    endpoint: lab.endpoint,
    resources: [resourceOf('tree', { path: '/opt/many', entries })],
  }
  const { outcome, events } = await labRun('deploy', [member], { blobs, deployment })
  expect(events.filter(({ type }) => type === 'step-failed')).toEqual([])
  expect(outcome).toBe('changed')
  const { stdout } = await lab.exec(`cat /opt/many/*/* | sort | uniq | wc -l
stat -c %a /var/lib/drover/store | sort -u
# A tree's files are the store's, as its archive and its list are.
stat -c %a /var/lib/drover/store/* | sort | uniq -c`)
  expect(stdout.trim().split(/\s+/)).toEqual([String(count), '700', String(count + 2), '644'])
}, 120_000)

test('what root wrote into a tree gets into no other: what the store has of it is sent again', async () => {
  const blobs = new Map<string, string>()
  const entries: TreeEntry[] = []
  for (const name of ['big', 'small']) {
    const text = `${name}\n`.repeat(name === 'big' ? 100_000 : 1)
    await writeFile(join(folder, name), text)
    blobs.set(sha256(text), join(folder, name))
    entries.push({ type: 'file', path: name, hash: sha256(text), executable: false })
  }
  const deploy = async (path: string) => {
    const resources = [resourceOf('tree', { path, entries })]
    const { outcome } = await labRun('deploy', [{ name: 'many', endpoint: lab.endpoint, resources }], {
      blobs,
      deployment,
    })
    expect(outcome).toBe('changed')
  }
  await deploy('/opt/altered')
  await lab.exec('echo altered >>/opt/altered/small; echo altered >>/opt/altered/big')
  await deploy('/opt/altered')
  const { stdout } = await lab.exec(
    'cat /opt/altered/small; tail -n 1 /opt/altered/big; cd /var/lib/drover/store && sha256sum * | grep -cv "^\\(.*\\)  \\1$"',
  )
  expect(stdout).toBe('small\nbig\n0\n')
}, 120_000)
