import fc from 'fast-check'
import type { TreeEntry } from '../../src/resources/source'
import { treeChanges } from '../../src/resources/tree-changes'

const file = (path: string, content: string, executable = false): TreeEntry => ({
  type: 'file',
  path,
  hash: content.padEnd(64, '0'),
  executable,
})
const folder = (path: string): TreeEntry => ({ type: 'directory', path })
const link = (path: string, target: string): TreeEntry => ({ type: 'link', path, target })

test.each<{ name: string; before: TreeEntry[]; after: TreeEntry[]; gone: string[]; made: string[] }>([
  { name: 'nothing', before: [file('a', '1')], after: [file('a', '1')], gone: [], made: [] },
  { name: 'other bytes', before: [file('a', '1')], after: [file('a', '2')], gone: ['a'], made: ['a'] },
  { name: 'executable now', before: [file('a', '1')], after: [file('a', '1', true)], gone: ['a'], made: ['a'] },
  { name: 'led elsewhere', before: [link('a', 'x')], after: [link('a', 'y')], gone: ['a'], made: ['a'] },
  {
    name: 'a folder that was a file',
    before: [file('a', '1')],
    after: [file('a/b', '1'), folder('a')],
    gone: ['a'],
    made: ['a', 'a/b'],
  },
  {
    name: 'a link that was a folder',
    before: [folder('a'), file('a/b', '1')],
    after: [link('a', '/etc')],
    gone: ['a', 'a/b'],
    made: ['a'],
  },
])('$name', ({ before, after, gone, made }) => {
  const changes = treeChanges(before, after)
  expect(changes?.gone).toEqual(gone)
  expect(changes?.made.map(({ path }) => path)).toEqual(made)
})

test('a folder that is only there by what lies in it says nothing of whether it stays', () => {
  expect(treeChanges([file('a/b', '1')], [])).toBeUndefined()
  expect(treeChanges([], [file('a/b', '1')])).toBeUndefined()
})

test('where much is different, the tree is made anew', () => {
  const many = (content: string) => Array.from({ length: 400 }, (_, index) => file(`f${index}`, content))
  expect(treeChanges(many('1'), many('2'))).toBeUndefined()
})

test('law: what is taken away and made leads from any tree to any other', () => {
  const leaf = fc.constantFrom('1', '2', 'x', 'link')
  const trees = fc.dictionary(
    fc.constantFrom('a', 'b', 'b-', 'c'),
    fc.oneof(leaf, fc.dictionary(fc.constantFrom('a', 'b', 'c'), leaf)),
  )
  const entriesOf = (tree: object, above = ''): TreeEntry[] =>
    Object.entries(tree).flatMap(([name, value]) => {
      const path = `${above}${name}`
      if (typeof value === 'object') return [folder(path), ...entriesOf(value, `${path}/`)]
      return [value === 'link' ? link(path, 'x') : file(path, String(value), value === 'x')]
    })
  fc.assert(
    fc.property(trees, trees, (one, other) => {
      const [before, after] = [entriesOf(one), entriesOf(other)]
      const changes = treeChanges(before, after)
      const there = new Map(before.map(entry => [entry.path, entry]))
      for (const gone of changes?.gone ?? [])
        for (const path of there.keys()) if (path === gone || path.startsWith(`${gone}/`)) there.delete(path)
      for (const entry of changes?.made ?? []) {
        expect(there.has(entry.path)).toBe(false)
        const slash = entry.path.lastIndexOf('/')
        if (slash > 0) expect(there.get(entry.path.slice(0, slash))?.type).toBe('directory')
        there.set(entry.path, entry)
      }
      expect(there).toEqual(new Map(after.map(entry => [entry.path, entry])))
    }),
  )
})
