import { packageKind } from '../../src/resources/package'
import type { PackageSeen } from '../../src/resources/package-manager'

const missing: PackageSeen = { installed: null, whole: false, automatic: false, held: false, providers: [] }
const there = (version: string, more: Partial<PackageSeen> = {}): PackageSeen => ({
  ...missing,
  installed: version,
  whole: true,
  ...more,
})
const changes = (...list: readonly (readonly [want: unknown, seen: PackageSeen])[]) =>
  packageKind.together?.(list.map(([want, seen]) => ({ want: packageKind.schema.parse(want), seen, followed: {} }))) ??
  []

test.each([
  { name: 'a mistyped field', want: { name: 'curl', verison: '1' }, says: /verison/ },
  { name: 'an option for a name', want: { name: '-o' }, says: /a package’s name/ },
  { name: 'a name with a version', want: { name: 'curl=1' }, says: /a package’s name/ },
  { name: 'a pattern for a version', want: { name: 'curl', version: '7.*' }, says: /a version in full/ },
])('refuses $name', ({ want, says }) => {
  expect(() => packageKind.schema.parse(want)).toThrow(says)
})

test.each([
  { name: 'missing', want: { name: 'curl' }, seen: missing, titles: ['install curl'] },
  { name: 'missing, pinned', want: { name: 'curl', version: '7.90' }, seen: missing, titles: ['install curl 7.90'] },
  { name: 'there', want: { name: 'curl' }, seen: there('7.88'), titles: [] },
  {
    name: 'there, a newer one to be had',
    want: { name: 'curl' },
    seen: there('7.88', { candidate: '7.90' }),
    titles: [],
  },
  { name: 'there as pinned', want: { name: 'curl', version: '7.88' }, seen: there('7.88'), titles: [] },
  {
    name: 'older than pinned',
    want: { name: 'curl', version: '7.90' },
    seen: there('7.88'),
    titles: ['upgrade curl 7.88 → 7.90'],
  },
  {
    name: 'newer than pinned',
    want: { name: 'curl', version: '7.9' },
    seen: there('7.88'),
    titles: ['downgrade curl 7.88 → 7.9'],
  },
  {
    name: 'not the newest',
    want: { name: 'curl', version: 'latest' },
    seen: there('7.88', { candidate: '7.90' }),
    titles: ['upgrade curl 7.88 → 7.90'],
  },
  {
    name: 'the newest',
    want: { name: 'curl', version: 'latest' },
    seen: there('7.88', { candidate: '7.88' }),
    titles: [],
  },
  {
    name: 'unknown to the lists',
    want: { name: 'curl', version: 'latest' },
    seen: there('7.88', { candidate: null }),
    titles: [],
  },
  {
    name: 'half there',
    want: { name: 'curl' },
    seen: there('7.88', { whole: false }),
    titles: ['finish installing curl'],
  },
  { name: 'held and as wanted', want: { name: 'curl' }, seen: there('7.88', { held: true }), titles: [] },
])('a package that is $name', ({ want, seen, titles }) => {
  expect(changes([want, seen]).map(({ draft }) => draft.title)).toEqual(titles)
})

test('many packages are one step, but for what can’t be done or undone', () => {
  const drafts = changes(
    [{ name: 'apache2' }, missing],
    [{ name: 'curl', version: 'latest' }, there('7.88', { candidate: '7.90', recoverable: true })],
    [{ name: 'nodejs' }, missing],
    [{ name: 'openssl', version: 'latest' }, there('3.0', { candidate: '3.1', recoverable: false })],
    [{ name: 'tree' }, there('1')],
    [{ name: 'awk' }, { ...missing, candidate: null, providers: ['gawk', 'mawk'] }],
  )
  expect(drafts.map(({ ids, draft }) => [ids, draft.action, draft.title, draft.irreversible])).toEqual([
    [
      ['package:apache2', 'package:curl', 'package:nodejs'],
      'change',
      'install apache2, nodejs; upgrade curl 7.88 → 7.90',
      undefined,
    ],
    [['package:openssl'], 'change', 'upgrade openssl 3.0 → 3.1', 'openssl 3.0 is not to be had any more'],
    [['package:awk'], 'create', 'install awk (awk is a virtual package: name one of gawk, mawk)', undefined],
  ])
  expect(drafts[0]?.draft.effect.sh).toContain('install -- apache2 curl nodejs')
  expect(drafts[2]?.draft.effect.sh).not.toContain('apt-get')
})

test('two that ask for one package ask for one place', () => {
  expect(packageKind.shared).toBe(true)
  expect(packageKind.claims(packageKind.schema.parse({ name: 'curl' }))).toEqual(['package:curl'])
})
