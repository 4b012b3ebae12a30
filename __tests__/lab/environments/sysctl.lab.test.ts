import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { output } from '../../../src/environments/container/command'
import { raiseSettings, restoreSettings } from '../../../src/environments/container/sysctl'

// Settings of a link of our own: what the host itself is set to is left alone.
const link = `drvt-${process.pid}`.slice(0, 15)
const [low, high] = [`net/ipv4/conf/${link}/forwarding`, `net/ipv4/neigh/${link}/unres_qlen`]
const read = async (name: string) => Number(await readFile(`/proc/sys/${name}`, 'utf8'))

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drover-sysctl-'))
  await output(['ip', 'link', 'add', link, 'type', 'bridge'])
  await writeFile(`/proc/sys/${low}`, '0')
})
afterEach(async () => {
  await output(['ip', 'link', 'delete', link])
  await rm(folder, { recursive: true })
})

const settings = () => ({
  wanted: { [low]: 1, [high]: 1 },
  notes: join(folder, 'notes.json'),
  lock: join(folder, 'lock'),
})

test('what is too low is raised and put back; what is high enough is left', async () => {
  const before = await read(high)
  await raiseSettings(settings())
  expect([await read(low), await read(high)]).toEqual([1, before])
  expect(JSON.parse(await readFile(settings().notes, 'utf8'))).toEqual({ [low]: { before: 0, set: 1 } })
  await raiseSettings(settings())
  await restoreSettings(settings(), async () => true)
  expect(await read(low)).toBe(1)
  await restoreSettings(settings(), async () => false)
  expect([await read(low), await read(high), await readdir(folder)]).toEqual([0, before, []])
})

test('what somebody else has set meanwhile is theirs', async () => {
  await raiseSettings({ ...settings(), wanted: { [high]: 5000 } })
  await writeFile(`/proc/sys/${high}`, '300')
  await restoreSettings(settings(), async () => false)
  expect(await read(high)).toBe(300)
})
