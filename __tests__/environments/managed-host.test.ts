import { managedHost } from '../../src/environments/managed-host'
import type { SshEndpoint } from '../../src/target/target'

const { type } = managedHost
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINCLDUfPSjz/mhHRHfGASReE4fHtHqFkT8kMpZ6fzfD'
const print = `SHA256:${'a'.repeat(43)}`

const messages = (config: unknown) =>
  type.config.safeParse(config).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

test.each([
  { name: 'a key', hostKey: key },
  { name: 'a key with a comment', hostKey: `${key} root@web` },
  { name: 'a line of known_hosts', hostKey: `web.example ${key}` },
  { name: 'a fingerprint', hostKey: print },
  { name: 'several', hostKey: [key, print] },
])('takes $name', ({ hostKey }) => {
  expect(messages({ host: 'web.example', hostKey })).toEqual([])
})

test.each(['10.0.0.1', '2001:db8::1', 'fe80::1%eth0', 'web_1.example.', 'büro.example', 'xn--bro-hoa.example'])(
  'takes %s as host and as address',
  place => {
    expect(messages({ host: place, address: place, hostKey: key })).toEqual([])
  },
)

test.each([
  {
    name: 'no key at all',
    config: { host: 'h' },
    says: /^hostKey: the host’s own public key is needed, as “ssh-ed25519/,
  },
  { name: 'an empty list', config: { host: 'h', hostKey: [] }, says: /^hostKey: the host’s own public key is needed/ },
  { name: 'an empty text', config: { host: 'h', hostKey: '' }, says: /^hostKey: no key is here/ },
  {
    name: 'something else',
    config: { host: 'h', hostKey: 'yes' },
    says: /^hostKey: “yes” is not a host key; expected/,
  },
  {
    name: 'a cut-off key',
    config: { host: 'h', hostKey: key.slice(0, 40) },
    says: /^hostKey: .* is not a whole ssh-ed25519 key/,
  },
  {
    name: 'the second of two',
    config: { host: 'h', hostKey: [key, 'no'] },
    says: /^hostKey\.1: “no” is not a host key/,
  },
  {
    name: 'a user in the host',
    config: { host: 'me@h', hostKey: key },
    says: /^host: a host name or an address alone/,
  },
  ...['h\nProxyCommand x', '-oProxyCommand=x', 'two words', 'h/path', 'h\u0000'].flatMap(text => [
    {
      name: `${JSON.stringify(text)} as the host`,
      config: { host: text, hostKey: key },
      says: /^host: a host name or an address alone, without spaces.*; no dash at its beginning$/,
    },
    {
      name: `${JSON.stringify(text)} as the address`,
      config: { host: 'h', address: text, hostKey: key },
      says: /^address: the address where the other machines reach it, without spaces.*; no dash at its beginning$/,
    },
  ]),
  { name: 'a port that is none', config: { host: 'h', port: 70_000, hostKey: key }, says: /^port: / },
  { name: 'an unknown word', config: { host: 'h', hostkey: key, hostKey: key }, says: /hostkey/ },
])('refuses $name, and says why', ({ config, says }) => {
  expect(messages(config)).toEqual([expect.stringMatching(says)])
})

test('only connects, with what was pinned', async () => {
  const asked: SshEndpoint[] = []
  const target = { run: () => Promise.reject(new Error('nothing runs here')), close: async () => {} }
  const config = type.config.parse({ host: '10.0.0.1', hostKey: key })
  const reached = await type.reach(
    config,
    { address: '', hostKeys: [] },
    {
      machine: 'web',
      deployment: 'forum',
      stage: 'production',
      progress: () => {},
      signal: new AbortController().signal,
      publicKeys: [],
      connect: async endpoint => {
        asked.push(endpoint)
        return target
      },
    },
  )
  expect(reached).toBe(target)
  expect(asked).toEqual([{ host: '10.0.0.1', port: 22, user: 'root', hostKeys: [key] }])
  expect([type.find, type.plan, type.realise, type.destroy]).toEqual([undefined, undefined, undefined, undefined])
})

test('is known to others by its host, or by an address of its own', () => {
  const at = (address: object) =>
    type.address?.(type.config.parse({ host: 'bastion.example', hostKey: key, ...address }))
  expect([at({}), at({ address: '10.0.0.9' })]).toEqual(['bastion.example', '10.0.0.9'])
})
