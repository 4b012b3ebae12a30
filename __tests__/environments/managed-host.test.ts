import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { managedHost } from '../../src/environments/managed-host'
import { failureOf } from '../../src/failure'
import { secret } from '../../src/resources/text'
import { mistakesOf } from '../../src/system/mistakes'
import type { SshEndpoint } from '../../src/target/target'

const { type } = managedHost
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINCLDUfPSjz/mhHRHfGASReE4fHtHqFkT8kMpZ6fzfD'
const print = `SHA256:${'a'.repeat(43)}`

const gate = { host: 'gate.example', hostKey: key }

function messages(value: unknown): readonly string[] {
  const { error } = type.config.safeParse(value)
  const mistakes = error ? mistakesOf(error, { origin: [], path: '', value, schema: type.config }) : []
  return mistakes.map(({ path, message }) => `${path}: ${message}`)
}

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
    says: /^hostKey\[1\]: “no” is not a host key/,
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
  {
    name: 'a port that is none',
    config: { host: 'h', port: 70_000, hostKey: key },
    says: /^port: expected a port from 1 to 65535$/,
  },
  {
    name: 'a list of no ports',
    config: { host: 'h', port: [], hostKey: key },
    says: /^port: expected one port at least$/,
  },
  {
    name: 'a jump host without a key',
    config: { host: 'h', hostKey: key, jump: { host: 'gate' } },
    says: /^jump\.hostKey: the host’s own public key is needed/,
  },
  {
    name: 'a wrong key of the second jump host',
    config: { host: 'h', hostKey: key, jump: [gate, { host: 'inner', hostKey: 'no' }] },
    says: /^jump\[1\]\.hostKey: “no” is not a host key/,
  },
  { name: 'no jump host', config: { host: 'h', hostKey: key, jump: [] }, says: /^jump/ },
  {
    name: 'an ssh_config from nowhere',
    config: { host: 'h', hostKey: key, sshConfig: 'config' },
    says: /^sshConfig: expected true \(for ~\/\.ssh\/config\), false, or the path of such a file, from \/ or ~\/$/,
  },
  {
    name: 'a limit that is none',
    config: { host: 'h', hostKey: key, limits: { connect: 0 } },
    says: /^limits\.connect: expected seconds, more than 0 and at most 86400$/,
  },
  {
    name: 'a limit that there is not',
    config: { host: 'h', hostKey: key, limits: { handshake: 1 } },
    says: /^limits.*handshake/,
  },
  { name: 'an unknown word', config: { host: 'h', hostkey: key, hostKey: key }, says: /hostkey/ },
])('refuses $name, and says why', ({ config, says }) => {
  expect(messages(config)).toEqual([expect.stringMatching(says)])
})

async function askedFor(
  written: object,
  secrets: Readonly<Record<string, string>> = {},
  sshConfig?: string,
): Promise<readonly SshEndpoint[]> {
  const asked: SshEndpoint[] = []
  const target = { run: () => Promise.reject(new Error('nothing runs here')), close: async () => {} }
  const reached = await type.reach(
    type.config.parse({ host: '10.0.0.1', hostKey: key, ...written }),
    { address: '', hostKeys: [] },
    {
      machine: 'web',
      deployment: 'forum',
      stage: 'production',
      progress: () => {},
      signal: new AbortController().signal,
      publicKeys: [],
      mask: () => {},
      sshConfig,
      secret: ({ $secret }) => secrets[$secret] ?? '',
      connect: async endpoint => {
        asked.push(endpoint)
        return target
      },
    },
  )
  expect(reached).toBe(target)
  return asked
}

const plain = { host: '10.0.0.1', port: 22, user: 'root', hostKeys: [key] }
const atGate = { host: 'gate.example', port: 22, user: 'root', hostKeys: [key] }

