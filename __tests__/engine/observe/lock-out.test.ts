import fc from 'fast-check'
import { lockOuts } from '../../../src/engine/observe/lock-out'
import type { ManifestResource } from '../../../src/resources/manifest'
import type { Access } from '../../../src/target/target'

// ssh-keygen -l says this of it.
const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJNp9dHAaWvJEuwZZx0cNxX6ayG2n2pw6sM4Yv0uXWqc ada@laptop'
const other = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINCLDUfPSjz/mhHRHfGASReE4fHtHqFkT8kMpZ6fzfD'
const key = 'ssh-ed25519 SHA256:oAXPCeUd3CVtcx/E98bN9o+8zhlJGaLsTuXZbFRiCP8'

const ada: Access = { user: 'ada', port: 22, ports: [22], keys: [key] }
const root: Access = { ...ada, user: 'root' }

const resource = (kind: string, id: string, want: ManifestResource['want']): ManifestResource => ({
  id: `${kind}:${id}`,
  kind,
  want,
  after: [],
})
const file = (path: string, content: ManifestResource['want']) => resource('file', path, { path, content })
const user = (name: string, more: Record<string, ManifestResource['want']> = {}) =>
  resource('user', name, { name, ...more })
const sshd = (content: string) => file('/etc/ssh/sshd_config.d/10-drover.conf', content)

const blobs: Readonly<Record<string, string>> = {
  mine: `${line}\n`,
  theirs: `${other}\n`,
  rules: 'ada ALL=(ALL) NOPASSWD: ALL\n',
}

const manifest = (resources: readonly ManifestResource[]) => ({
  format: 1 as const,
  machine: 'm',
  resources: [...resources],
})
const declared = [{ file: 'deploy.ts', line: 4, column: 2 }]
const machine = [{ file: 'deploy.ts', line: 1, column: 1 }]

/** Every resource of either side is changed. */
function warned(
  access: Access,
  before: readonly ManifestResource[],
  after: readonly ManifestResource[],
  seen: Readonly<Record<string, unknown>> = {},
) {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))]
  return lockOuts({
    access,
    steps: ids.map(id => ({ resource: id, action: 'change' as const })),
    manifest: manifest(after),
    previous: manifest(before),
    seen: new Map(Object.entries(seen)),
    blob: sha256 => blobs[sha256],
    origins: Object.fromEntries(after.map(({ id }) => [id, declared])),
    origin: machine,
  })
}

