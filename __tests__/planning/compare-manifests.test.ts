import fc from 'fast-check'
import { compareManifests } from '../../src/planning/compare-manifests'
import type { Manifest, ManifestResource } from '../../src/resources/manifest'
import { untrackedEntry, untrackedHash } from '../../src/resources/untracked'

const here = [{ file: 'deploy.ts', line: 3, column: 1 }]
const there = [{ file: 'deploy.ts', line: 9, column: 5 }]
const manifest = (...resources: readonly ManifestResource[]): Manifest => ({
  format: 1,
  machine: 'web',
  resources: [...resources],
})
const resource = (
  id: string,
  want: ManifestResource['want'],
  more: Partial<ManifestResource> = {},
): ManifestResource => ({
  id,
  kind: id.split(':')[0] ?? '',
  want,
  after: [],
  ...more,
})
const file = (content: ManifestResource['want'], more: Record<string, string> = {}) =>
  resource('file:/etc/motd', { path: '/etc/motd', content, mode: '644', ...more })
const tree = (...entries: readonly ManifestResource['want'][]) =>
  resource('tree:/opt/app', { path: '/opt/app', entries: [...entries] })
const entry = (path: string, hash = path) => ({ type: 'file', path, hash, executable: false })
const compare = (before: Manifest | undefined, after: Manifest) =>
  compareManifests(
    before && { manifest: before, origins: {} },
    { manifest: after, origins: Object.fromEntries(after.resources.map(({ id }) => [id, there])) },
    here,
  )

test('says what a machine gains, loses and changes, each with the line that declares it now', () => {
  const before = manifest(resource('package:curl', { name: 'curl' }), file('a\n'))
  const after = manifest(file('a\n', { mode: '755' }), resource('unit:x.service', { name: 'x.service' }))
  expect(compare(before, after).changes).toEqual([
    {
      resource: 'file:/etc/motd',
      action: 'change',
      title: 'changes file /etc/motd (mode 644 → 755)',
      drift: false,
      origin: there,
    },
    { resource: 'package:curl', action: 'remove', title: 'loses package curl', drift: false, origin: here },
    { resource: 'unit:x.service', action: 'create', title: 'gains unit x.service', drift: false, origin: there },
  ])
})

test('a machine that is new gains all it has', () => {
  expect(compare(undefined, manifest(file('a'))).changes.map(({ title }) => title)).toEqual(['gains file /etc/motd'])
})

