import fc from 'fast-check'
import { parse } from 'yaml'
import { fitting, type UserDataWish, userData } from '../../../src/environments/cloud/user-data'
import { partsOf } from '../../support/providers/user-data-parts'

const wish: UserDataWish = {
  hostKey: {
    private: '-----BEGIN OPENSSH PRIVATE KEY-----\nYQ==\n-----END OPENSSH PRIVATE KEY-----\n',
    public: 'ssh-ed25519 AAAAhost',
  },
  loginKey: 'ssh-ed25519 AAAAonce',
  publicKeys: ['ssh-ed25519 AAAArun'],
  user: 'root',
}

const config = (text: string): Record<string, unknown> => {
  expect(text.startsWith('#cloud-config\n')).toBe(true)
  return parse(text)
}

test('says the host key, lets in by key alone, and asks for no package', () => {
  expect(config(userData(wish))).toEqual({
    ssh_keys: { ed25519_private: wish.hostKey.private, ed25519_public: wish.hostKey.public },
    ssh_genkeytypes: ['ed25519'],
    ssh_deletekeys: true,
    ssh_pwauth: false,
    disable_root: false,
    ssh_authorized_keys: ['ssh-ed25519 AAAAonce', 'ssh-ed25519 AAAArun'],
    chpasswd: { expire: false },
    runcmd: [
      ['usermod', '--password', '*', 'root'],
      ['chage', '--lastday', '-1', 'root'],
    ],
  })
})

test('lets another user in for good, and root for the first contact only', () => {
  const said = config(userData({ ...wish, user: 'ops' }))
  expect(said.ssh_authorized_keys).toEqual(['ssh-ed25519 AAAAonce'])
  expect(said.users).toEqual([
    'default',
    expect.objectContaining({ name: 'ops', lock_passwd: true, ssh_authorized_keys: ['ssh-ed25519 AAAArun'] }),
  ])
})

test('joins the lists of the user’s own, after Drover’s, and leaves the rest as it is', () => {
  const own = `#cloud-config
packages: [nginx]
runcmd: [echo a, echo a]
ssh_authorized_keys: [ssh-ed25519 AAAAmine]
chpasswd: { expire: true, list: ['a:b'] }
`
  expect(config(userData({ ...wish, own }))).toMatchObject({
    packages: ['nginx'],
    runcmd: [['usermod', '--password', '*', 'root'], ['chage', '--lastday', '-1', 'root'], 'echo a', 'echo a'],
    ssh_authorized_keys: ['ssh-ed25519 AAAAonce', 'ssh-ed25519 AAAArun', 'ssh-ed25519 AAAAmine'],
    chpasswd: { expire: false, list: ['a:b'] },
  })
})

test.each([
  { name: 'password login', own: '#cloud-config\nssh_pwauth: true', wrong: /“ssh_pwauth” is Drover's to say/ },
  { name: 'a host key', own: '#cloud-config\nssh_keys: {}', wrong: /“ssh_keys” is Drover's to say/ },
  { name: 'a text for a list', own: '#cloud-config\nruncmd: echo', wrong: /“runcmd” is to be a list/ },
  { name: 'a list', own: '#cloud-config\n- a', wrong: /a mapping was expected/ },
  { name: 'broken YAML', own: '#cloud-config\na: [', wrong: /no YAML/ },
  {
    name: 'no form of cloud-init’s',
    own: 'packages: [nginx]',
    wrong: /begins with “packages: \[nginx\]”; expected “#cloud-config”/,
  },
])('refuses $name', ({ own, wrong }) => {
  expect(() => userData({ ...wish, own })).toThrow(wrong)
})

test('takes what Drover says itself, an empty list and an empty file', () => {
  const alone = config(userData(wish))
  expect(config(userData({ ...wish, own: '#cloud-config\nssh_pwauth: false\nruncmd:\n' }))).toEqual(alone)
  expect(config(userData({ ...wish, own: '#cloud-config\n' }))).toEqual(alone)
  expect(config(userData({ ...wish, own: ' \n' }))).toEqual(alone)
})

test.each([
  { own: '#!/bin/sh\necho hällo\n', type: 'text/x-shellscript' },
  { own: '#include\nhttps://example.test/a\n', type: 'text/x-include-url' },
  { own: '#cloud-boothook\n#!/bin/sh\n', type: 'text/cloud-boothook' },
  { own: '## template: jinja\n#cloud-config\n', type: 'text/jinja2' },
  { own: '#cloud-config-archive\n- {}\n', type: 'text/cloud-config-archive' },
])('puts $type beside its own, which comes last', ({ own, type }) => {
  const parts = partsOf(userData({ ...wish, own }))
  expect(parts).toEqual([
    { type, text: own },
    { type: 'text/cloud-config', text: userData(wish) },
  ])
})

test('a script comes out as it went in, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const own = `#!/bin/sh\n${text}`
      expect(partsOf(userData({ ...wish, own }))[0]?.text).toBe(own)
    }),
  )
})

test('a message of parts is a part as it stands', () => {
  const own =
    'Content-Type: multipart/mixed; boundary="x"\nMIME-Version: 1.0\n\n--x\nContent-Type: text/x-shellscript\n\n#!/bin/sh\n--x--\n'
  expect(userData({ ...wish, own })).toContain(`\n${own}\n--drover-`)
})

test('counts bytes, not letters, and says by how many it is too much', () => {
  expect(fitting('é', 'Hetzner', 2)).toBe('é')
  expect(() => fitting('é', 'Hetzner', 1)).toThrow(/is 2 bytes long with Drover's part in it, and Hetzner takes 1/)
})