test.each<{
  name: string
  access: Access
  before?: readonly ManifestResource[]
  after?: readonly ManifestResource[]
  seen?: Readonly<Record<string, unknown>>
  says: string
}>([
  {
    name: 'its key, of a file of the repository',
    access: root,
    after: [file('/root/.ssh/authorized_keys', { blob: 'theirs' })],
    says: key,
  },
  {
    name: 'its key, which it was given before',
    access: ada,
    before: [user('ada', { authorizedKeys: [line] })],
    after: [user('ada')],
    says: 'takes away the keys that ada was given',
  },
  {
    name: 'its home, declared before',
    access: ada,
    before: [user('ada', { home: '/srv/a' })],
    after: [user('ada', { home: '/srv/b' })],
    says: 'from /srv/a to /srv/b, and no keys along',
  },
  {
    name: 'its home, as it stands',
    access: ada,
    after: [user('ada', { home: '/home/ada' })],
    seen: { 'user:ada': { home: '/srv/a', groups: [] } },
    says: 'from /srv/a to /home/ada',
  },
  {
    name: 'its key, in the home that it has',
    access: ada,
    after: [file('/srv/a/.ssh/authorized_keys', other), user('ada')],
    seen: { 'user:ada': { home: '/srv/a', groups: [] } },
    says: key,
  },
  {
    name: 'the right to sudo of its group',
    access: ada,
    before: [
      user('ada', { groups: ['ops'] }),
      file('/etc/sudoers.d/ops', 'bob, %ops ALL = (ALL) \\\n NOPASSWD: ALL\n'),
    ],
    after: [user('ada', { groups: ['ops'] }), file('/etc/sudoers.d/ops', 'bob ALL=(ALL) NOPASSWD: ALL\n')],
    says: 'takes away from /etc/sudoers.d/ops that ada',
  },
  {
    name: 'the right to sudo of a group that it may be in',
    access: ada,
    before: [file('/etc/sudoers.d/ops', '%ops ALL=(ALL) NOPASSWD: ALL\n')],
    says: '%ops may use sudo, of whom ada, as whom Drover logs in, may be one',
  },
  {
    name: 'the right to sudo by an alias',
    access: ada,
    before: [file('/etc/sudoers.d/ops', 'User_Alias OPS = bob, ada # us\nOPS ALL=(ALL) NOPASSWD: ALL\n')],
    after: [file('/etc/sudoers.d/ops', 'User_Alias OPS = bob\nOPS ALL=(ALL) NOPASSWD: ALL\n')],
    says: 'that ada, as whom',
  },
  {
    name: 'the right to sudo, of a file of the repository',
    access: ada,
    before: [file('/etc/sudoers.d/ada', { blob: 'rules' })],
    after: [file('/etc/sudoers.d/ada', { blob: 'mine' })],
    says: 'may use sudo',
  },
  {
    name: 'its place in the group that may use sudo',
    access: ada,
    before: [user('ada', { groups: ['ops', 'games'] })],
    after: [user('ada'), file('/etc/sudoers.d/ops', '%ops ALL=(ALL) NOPASSWD: ALL\n')],
    says: 'out of the group ops, by which',
  },
  {
    name: 'its place in sudo’s own group',
    access: ada,
    before: [user('ada', { groups: ['sudo'] })],
    after: [user('ada')],
    says: 'group sudo',
  },
  {
    name: 'whoever is in no group that may log in',
    access: ada,
    after: [user('ada', { groups: ['games'] }), sshd('AllowGroups ops admins\n')],
    says: 'only members of ops, admins may log in',
  },
  {
    name: 'whoever is in a group that may not log in',
    access: ada,
    after: [user('ada', { groups: ['games'] }), sshd('DenyGroups games\n')],
    says: 'ada, as whom',
  },
  { name: 'its user removed', access: ada, before: [user('ada')], says: 'removes the user ada' },
  {
    name: 'its user’s shell',
    access: ada,
    after: [user('ada', { shell: '/usr/sbin/nologin' })],
    says: 'lets nobody in',
  },
  { name: 'its key, of a user', access: ada, after: [user('ada', { authorizedKeys: [other] })], says: key },
  { name: 'its key, in the file', access: root, after: [file('/root/.ssh/authorized_keys', `${other}\n`)], says: key },
  {
    name: 'its key, in a home elsewhere',
    access: ada,
    after: [user('ada', { home: '/srv/ada' }), file('/srv/ada/.ssh/authorized_keys', '')],
    says: key,
  },
  {
    name: 'the file with its key given up',
    access: ada,
    before: [file('/home/ada/.ssh/authorized_keys', line)],
    says: 'may not be in it',
  },
  {
    name: 'its right to sudo',
    access: ada,
    before: [file('/etc/sudoers.d/ada', 'ada ALL=(ALL) NOPASSWD: ALL\n')],
    after: [file('/etc/sudoers.d/ada', '# nobody\n')],
    says: 'may use sudo',
  },
  { name: 'sudo', access: ada, before: [resource('package', 'sudo', { name: 'sudo' })], says: 'removes sudo' },
  { name: 'its port', access: root, after: [sshd('Port 2222\n')], says: 'listens on port 2222 alone' },
  {
    name: 'its address',
    access: root,
    after: [
      file('/etc/systemd/system/ssh.socket.d/10-drover.conf', '[Socket]\nListenStream=\nListenStream=0.0.0.0:2222\n'),
    ],
    says: '2222',
  },
  { name: 'root’s login', access: root, after: [sshd('PermitRootLogin no\n')], says: 'root, as whom' },
  { name: 'all keys', access: root, after: [sshd('PubkeyAuthentication no\n')], says: 'with a key' },
  { name: 'whoever is not named', access: ada, after: [sshd('AllowUsers bob carol\n')], says: 'ada, as whom' },
  { name: 'whoever is named', access: ada, after: [sshd('DenyUsers ada\n')], says: 'ada, as whom' },
  {
    name: 'the server',
    access: ada,
    before: [resource('package', 'openssh-server', {})],
    says: 'removes the SSH server',
  },
  {
    name: 'the server’s unit',
    access: ada,
    after: [resource('unit', 'ssh.service', { name: 'ssh.service', state: 'stopped' })],
    says: 'stops ssh.service',
  },
])('warns of a change that takes away $name', ({ access, before = [], after = [], seen, says }) => {
  const found = warned(access, before, after, seen)
  expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(says)])
  expect(found[0]).toMatchObject({ answer: 'warning', origin: after.length > 0 ? declared : machine })
})