test.each<{
  name: string
  before: ManifestResource
  after: ManifestResource
  title: string
  diff?: string
  withheld?: string
}>([
  {
    name: 'a text of several lines by its diff',
    before: file('one\ntwo\n'),
    after: file('one\nthree\n'),
    title: 'content',
    diff: '--- /etc/motd\tdeclared before\n+++ /etc/motd\tdeclared now\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n',
  },
  {
    name: 'holes by their names',
    before: resource('hostname:', { name: 'a' }),
    after: resource('hostname:', { name: { $text: ['web-', { $reference: 'address', machine: 'db' }] } }),
    title: 'name a → web-⟨address of db⟩',
  },
  {
    name: 'nothing of a text with a secret',
    before: file({ $text: ['password: ', { $secret: 'A' }, '\nx\n'] }),
    after: file({ $text: ['password: ', { $secret: 'B' }, '\ny\n'] }),
    title: 'content',
    withheld: 'it holds a secret',
  },
  {
    name: 'nothing of a file that not everybody may read',
    before: file('one', { mode: '600' }),
    after: file('two', { mode: '600' }),
    title: 'content',
    withheld: 'not everybody may read it on the machine',
  },
  {
    name: 'a list by what it gains and loses',
    before: resource('user:x', { groups: ['a', 'b'] }),
    after: resource('user:x', { groups: ['b', 'c'] }),
    title: 'groups −a +c',
  },
  {
    name: 'a list in another order',
    before: resource('user:x', { groups: ['a', 'b'] }),
    after: resource('user:x', { groups: ['b', 'a'] }),
    title: 'the order of groups',
  },
  {
    name: 'a property that was not there',
    before: resource('unit:x', { name: 'x' }),
    after: resource('unit:x', { name: 'x', enabled: true }),
    title: 'enabled – → true',
  },
  {
    name: 'a folder by its files',
    before: tree(entry('a'), entry('b'), entry('c')),
    after: tree(entry('a'), entry('b', 'other'), entry('d')),
    title: '1 added, 1 removed, 1 changed',
    diff: '-c\n+d\n-b\n+b (changed)\n',
  },
  {
    name: 'what it comes after',
    before: resource('unit:x', {}),
    after: resource('unit:x', {}, { after: ['file:/a'] }),
    title: 'what it comes after',
  },
  {
    name: 'another kind in the same place',
    before: resource('a:x', {}),
    after: { ...resource('a:x', {}), kind: 'b' },
    title: 'a → b',
  },
])('shows $name', ({ before, after, title, diff, withheld }) => {
  const [change, ...more] = compare(manifest(before), manifest(after)).changes
  expect(more).toEqual([])
  expect(change?.title).toMatch(/^changes .* \(.*\)$/)
  expect(change?.title.replace(/^changes [^(]* \((.*)\)$/, '$1')).toBe(title)
  expect([change?.diff, change?.withheld]).toEqual([diff, withheld])
})

test('what git does not track is not comparable, and never counts as a change', () => {
  const untracked = { ...untrackedEntry }
  expect(compare(manifest(tree(untracked)), manifest(tree(untracked)))).toEqual({
    changes: [],
    incomparable: ['tree:/opt/app'],
  })
  expect(compare(manifest(tree(entry('a'))), manifest(tree(entry('a'), untracked)))).toEqual({
    changes: [],
    incomparable: ['tree:/opt/app'],
  })
  const partly = compare(manifest(tree(entry('a'), untracked)), manifest(tree(entry('a', 'other'), untracked)))
  expect(partly.changes.map(({ title }) => title)).toEqual(['changes tree /opt/app (1 changed)'])
  expect(partly.incomparable).toEqual(['tree:/opt/app'])
  const blob = manifest(file({ blob: untrackedHash }))
  expect(compare(blob, blob)).toEqual({ changes: [], incomparable: ['file:/etc/motd'] })
})

test('HMACs, which only a machine knows, make no difference', () => {
  const text = (hmac?: string) => file({ $text: [{ $secret: 'A' }], ...(hmac === undefined ? {} : { $hmac: hmac }) })
  expect(compare(manifest(text('a')), manifest(text())).changes).toEqual([])
})

const wants = fc.dictionary(fc.constantFrom('a', 'b', 'content'), fc.jsonValue(), { maxKeys: 3 })
const resources = fc.uniqueArray(fc.record({ id: fc.constantFrom('file:/a', 'file:/b', 'unit:c'), want: wants }), {
  selector: ({ id }) => id,
})
const made = (list: readonly { id: string; want: Record<string, unknown> }[]) =>
  manifest(...list.map(({ id, want }) => resource(id, JSON.parse(JSON.stringify(want)))))

test('whatever is wanted: nothing differs from itself, and each resource that is there once or is another is told once', () => {
  fc.assert(
    fc.property(resources, resources, (one, other) => {
      expect(compare(made(one), made(one)).changes).toEqual([])
      const changes = compare(made(one), made(other)).changes
      const text = (list: typeof one, id: string) => JSON.stringify(list.find(each => each.id === id) ?? null, sorted)
      const ids = [...new Set([...one, ...other].map(({ id }) => id))].sort()
      expect(changes.map(change => change.resource)).toEqual(ids.filter(id => text(one, id) !== text(other, id)))
    }),
  )
})

/** Keys in one order, as a manifest has them. */
const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
