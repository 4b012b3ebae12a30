import { type DocumentPath, PlacedDocument } from '../../src/deployment/yaml'
import { place } from '../../src/origin'

const text = `# machines
base: &base
  user: root
machines:
  - name: a
    environment: { type: managed-host, host: 1.2.3.4 }
  - name: b
    environment:
      <<: *base
      port: 22
  - *base
`

test.each<{ path: DocumentPath; what?: 'value' | 'key'; at: string }>([
  { path: [], at: 'deploy.yml:2:1' },
  { path: ['machines'], at: 'deploy.yml:5:3' },
  { path: ['machines'], what: 'key', at: 'deploy.yml:4:1' },
  { path: ['machines', 0], at: 'deploy.yml:5:5' },
  { path: ['machines', 0, 'environment', 'host'], at: 'deploy.yml:6:46' },
  { path: ['machines', 0, 'environment', 'host'], what: 'key', at: 'deploy.yml:6:40' },
  { path: ['machines', 1, 'environment', 'user'], at: 'deploy.yml:3:9' },
  { path: ['machines', 1, 'environment', 'missing', 'deep'], at: 'deploy.yml:9:7' },
  { path: ['machines', 2, 'user'], at: 'deploy.yml:3:9' },
  { path: ['machines', 7], at: 'deploy.yml:5:3' },
])('$path ($what) stands at $at', ({ path, what, at }) => {
  expect(place(new PlacedDocument(text, 'deploy.yml').origin(path, what))).toBe(at)
})

test('knows what is there, through aliases and merges', () => {
  const document = new PlacedDocument(text, 'deploy.yml')
  expect(document.mistakes()).toEqual([])
  expect([
    document.has(['machines', 1, 'environment', 'user']),
    document.has(['machines', 1, 'environment', 'host']),
  ]).toEqual([true, false])
  expect(document.value()).toMatchObject({
    machines: [{ name: 'a' }, { environment: { user: 'root', port: 22 } }, { user: 'root' }],
  })
})

test.each([
  { name: 'a key twice', text: 'a: 1\nb: 2\na: 3\n', at: 'f:3:1', says: /^this key stands here twice$/ },
  { name: 'a bracket that stays open', text: 'a: [1, 2\nb: 3\n', at: 'f:2:1', says: /flow/ },
  { name: 'a bad indentation', text: 'a:\n  b: 1\n c: 2\n', at: 'f:3:1', says: /must start at the same column/ },
  { name: 'a second document', text: 'a: 1\n---\nb: 2\n', at: 'f:2:1', says: /document/i },
  { name: 'an alias of nothing', text: 'a: *b\n', at: 'f:1:4', says: /^there is no anchor &b before this alias$/ },
  { name: 'an alias within what it stands for', text: 'a: &x\n  b: *x\n', at: 'f:2:6', says: /in the very value/ },
  { name: 'a tag that nobody knows', text: 'a: !secret X\n', at: 'f:1:4', says: /tag/i },
  { name: 'JSON cut off', text: '{\n\t"a": 1,\n\t"b": [', at: 'f:3:8', says: /./ },
])('says where $name is', ({ text, at, says }) => {
  const mistakes = new PlacedDocument(text, 'f').mistakes()
  expect(mistakes.map(({ origin }) => place(origin))).toContain(at)
  expect(mistakes[0]?.message).toMatch(says)
})

test('JSON indented with tabs is read', () => {
  const document = new PlacedDocument('{\n\t"a": [\n\t\t1\n\t]\n}\n', 'f')
  expect(document.mistakes()).toEqual([])
  expect(place(document.origin(['a', 0]))).toBe('f:3:3')
})
