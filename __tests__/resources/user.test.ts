import { sha256 } from '../../src/resources/text'
import { type UserSeen, userKind } from '../../src/resources/user'

const parse = (want: object) => userKind.schema.parse({ name: 'ops', ...want })
const there = {
  uid: 1000,
  group: 'ops',
  comment: '',
  home: '/home/ops',
  shell: '/bin/bash',
  groups: [],
} satisfies UserSeen
const titles = (want: object, seen: UserSeen, previous?: object) =>
  userKind
    .steps({ want: parse(want), ...(previous && { previous: parse(previous) }), seen, followed: {} })
    .map(({ title }) => title)

test('takes its own answer again', () => {
  expect(parse(parse({ system: true, comment: 'x' }))).toEqual(parse({ system: true, comment: 'x' }))
})

test.each([
  { name: 'a person', want: {}, has: '--home-dir /home/ops "$drover_creates" --shell /bin/bash' },
  {
    name: 'a service',
    want: { system: true },
    has: '--system --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin',
  },
  {
    name: 'a service with keys',
    want: { system: true, home: '/srv/ops', authorizedKeys: [] },
    has: '--home-dir /srv/ops "$drover_creates"',
  },
])('makes $name', ({ want, has }) => {
  const [step] = userKind.steps({ want: parse(want), seen: 'absent', followed: {} })
  expect(step?.effect.sh.replace(/ +/g, ' ')).toContain(has)
})

test.each([
  { name: 'a relative home', want: { home: 'ops' }, says: 'a home, as a path from /' },
  { name: 'a field in a comment', want: { comment: 'a:b' }, says: 'a comment without' },
  {
    name: 'a private key',
    want: { authorizedKeys: ['-----BEGIN OPENSSH PRIVATE KEY-----'] },
    says: 'a public key on one line',
  },
  {
    name: 'two keys in one',
    want: { authorizedKeys: ['ssh-ed25519 AAAA\nssh-ed25519 AAAA'] },
    says: 'a public key on one line',
  },
  {
    name: 'keys without a home',
    want: { system: true, authorizedKeys: [] },
    says: 'a system user with authorizedKeys needs a home',
  },
  { name: 'a mistyped field', want: { sehll: '/bin/sh' }, says: 'sehll' },
])('refuses $name', ({ want, says }) => {
  expect(() => parse(want)).toThrow(says)
})

const answer = `user ask ops
user ask forum
user ask gone
user is ops:x:1000:1000:Ops,,,:/home/ops:/bin/bash
user is forum:x:999:500::/srv:/usr/sbin/nologin
user group adm:x:4:syslog,ops
user group audio:x:29:opsy,forum
user group ops:x:1000:
user keys ops ${'a'.repeat(64)} 700:1000 600:1000
user keys gone absent
user end
`

test('reads entries, memberships and keys', () => {
  expect(userKind.read(answer)).toEqual(
    new Map<string, UserSeen>([
      [
        'user:ops',
        { ...there, comment: 'Ops,,,', groups: ['adm'], keys: { hash: 'a'.repeat(64), modes: '700:1000 600:1000' } },
      ],
      [
        'user:forum',
        { uid: 999, group: '500', comment: '', home: '/srv', shell: '/usr/sbin/nologin', groups: ['audio'] },
      ],
      ['user:gone', 'absent'],
    ]),
  )
})

test('knows nothing where the answer was cut off', () => {
  for (let length = 0; length < answer.length - 1; length += 1)
    expect(userKind.read(answer.slice(0, length))).toEqual(new Map())
})

const keys = ['ssh-ed25519 AAAAone a', 'ssh-rsa AAAAtwo b']
const asDeclared = { ...there, keys: { hash: sha256(`${keys.join('\n')}\n`), modes: '700:1000 600:1000' } }

test.each<{ name: string; want: object; seen: UserSeen; previous?: object; titles: readonly string[] }>([
  { name: 'absent', want: {}, seen: 'absent', titles: ['create user ops'] },
  {
    name: 'absent, with a key',
    want: { authorizedKeys: keys.slice(1) },
    seen: 'absent',
    titles: ['create user ops', 'authorize 1 key for ops'],
  },
  { name: 'as wanted', want: { comment: '', uid: 1000, group: 'ops' }, seen: there, titles: [] },
  { name: 'its keys as wanted', want: { authorizedKeys: keys }, seen: asDeclared, titles: [] },
  {
    name: 'its keys readable by others',
    want: { authorizedKeys: keys },
    seen: { ...asDeclared, keys: { ...asDeclared.keys, modes: '700:1000 644:1000' } },
    titles: ['authorize 2 keys for ops'],
  },
  {
    name: 'another shell and home',
    want: { shell: '/bin/bash', home: '/home/ops' },
    seen: { ...there, shell: '/bin/sh', home: '/' },
    titles: ['change user ops (home / → /home/ops; shell /bin/sh → /bin/bash)'],
  },
  {
    name: 'root, of whom nothing is said but keys',
    want: { authorizedKeys: keys },
    seen: { ...asDeclared, home: '/root', shell: '/bin/zsh' },
    titles: [],
  },
  {
    name: 'about to move, its keys with it',
    want: { home: '/srv/ops', authorizedKeys: keys },
    seen: asDeclared,
    titles: ['change user ops (home /home/ops → /srv/ops)', 'authorize 2 keys for ops'],
  },
  { name: 'in groups of its own', want: { groups: ['adm'] }, seen: { ...there, groups: ['adm', 'games'] }, titles: [] },
  {
    name: 'in a group that was declared',
    want: { groups: [] },
    previous: { groups: ['adm'] },
    seen: { ...there, groups: ['adm'] },
    titles: ['change user ops (out of adm)'],
  },
  { name: 'in a group as its first', want: { groups: ['ops'] }, seen: there, titles: [] },
  {
    name: 'left with keys that were declared',
    want: {},
    previous: { authorizedKeys: keys },
    seen: there,
    titles: ['take declared keys from ops'],
  },
])('a user who is: $name', ({ want, seen, previous, titles: expected }) => {
  expect(titles(want, seen, previous)).toEqual(expected)
})

test('shows how its keys change, where it is known what they were', () => {
  const [step] = userKind.steps({
    want: parse({ authorizedKeys: keys.slice(1) }),
    previous: parse({ authorizedKeys: keys }),
    seen: asDeclared,
    followed: {},
  })
  expect(step?.diff).toEqual({ before: `${keys.join('\n')}\n`, after: `${keys[1]}\n` })
})

test('comes after its groups, and leaves its home', () => {
  expect(userKind.after?.(parse({ groups: ['adm'] }))).toEqual(['group:ops', 'group:adm'])
  expect(userKind.leaves?.(parse({}))).toEqual(['the home of ops'])
})