test.each([
  { name: 'with what was pinned', written: {}, endpoint: plain },
  { name: 'to one port of a list', written: { port: [2222] }, endpoint: { ...plain, port: 2222 } },
  {
    name: 'to several ports in order, each once',
    written: { port: [2222, 22, 2222] },
    endpoint: { ...plain, port: 2222, otherPorts: [22] },
  },
  { name: 'by a jump host', written: { jump: gate }, endpoint: { ...plain, jumps: [atGate] } },
  {
    name: 'by two jump hosts',
    written: { jump: [gate, { host: 'inner', port: 2200, user: 'ada', hostKey: [key, print] }] },
    endpoint: {
      ...plain,
      jumps: [atGate, { host: 'inner', port: 2200, user: 'ada', hostKeys: [key, print] }],
    },
  },
  {
    name: 'with limits, those of connecting at each host on the way',
    written: { jump: gate, limits: { connect: 3, silence: 60 } },
    endpoint: {
      ...plain,
      limits: { connect: 3, silence: 60 },
      jumps: [{ ...atGate, limits: { connect: 3, silence: 60 } }],
    },
  },
])('only connects, $name', async ({ written, endpoint }) => {
  expect(await askedFor(written)).toEqual([endpoint])
  expect([type.find, type.plan, type.realise, type.destroy]).toEqual([undefined, undefined, undefined, undefined])
})

describe('by an ssh_config', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drover-config-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'config')
  writeFileSync(file, 'Host 10.0.0.1\nPort 2222\nUser ada\nHostName 10.0.0.2\n')
  const other = join(folder, 'other')
  writeFileSync(other, 'Port 23')

  test.each([
    { name: 'that the machine names', written: { sshConfig: file }, is: { host: '10.0.0.2', port: 2222, user: 'ada' } },
    { name: 'that the run names', written: {}, run: file, is: { host: '10.0.0.2', port: 2222, user: 'ada' } },
    { name: 'the machine’s before the run’s', written: { sshConfig: file }, run: other, is: { port: 2222 } },
    { name: 'none, whatever the run says', written: { sshConfig: false }, run: file, is: plain },
    { name: 'none, where nobody asks for one', written: {}, is: plain },
    {
      name: 'what is declared before it',
      written: { user: 'eve', port: [22, 23] },
      run: file,
      is: { port: 22, user: 'eve' },
    },
  ])('$name', async ({ written, run, is }) => {
    expect(await askedFor(written, {}, run)).toMatchObject([is])
  })

  test('its mistakes are said with file and line', async () => {
    writeFileSync(other, 'Port 22\nProxyCommand nc %h %p')
    expect(await askedFor({ sshConfig: other }).catch(failureOf)).toEqual({
      code: 'bad-input',
      input: 'sshConfig',
      message: expect.stringContaining(
        `${other}:2: “proxycommand” is not supported: say the hosts on the way with ProxyJump`,
      ),
    })
  })
})

describe('sudo’s password', () => {
  const written = { user: 'ada', sudoPassword: secret('PASSWORD') }

  test.each([
    { name: 'as it is', value: ' a"b\\c ' },
    { name: 'without the newline that it was pasted with', value: ' a"b\\c \r\n' },
  ])('$name, and printed with nothing', async ({ value }) => {
    const asked = await askedFor(written, { PASSWORD: value })
    expect(asked[0]?.sudoPassword?.()).toBe(' a"b\\c ')
    expect(inspect(asked) + JSON.stringify(asked)).not.toMatch(/a"b|a\\"b/)
  })

  test.each([
    { name: 'an empty one', value: '\n', says: 'the secret PASSWORD is no password for sudo: it is empty' },
    { name: 'two lines', value: 'a\nb', says: 'the secret PASSWORD is no password for sudo: it is of several lines' },
  ])('$name is refused without being shown', async ({ value, says }) => {
    expect(await askedFor(written, { PASSWORD: value }).catch(failureOf)).toEqual({
      code: 'bad-input',
      input: 'sudoPassword',
      message: says,
    })
  })

  test('in the clear is refused', () => {
    expect(messages({ host: 'h', hostKey: key, sudoPassword: 'hunter2' })).toEqual([
      expect.stringMatching(/^sudoPassword: (?!.*hunter2)/),
    ])
  })
})

test('is known to others by its host, or by an address of its own', () => {
  const at = (address: object) =>
    type.address?.(type.config.parse({ host: 'bastion.example', hostKey: key, ...address }))
  expect([at({}), at({ address: '10.0.0.9' })]).toEqual(['bastion.example', '10.0.0.9'])
})
