import fc from 'fast-check'
import { lockOuts } from '../../src/engine/lock-out'
import type { ManifestResource } from '../../src/resources/manifest'
import type { Access } from '../../src/target/target'

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

const manifest = (resources: readonly ManifestResource[]) => ({
  format: 1 as const,
  machine: 'm',
  resources: [...resources],
})
const declared = [{ file: 'deploy.ts', line: 4, column: 2 }]
const machine = [{ file: 'deploy.ts', line: 1, column: 1 }]

/** Every resource of either side is changed. */
function warned(access: Access, before: readonly ManifestResource[], after: readonly ManifestResource[]) {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))]
  return lockOuts({
    access,
    steps: ids.map(id => ({ resource: id, action: 'change' as const })),
    manifest: manifest(after),
    previous: manifest(before),
    origins: Object.fromEntries(after.map(({ id }) => [id, declared])),
    origin: machine,
  })
}

test.each<{
  name: string
  access: Access
  before?: readonly ManifestResource[]
  after?: readonly ManifestResource[]
  says: string
}>([
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
])('warns of a change that takes away $name', ({ access, before = [], after = [], says }) => {
  const found = warned(access, before, after)
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
