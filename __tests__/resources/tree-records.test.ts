import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TreeEntry } from '../../src/resources/source'
import { sha256 } from '../../src/resources/text'
import { type TreeSeen, tree } from '../../src/resources/tree'
import { hashOfTree } from '../../src/resources/tree-entries'
import { differencesOf, hashOfRecords, hashRecords, printRecords } from '../../src/resources/tree-records'
import { sh } from '../../src/target/script'
import { localSh } from '../support/local-sh'

const entries: readonly TreeEntry[] = [
  { type: 'file', path: 'ü b/run', hash: sha256('run\n'), executable: true },
  { type: 'file', path: 'a-file', hash: sha256('a\n'), executable: false },
  { type: 'file', path: 'a/deep/file', hash: sha256('deep\n'), executable: false },
  { type: 'link', path: 'link', target: 'a/deep' },
  { type: 'directory', path: 'empty' },
]

let folder: string
const at = (path: string) => join(folder, path)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drover-records-'))
  for (const path of ['ü b', 'a/deep', 'empty']) mkdirSync(at(path), { recursive: true, mode: 0o755 })
  for (const [path, text, mode] of [
    ['ü b/run', 'run\n', 0o755],
    ['a-file', 'a\n', 0o644],
    ['a/deep/file', 'deep\n', 0o644],
  ] as const) {
    writeFileSync(at(path), text)
    chmodSync(at(path), mode)
  }
  symlinkSync('a/deep', at('link'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

// Whoever runs the tests may not be root; on a machine root alone makes trees.
const asRoot = (said: string) => said.replaceAll(` ${process.getuid?.()}:${process.getgid?.()} `, ' 0:0 ')
const differ = () => differencesOf(entries, asRoot(localSh('/nowhere', printRecords(sh`${folder}`))))

test('a tree that is as it was made has the hash of its entries', () => {
  if (process.getuid?.() === 0)
    expect(localSh('/nowhere', hashRecords(sh`${folder}`)).split(' ')[0]).toBe(hashOfRecords(entries))
  expect(hashOfRecords(entries.toReversed())).toBe(hashOfRecords(entries))
  expect(differ()).toEqual([])
})

test.each([
  {
    name: 'other contents, of the same size and time',
    change: () => {
      writeFileSync(at('a-file'), 'b\n')
      utimesSync(at('a-file'), 0, 0)
    },
    says: ['changed in it: a-file (contents)'],
  },
  {
    name: 'another mode',
    change: () => chmodSync(at('ü b/run'), 0o700),
    says: [expect.stringContaining('f 755 0:0 → f 700')],
  },
  {
    name: 'another target',
    change: () => {
      rmSync(at('link'))
      symlinkSync('a', at('link'))
    },
    says: ['changed in it: link (target)'],
  },
  { name: 'one more file', change: () => writeFileSync(at('a/new'), ''), says: ['added to it: a/new'] },
  { name: 'one folder less', change: () => rmSync(at('empty'), { recursive: true }), says: ['gone from it: empty'] },
])('$name is told', ({ change, says }) => {
  const before = localSh('/nowhere', hashRecords(sh`${folder}`))
  change()
  expect(differ()).toEqual(says)
  expect(localSh('/nowhere', hashRecords(sh`${folder}`))).not.toBe(before)
})

test('nothing is told of what did not arrive whole, and no more than ten names of a kind', () => {
  const whole = localSh('/nowhere', printRecords(sh`${folder}`))
  expect(differencesOf(entries, whole.slice(0, -4))).toEqual([])
  const [gone = ''] = differencesOf(
    Array.from({ length: 12 }, (_, n) => ({ type: 'directory' as const, path: `d${n}` })),
    '=\n=\n=\n',
  )
  expect(gone).toContain('and 2 more')
})

test.each([
  { name: 'as it was made', records: hashOfRecords(entries), steps: 0 },
  { name: 'forged, under a whole seal', records: 'f'.repeat(64), steps: 1 },
  { name: 'not looked at deeply', records: undefined, steps: 0 },
])('a deep look at a tree that is $name', ({ records, steps }) => {
  const name = hashOfTree(entries)
  const seen: TreeSeen = {
    ...{
      type: 'symlink',
      target: `/var/lib/drover/trees/${name}`,
      mode: '777',
      uid: '0',
      gid: '0',
      owner: 'root',
      group: 'root',
    },
    ...{ tree: name, intact: true },
    ...(records === undefined ? {} : { records }),
  }
  const found = tree.steps({ want: { path: '/opt/app', entries }, seen, followed: {} })
  expect(found).toHaveLength(steps)
  // The seal lies: nothing may take this tree for whole any more.
  for (const { effect } of found) expect(effect.sh).toContain(`rm -f -- "$drover/trees/".${name}.seal`)
})