test.each<{ name: string; access: Access; before?: readonly ManifestResource[]; after?: readonly ManifestResource[] }>([
  { name: 'another user', access: ada, before: [user('bob')], after: [user('carol', { authorizedKeys: [other] })] },
  {
    name: 'its key among others',
    access: ada,
    after: [user('ada', { authorizedKeys: [other, `from="10.0.0.0/8" ${line}`] })],
  },
  {
    name: 'one of an agent’s keys',
    access: { ...ada, keys: ['ssh-rsa SHA256:x', key] },
    after: [user('ada', { authorizedKeys: [line] })],
  },
  { name: 'keys that are not known', access: { ...ada, keys: [] }, after: [user('ada', { authorizedKeys: [] })] },
  { name: 'both ports', access: { ...root, ports: [2222, 22] }, after: [sshd('Port 2222\n')] },
  { name: 'what holds for some alone', access: root, after: [sshd('Port 22\nMatch User bob\n  PermitRootLogin no\n')] },
  { name: 'a pattern of users', access: ada, after: [sshd('AllowUsers a*\n')] },
  { name: 'root’s sudo', access: root, before: [file('/etc/sudoers.d/root', 'root ALL=(ALL) ALL\n')] },
  {
    name: 'its key in a file of the repository',
    access: root,
    after: [file('/root/.ssh/authorized_keys', { blob: 'mine' })],
  },
  {
    name: 'a file of the repository that is not to be had',
    access: root,
    after: [file('/root/.ssh/authorized_keys', { blob: 'x' })],
  },
  {
    name: 'a home in which the key is',
    access: ada,
    before: [user('ada', { home: '/srv/a' })],
    after: [user('ada', { home: '/srv/b' }), file('/srv/b/.ssh/authorized_keys', line)],
  },
  {
    name: 'a right that moves to another file',
    access: ada,
    before: [file('/etc/sudoers.d/a', 'ada ALL=(ALL) NOPASSWD: ALL\n')],
    after: [file('/etc/sudoers.d/b', 'bob,ada ALL=(ALL) NOPASSWD: ALL\n')],
  },
  {
    name: 'another group’s right, and settings',
    access: ada,
    before: [
      user('ada', { groups: ['games'] }),
      file('/etc/sudoers.d/ops', 'Defaults env_reset\n# ada ALL=ALL\n%ops ALL=(ALL) ALL\n'),
    ],
    after: [user('ada', { groups: ['games'] })],
  },
  {
    name: 'a group that it needs no more',
    access: ada,
    before: [user('ada', { groups: ['sudo', 'games'] })],
    after: [user('ada'), file('/etc/sudoers.d/ada', 'ada ALL=(ALL) NOPASSWD: ALL\n')],
  },
  {
    name: 'one of several groups',
    access: ada,
    after: [user('ada', { groups: ['ops'] }), sshd('AllowGroups ops admins\n')],
  },
  { name: 'groups of one that is not declared', access: ada, after: [sshd('AllowGroups ops\nDenyGroups games\n')] },
  {
    name: 'a file with holes',
    access: root,
    after: [file('/root/.ssh/authorized_keys', { $text: [{ $secret: 'KEYS' }] })],
  },
])('says nothing of $name', ({ access, before = [], after = [] }) => {
  expect(warned(access, before, after)).toEqual([])
})

test('says nothing of what stays as it is', () => {
  const resources = [sshd('Port 2222\n'), user('ada', { authorizedKeys: [other] })]
  expect(
    lockOuts({
      access: ada,
      steps: [],
      manifest: manifest(resources),
      previous: undefined,
      seen: new Map(),
      blob: () => undefined,
      origins: {},
      origin: machine,
    }),
  ).toEqual([])
})

test('whatever a file holds: it warns or not, and never throws; one with the key never loses it', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.nat(5), (lines, at) => {
      const text = [...lines.slice(0, at), line, ...lines.slice(at)].join('\n')
      expect(warned(root, [], [file('/root/.ssh/authorized_keys', text)])).toEqual([])
      expect(Array.isArray(warned(ada, [], [sshd(lines.join('\n')), file('/etc/sudoers.d/x', lines.join('\n'))]))).toBe(
        true,
      )
    }),
  )
})
