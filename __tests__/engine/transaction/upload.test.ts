import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import type { Source } from '../../../src/engine/transaction/delivery'
import { pack, type Transaction } from '../../../src/engine/transaction/upload'
import { sh } from '../../../src/target/script'
import { unframed } from '../../support/unframed'

const folder = mkdtempSync(join(tmpdir(), 'drover-upload-'))
afterAll(() => rmSync(folder, { recursive: true }))

const big = Buffer.alloc(3_000_000, 'drover')
const hash = createHash('sha256').update(big).digest('hex')
writeFileSync(join(folder, 'big'), big)

const keep = { record: sh`record it`, restore: sh`restore it` }
const step = { action: 'change', after: [], triggers: [], secrets: [], drift: false, contents: [hash] } as const
const transaction: Transaction = {
  request: 'r',
  state: ' ',
  room: Number.NaN,
  owner: 'us@production',
  plan: {
    format: 1,
    machine: 'm',
    steps: [
      { ...step, id: 'file:/a', resource: 'file:/a', title: 'write /a', effect: sh`write ${"it's"}`, undo: keep },
      { ...step, id: 'hook:b', resource: 'hook:b', title: 'run b', effect: sh`run`, undo: 'irreversible' },
    ],
    keepings: [{ place: 'path:/a', keep }],
    owned: ['path:/a'],
    released: ['path:/gone'],
    leaves: [],
    digest: 'd',
  },
  values: new Map([['file:/a', { restart: 'abc' }]]),
  manifest: { format: 1, machine: 'm', resources: [] },
  touched: { format: 1, machine: 'm', resources: [] },
  manifestHash: 'h',
  needs: ['a text'],
  keep: { generations: 5, days: 30 },
  checks: sh`check`,
  provenance: { format: 1, time: 't', file: 'deploy.ts', machines: [] },
  holder: 'ada',
  newKey: Buffer.alloc(32, 7),
  delivery: {
    sources: new Map<string, Source>([
      [hash, { path: join(folder, 'big'), size: big.length }],
      ['h-123', { bytes: Buffer.from('secret') }],
      ['there', { bytes: Buffer.from('already') }],
    ]),
    labels: [hash, 'there'],
    aliases: [{ label: 'secret-1', name: 'h-123' }],
    size: 0,
  },
  limit: 60,
}

async function unpacked(stream: Readable): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>()
  const { bytes } = unframed(Buffer.concat(await stream.toArray()))
  const archive = extract()
  const flowing = pipeline(Readable.from([bytes]), archive)
  flowing.catch(() => undefined)
  for await (const entry of archive) {
    const parts: Buffer[] = []
    for await (const part of entry) if (part instanceof Uint8Array) parts.push(Buffer.from(part))
    files.set(entry.header.name, Buffer.concat(parts))
  }
  await flowing
  return files
}

test('the whole transaction is in it, and of the contents only what is lacking', async () => {
  const files = await unpacked(pack(transaction, new Set([hash, 'h-123'])))
  const text = (name: string) => files.get(name)?.toString()
  expect(files.get(`blobs/${hash}`)?.equals(big)).toBe(true)
  expect(text('blobs/h-123')).toBe('secret')
  expect(files.has('blobs/there')).toBe(false)
  expect(text('steps/00001/effect')).toBe(String.raw`write 'it'\''s'`)
  expect(text('steps/00001/values/restart')).toBe('abc')
  expect(text('steps/00001/record')).toBe('record it')
  expect(files.has('steps/00002/record')).toBe(false)
  expect(text('labels')).toBe(`${hash}\nthere\n`)
  expect([text('generation/needs'), text('keep')]).toEqual(['a text\n', '5 30\n'])
  expect(text('aliases')).toBe('secret-1 h-123\n')
  expect(text('owned')).toBe('us@production\tpath:/a\n')
  expect(text('released')).toBe('us@production\tpath:/gone\n')
  const kept = text('steps/00001/kept')?.trim()
  expect(text(`keepings/${kept}/place`)).toBe('path:/a')
  expect(files.get('fingerprint-key/inner')).toHaveLength(64)
})

test('what may have been touched is sent only where it is more than what is wanted', async () => {
  const wanted = `{"format":1,"machine":"m","resources":[]}`
  const same = await unpacked(pack(transaction, new Set()))
  expect(same.get('generation/manifest.json')?.toString()).toBe(wanted)
  // A second name, which has no bytes of its own.
  expect(same.get('touched.json')?.toString()).toBe('')
  const resource = { id: 'toy:a', kind: 'toy', want: {}, after: [] }
  const more: Transaction['touched'] = { format: 1, machine: 'm', resources: [resource] }
  const other = await unpacked(pack({ ...transaction, touched: more }, new Set()))
  expect(JSON.parse(other.get('touched.json')?.toString() ?? '')).toEqual(more)
})

test('one that is given up in the middle, as when the connection is cut, is nobody’s trouble', async () => {
  // More than is kept in any buffer.
  const sources = new Map<string, Source>([['h-1', { bytes: randomBytes(3_000_000) }]])
  for (const milliseconds of [0, 1, 5]) {
    const stream = pack({ ...transaction, delivery: { ...transaction.delivery, sources } }, new Set(sources.keys()))
    stream.on('error', () => {})
    await new Promise(resolve => setTimeout(resolve, milliseconds))
    stream.destroy()
    // An error that nobody listens for fails the test.
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(stream.destroyed).toBe(true)
  }
})

test('a file that is gone by the time it is sent is an error of the reader, not a hanging upload', async () => {
  const gone: Transaction = {
    ...transaction,
    delivery: { ...transaction.delivery, sources: new Map([[hash, { size: 1, path: join(folder, 'gone') }]]) },
  }
  await expect(unpacked(pack(gone, new Set([hash])))).rejects.toThrow('ENOENT')
})

test('many small files and a big one among them arrive whole', async () => {
  const bodies = new Map(Array.from({ length: 50 }, (_, n) => [`f${n}`, Buffer.alloc(n === 20 ? 100_000 : n, `${n}`)]))
  const sources: [string, Source][] = []
  for (const [name, bytes] of bodies) {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    sources.push([name, { size: bytes.length, path }])
  }
  const many: Transaction = { ...transaction, delivery: { ...transaction.delivery, sources: new Map(sources) } }
  const files = await unpacked(pack(many, new Set(bodies.keys())))
  for (const [name, bytes] of bodies) expect(files.get(`blobs/${name}`)?.equals(bytes)).toBe(true)
})
