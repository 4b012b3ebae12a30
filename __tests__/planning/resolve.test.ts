import { resolveManifest, withoutFingerprints } from '../../src/planning/resolve'
import { type Manifest, manifestFormat } from '../../src/resources/manifest'
import { secretsOf, type Text } from '../../src/resources/text'

const manifest = (content: Manifest['resources'][number]['want']): Manifest => ({
  format: manifestFormat,
  machine: 'm',
  resources: [{ id: 'file:/a', kind: 'file', want: { path: '/a', content }, after: [] }],
})
const address = { $reference: 'address', machine: 'db' } as const
const password = { $secret: 'PASSWORD' } as const
const known = () => '10.0.0.1'
const hmac = (text: Text) => `hmac of ${secretsOf(text).join()}`

test.each([
  { name: 'a plain text', before: 'x', after: 'x' },
  { name: 'a reference alone', before: address, after: '10.0.0.1' },
  { name: 'a reference in a text', before: { $text: ['http://', address, ':80'] }, after: 'http://10.0.0.1:80' },
  { name: 'a secret alone', before: password, after: { $text: [password], $hmac: 'hmac of PASSWORD' } },
  {
    name: 'a secret beside a reference',
    before: { $text: [password, '@', address] },
    after: { $text: [password, '@10.0.0.1'], $hmac: 'hmac of PASSWORD' },
  },
  { name: 'deep inside', before: [{ a: [address] }], after: [{ a: ['10.0.0.1'] }] },
])('$name', ({ before, after }) => {
  expect(resolveManifest(manifest(before), known, hmac)).toEqual(manifest(after))
})

test('what is not known yet stays, by name', () => {
  const open = manifest({ $text: ['http://', address] })
  expect(resolveManifest(open, () => undefined, hmac)).toEqual(open)
})

test('without fingerprints, two machines with other keys have the same manifest', () => {
  const one = resolveManifest(manifest(password), known, () => 'one')
  const other = resolveManifest(manifest(password), known, () => 'other')
  expect(one).not.toEqual(other)
  expect(withoutFingerprints(one)).toEqual(withoutFingerprints(other))
})
