import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { archived, archivedSize, type Member } from '../../../src/engine/transaction/archive'

const folder = mkdtempSync(join(tmpdir(), 'drover-archive-'))
afterAll(() => rmSync(folder, { recursive: true }))

const mebibyte = 1024 * 1024
const stored = (name: string, size: number): Member => {
  const path = join(folder, name)
  writeFileSync(path, randomBytes(size))
  return { name, mode: '644', source: { path, size } }
}
async function all(members: readonly Member[]): Promise<readonly Buffer[]> {
  const pieces: Buffer[] = []
  for await (const piece of archived(members)) pieces.push(piece)
  return pieces
}

test('files of any size come out of tar as they were, with their modes, and all pieces but the last are of one size', async () => {
  const sizes = [0, 1, 511, 512, 513, 65_536, 65_537, mebibyte - 512, mebibyte, 3 * mebibyte + 7]
  const members: Member[] = [
    ...sizes.map((size, index) => stored(`of ${size}.${index}`, size)),
    // What does not fit into the rest of a piece goes on in the next.
    ...Array.from({ length: 60 }, (_, index) => stored(`small ${index}`, 20_000 + index)),
    { name: 'secret', mode: '600', source: { bytes: Buffer.from('s') } },
    { name: 'secret again', mode: '600', source: { sameAs: 'secret' } },
    { name: `${'long/'.repeat(30)}ü`, mode: '644', source: { bytes: Buffer.from('long') } },
  ]
  const pieces = await all(members)
  expect(new Set(pieces.slice(0, -1).map(({ length }) => length))).toEqual(new Set([mebibyte]))
  const archive = Buffer.concat(pieces)
  expect(archive).toHaveLength(archivedSize(members))
  const out = mkdtempSync(join(folder, 'out-'))
  const { stderr } = spawnSync('tar', ['-xpf', '-', '-C', out], { input: archive })
  expect(stderr.toString()).toBe('')
  for (const { name, mode, source } of members) {
    const at = join(out, name)
    if ('sameAs' in source) expect(statSync(at).ino).toBe(statSync(join(out, source.sameAs)).ino)
    else expect(readFileSync(at).equals('bytes' in source ? source.bytes : readFileSync(source.path))).toBe(true)
    expect((statSync(at).mode & 0o777).toString(8)).toBe(mode)
  }
})

test.each([20_000, 2 * mebibyte])(
  'a file of %d bytes that has become shorter is not sent as another one',
  async size => {
    const member = stored(`shorter ${size}`, size)
    truncateSync(join(folder, `shorter ${size}`), size - 1)
    await expect(all([member])).rejects.toThrow('was changed while it was sent: deploy again')
  },
)
