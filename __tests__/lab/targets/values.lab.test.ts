import { type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'
import { deploySystem } from '../../support/lab-system'

jest.setTimeout(120_000)

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
}, 300_000)
afterAll(() => machine?.destroy())

/** On one line: as a name, a target, a comment. */
const values = [
  `it's "quoted"`,
  '$HOME $\u007bPATH} $(id) `id` $$',
  '%s %n %% %i',
  'back\\slash \\n \\0 \\',
  '-rf',
  '--',
  ' leading and trailing ',
  'tab\there',
  '* ? [a-z] {a,b} ~ !x #y ;&|<>()',
  'grüße 日本 🐑',
  'combining e\u0301 and \u00e9',
  'right to left \u202eabc\u202c עברית',
  'control \u0001 \u007f \u001b[31m',
  '@drover begin facts',
  '\ufeffbom',
]
// The account file keeps no : and no control characters.
const comments = values.filter(value => !/[:\p{Cc}]/u.test(value)).map(value => value.trim())
const lined = ['two\nlines', '\n\nends in breaks\n\n', 'no last break', 'CR\r\nLF', '\0\0binary\0', '']
const scripts = [...values.slice(0, 4), 'two\nlines', '\n\nends in breaks\n\n']
const long = "4 KiB of it's $".repeat(4096 / 15)

const bytes = async (script: string) =>
  Buffer.from((await machine.exec(`${script} | base64 -w 0`)).stdout, 'base64').toString()

test('contents, names, targets, comments and scripts arrive byte for byte, and a second run changes nothing', async () => {
  const all = [...values, ...lined, long]
  const resources = [
    ...all.map((content, n) => resourceOf('file', { path: `/srv/values/content-${n}`, content })),
    ...values.map(value => resourceOf('file', { path: `/srv/names/${value}/${value}`, content: value })),
    ...values.map((value, n) =>
      resourceOf('directory', { path: `/srv/folders/${value}`, mode: n % 2 ? '750' : '755' }),
    ),
    ...[...values, long.slice(0, 3999)].map((target, n) => resourceOf('symlink', { path: `/srv/links/${n}`, target })),
    ...comments.map((comment, n) => resourceOf('user', { name: `u${n}`, comment, system: true })),
    ...scripts.map((value, n) =>
      resourceOf('hook', { name: `h${n}`, run: `cat >/srv/hook-${n} <<'end of it'\n${value}\nend of it\n` }),
    ),
    resourceOf('sysctl', { key: 'net.ipv4.ip_local_port_range', value: '32000\t 61000' }),
    resourceOf('file', {
      path: '/etc/systemd/system/srv-it\\x27s\\x20here.service',
      content: '[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/echo %%s\n',
    }),
    resourceOf('unit', { name: 'srv-it\\x27s\\x20here.service', enabled: false }),
  ]
  const members = [{ name: 'm', endpoint: machine.endpoint, resources }]
  const first = await labRun('deploy', members)
  expect(
    first.events.flatMap(event => (event.type === 'machine-ended' && event.failure ? [event.failure] : [])),
  ).toEqual([])

  const many = async (folder: string, prefix: string, count: number) =>
    Promise.all(Array.from({ length: count }, (_, n) => bytes(`cat '${folder}/${prefix}${n}'`)))
  expect(await many('/srv/values', 'content-', all.length)).toEqual(all)
  expect((await bytes("cd /srv/names && find . -type f -printf '%P\\0'")).split('\0').sort()).toEqual(
    ['', ...values.map(value => `${value}/${value}`)].sort(),
  )
  expect((await bytes("cd /srv/folders && find . -mindepth 1 -printf '%P\\0'")).split('\0').sort()).toEqual(
    ['', ...values].sort(),
  )
  expect((await bytes("cd /srv/links && find . -type l -printf '%p %l\\0'")).split('\0').sort()).toEqual(
    ['', ...[...values, long.slice(0, 3999)].map((target, n) => `./${n} ${target}`)].sort(),
  )
  expect(
    (await bytes("getent passwd | sed -n 's/^u[0-9]*:[^:]*:[^:]*:[^:]*:\\([^:]*\\):.*/\\1/p'")).split('\n').sort(),
  ).toEqual(['', ...comments].sort())
  expect(await many('/srv', 'hook-', scripts.length)).toEqual(scripts.map(value => `${value}\n`))
  expect(await labRun('deploy', members)).toMatchObject({ outcome: 'unchanged' })
})

test.each([
  ['a path with a line break', { files: [{ kind: 'file', path: '/srv/a\nb', content: '' }] }, /line breaks/],
  ['a path with NUL', { files: [{ kind: 'file', path: '/srv/a\0b', content: '' }] }, /NUL/],
  ['half a character', { files: [{ kind: 'file', path: '/srv/\ud800', content: '' }] }, /valid Unicode/],
  ['a comment with a colon', { users: [{ name: 'ada', comment: 'a:b' }] }, /without :/],
  ['a comment with a control character', { users: [{ name: 'ada', comment: 'a\u0001b' }] }, /comment/],
  ['a comment with a line break', { users: [{ name: 'ada', comment: 'a\nb' }] }, /one line/],
  ['a group of spaces', { groups: [{ name: 'a b' }] }, /name/],
  ['a unit with a quote', { units: [{ name: "it's.service" }] }, /full name|suffix|unit/],
])('%s is refused before a machine is asked', async (_, input, message) => {
  const deployed = deploySystem(
    { endpoint: { ...machine.endpoint, port: 1 }, folder: '.' },
    JSON.parse(JSON.stringify(input)),
  )
  await expect(deployed).rejects.toThrow(message)
})
