import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { TreeEntry } from '../../src/resources/source'
import { sha256 } from '../../src/resources/text'
import { type TreeSeen, tree } from '../../src/resources/tree'
import { treeArchive } from '../../src/resources/tree-archive'
import { comparison, hashOfTree } from '../../src/resources/tree-entries'

const file = (path: string, text = path, executable = false): TreeEntry => ({
  type: 'file',
  path,
  hash: sha256(text),
  executable,
})
const entries = [file('a'), file('b/c'), file('run', 'x', true)]
const want = (list: readonly TreeEntry[] = entries) => tree.schema.parse({ path: '/opt/app', entries: list })
const link = (name: string, intact = true): TreeSeen => ({
  type: 'symlink',
  mode: '777',
  uid: '0',
  gid: '0',
  owner: 'root',
  group: 'root',
  target: `/var/lib/drover/trees/${name}`,
  tree: name,
  intact,
})

describe('what is wanted', () => {
  test('a source becomes what it holds, and where it came from does not count', () => {
    const asked: unknown[] = []
    const files = {
      file: () => ({ hash: '', executable: false }),
      tree: (path: string, filter: object) => {
        asked.push([path, filter])
        return entries
      },
    }
    const declared = tree.schema.parse({ path: '/opt/app', source: './app', exclude: ['*.log'] })
    expect(tree.prepare?.(declared, files)).toEqual({ path: '/opt/app', entries })
    expect(asked).toEqual([['./app', { include: undefined, exclude: ['*.log'] }]])
  })

  test.each([
    { name: 'neither source nor entries', more: {} },
    { name: 'both', more: { source: 'x', entries: [] } },
    { name: 'a path that leaves', more: { entries: [file('../x')] } },
    { name: 'an absolute path', more: { entries: [file('/x')] } },
    { name: 'a line break', more: { entries: [file('a\nb')] } },
    { name: 'a path twice', more: { entries: [file('a'), { type: 'directory', path: 'a' }] } },
    { name: 'a file below a link', more: { entries: [{ type: 'link', path: 'a', target: '/etc' }, file('a/passwd')] } },
  ])('$name is refused', ({ more }) => {
    expect(tree.schema.safeParse({ path: '/opt/app', ...more }).success).toBe(false)
  })
})

test.each<{ name: string; seen: TreeSeen; previous?: readonly TreeEntry[]; title: string | undefined }>([
  { name: 'as wanted', seen: link(hashOfTree(entries)), title: undefined },
  { name: 'made again once', seen: link(`${hashOfTree(entries)}.1`), title: undefined },
  { name: 'absent', seen: { type: 'absent' }, title: 'create /opt/app/ (3 files)' },
  { name: 'altered', seen: link(hashOfTree(entries), false), title: 'change /opt/app/ (altered on the machine)' },
  { name: 'another, unknown', seen: link('a'.repeat(64)), title: 'change /opt/app/ (another tree → 3 files)' },
  {
    name: 'the previous one',
    seen: link(hashOfTree([file('a', 'old'), file('gone')])),
    previous: [file('a', 'old'), file('gone')],
    title: 'change /opt/app/ (1 file changed, 2 files added, 1 file removed)',
  },
  {
    name: 'a folder',
    seen: { type: 'directory', mode: '755', uid: '0', gid: '0', owner: 'root', group: 'root' },
    title: 'change /opt/app/ (directory → tree of 3 files)',
  },
])('steps: $name', ({ seen, previous, title }) => {
  const change = { want: want(), ...(previous ? { previous: want(previous) } : {}), seen, followed: {} }
  expect(tree.steps(change).map(step => step.title)).toEqual(title === undefined ? [] : [title])
})

test('a step asks for what the tree is made of, each once, and the resource has it all', () => {
  const wanted = want([file('a', 'same'), file('b', 'same', true)])
  const [step] = tree.steps({ want: wanted, seen: { type: 'absent' }, followed: {} })
  const has = tree.contents?.(wanted).map(({ label }) => label)
  expect(step?.contents).toEqual(has)
  expect(has).toHaveLength(3)
})

test('what changed is counted', () => {
  expect(comparison(entries, entries)).toBe('')
  expect(comparison([file('a')], [file('a', 'a', true)])).toBe('1 file changed')
})

describe('the archive, unpacked here', () => {
  const name = fc
    .stringMatching(/^[a-zü☃ $'"*\\-]{1,80}$/)
    .filter(text => Buffer.byteLength(text) <= 255 && !/^\.+$/.test(text))
  const trees = fc.uniqueArray(
    fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), fc.constantFrom('file', 'run', 'link', 'directory')),
    { selector: ([[first]]) => first ?? '', maxLength: 8 },
  )
  const texts = ['one', 'two']

  test('any tree comes out as it was put in', () => {
    fc.assert(
      fc.property(trees, drawn => {
        const folder = mkdtempSync(join(tmpdir(), 'drover-tree-'))
        try {
          for (const shelf of ['plain', 'executable']) {
            mkdirSync(join(folder, shelf))
            for (const text of texts)
              writeFileSync(join(folder, shelf, sha256(text)), text, { mode: shelf === 'plain' ? 0o644 : 0o755 })
          }
          mkdirSync(join(folder, 'tree'))
          const list = drawn.map(([parts, type], index): TreeEntry => {
            const path = parts.join('/')
            if (type === 'link') return { type, path, target: `../${'ü'.repeat(index * 20)}x` }
            if (type === 'directory') return { type, path }
            return file(path, texts[index % 2], type === 'run')
          })
          const unpacked = spawnSync('tar', ['-xPpf', '-', '-C', join(folder, 'tree')], { input: treeArchive(list) })
          expect(unpacked.stderr.toString()).toBe('')
          for (const entry of list) {
            const at = join(folder, 'tree', entry.path)
            if (entry.type === 'link') expect(readlinkSync(at)).toBe(entry.target)
            else if (entry.type === 'directory') expect(readdirSync(at)).toEqual([])
            else {
              expect(sha256(readFileSync(at))).toBe(entry.hash)
              expect(statSync(at).mode & 0o777).toBe(entry.executable ? 0o755 : 0o644)
            }
          }
        } finally {
          rmSync(folder, { recursive: true })
        }
      }),
      { numRuns: 25 },
    )
  })
})
