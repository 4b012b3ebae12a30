import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { endpointBy } from '../../../src/ssh/config/endpoint'
import type { Declared } from '../../../src/ssh/declared'
import { openSsh } from './open-ssh'

const folder = mkdtempSync(join(tmpdir(), 'drover-config-'))
const file = join(folder, 'config')
afterAll(() => rmSync(folder, { recursive: true }))

const hostKeys = ['SHA256:'.padEnd(50, 'A')]

async function endpoint(text: string, declared: Partial<Declared> = {}) {
  writeFileSync(file, text)
  return endpointBy(file, { host: 'web', hostKeys, ...declared })
}

const known = ['.ssh/known_hosts', '.ssh/known_hosts2'].map(path => join(homedir(), path))
const all = [...known, '/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2']
const plain = { host: 'web', port: 22, user: 'root', hostKeys, limits: {}, settings: { knownHostsFiles: all } }

test.each([
  { name: 'nothing of this host', text: 'Host other\nPort 1', to: plain },
  {
    name: 'HostName, Port, User',
    text: 'Host web\nHostName %h.example\nPort 2222\nUser ada',
    to: { ...plain, host: 'web.example', port: 2222, user: 'ada' },
  },
  { name: 'ConnectTimeout', text: 'ConnectTimeout 1m5', to: { ...plain, limits: { connect: 65 } } },
  {
    name: 'what is declared, before it',
    text: 'HostName 10.0.0.7\nPort 1\nUser eve\nProxyCommand nc %h %p\nConnectTimeout 5',
    declared: { ports: [22, 2222], user: 'ada', limits: { connect: 9, silence: 3 }, jumps: [] },
    to: { ...plain, host: '10.0.0.7', user: 'ada', otherPorts: [2222], limits: { connect: 9, silence: 3 } },
  },
  {
    name: 'keys, all that are named',
    text: 'Host web\nIdentityFile ~/a\nHost *\nIdentityFile /k/%n-%h-%r-%p\nIdentityFile none\nIdentitiesOnly yes\nHostName h',
    to: {
      ...plain,
      host: 'h',
      settings: {
        knownHostsFiles: all,
        identityFiles: [join(homedir(), 'a'), '/k/web-h-root-22'],
        identitiesOnly: true,
      },
    },
  },
  {
    name: 'known hosts and an alias',
    text: 'UserKnownHostsFile /a "/b c"\nGlobalKnownHostsFile none\nHostKeyAlias the-web',
    to: { ...plain, settings: { knownHostsFiles: ['/a', '/b c'], knownAs: 'the-web' } },
  },
  {
    name: 'an agent, and a family of addresses',
    text: 'IdentityAgent ~/agent\nAddressFamily inet6',
    to: { ...plain, settings: { knownHostsFiles: all, agent: join(homedir(), 'agent'), family: 6 } },
  },
  {
    name: 'no agent',
    text: 'IdentityAgent none\nAddressFamily any',
    to: { ...plain, settings: { knownHostsFiles: all, agent: false } },
  },
  {
    name: 'what does not matter, alone',
    text: 'ForwardAgent yes\nControlMaster auto\nStrictHostKeyChecking no\nCiphers aes256-ctr\nSendEnv LANG\nNonsense x\nProxyCommand none',
    to: plain,
  },
])('$name', async ({ text, declared, to }) => {
  expect(await endpoint(text, declared)).toEqual(to)
})

describe('ProxyJump', () => {
  const gates = `
Host gate
  HostName 10.0.0.1
  User jump
  Port 2200
  IdentityFile /k/gate
Host inner
  ProxyJump never
Host far
  ProxyJump gate
Host round
  ProxyJump about
Host about
  ProxyJump round
`
  const settings = { knownHostsFiles: all }
  const gate = {
    host: '10.0.0.1',
    port: 2200,
    user: 'jump',
    hostKeys: [],
    settings: { ...settings, identityFiles: ['/k/gate'] },
  }
  const at = (host: string, more: object = {}) => ({ host, port: 22, user: 'root', hostKeys: [], settings, ...more })

  test.each([
    { name: 'one, by its own settings', jump: 'gate', jumps: [gate] },
    {
      name: 'several, of which the last is reached by those before it',
      jump: 'gate,inner',
      jumps: [gate, at('inner')],
    },
    { name: 'user and port as they stand there', jump: 'me@gate:22', jumps: [{ ...gate, user: 'me', port: 22 }] },
    { name: 'an address', jump: 'me@[2001:db8::1]:2222', jumps: [at('2001:db8::1', { user: 'me', port: 2222 })] },
    { name: 'a host that has one itself', jump: 'far', jumps: [gate, at('far')] },
    { name: 'as an address of the web', jump: 'ssh://me@gate:22', jumps: [{ ...gate, user: 'me', port: 22 }] },
    { name: 'none', jump: 'none', jumps: undefined },
    { name: 'with tokens', jump: '%r@gate-of-%h:22', jumps: [at('gate-of-web')] },
  ])('$name', async ({ jump, jumps }) => {
    const text = `Host web\nProxyJump ${jump}\nHost web\nProxyCommand never\n${gates}`
    expect((await endpoint(text)).jumps).toEqual(jumps)
    expect(openSsh(folder, text, 'web').proxyjump).toBe(jump === 'none' ? undefined : jump.replace('ssh://', ''))
  })

  test('the limits of the machine are those of its jump hosts', async () => {
    const { jumps } = await endpoint(`Host web\nProxyJump gate\n${gates}`, { limits: { login: 7 } })
    expect(jumps).toEqual([{ ...gate, limits: { login: 7 } }])
  })

  test.each([
    { jump: 'round', says: 'the way goes in a circle: web, round, about, round' },
    { jump: 'web', says: 'the way goes in a circle: web, web' },
    { jump: 'gate:0', says: '“gate:0” is no host to jump by; expected [user@]host[:port]' },
    { jump: 'a,,b', says: '“” is no host to jump by' },
  ])('$jump is refused', async ({ jump, says }) => {
    await expect(endpoint(`Host web\nProxyJump ${jump}\n${gates}`)).rejects.toThrow(says)
  })
})

test.each([
  { line: 'ProxyCommand ssh -W %h:%p gate', says: 'ProxyJump' },
  { line: 'CertificateFile ~/.ssh/id-cert.pub', says: 'certificates are not supported' },
  { line: 'PKCS11Provider /usr/lib/p11.so', says: 'agent' },
  { line: 'CanonicalizeHostname yes', says: 'the whole name' },
  { line: 'BindAddress 10.0.0.2', says: 'route' },
  { line: 'BindInterface eth1', says: 'route' },
  { line: 'KnownHostsCommand /bin/keys', says: 'UserKnownHostsFile' },
  { line: 'RevokedHostKeys /etc/revoked', says: '@revoked' },
  { line: 'PubkeyAuthentication no', says: 'keys alone' },
  { line: 'PreferredAuthentications password', says: 'publickey' },
  { line: 'Port 0', says: '“0” is no port' },
  { line: 'ConnectTimeout soon', says: '“soon” is no time' },
  { line: 'IdentityFile \u0024{DROVER_NOT_SET}/key', says: 'the variable \u0024{DROVER_NOT_SET} is not set' },
  { line: 'IdentityFile %C', says: '“%C” means nothing here' },
])('$line is refused with file and line, and only for the hosts that it is for', async ({ line, says }) => {
  await expect(endpoint(`\nHost web\n  ${line}`)).rejects.toThrow(`${file}:3: `)
  await expect(endpoint(`\nHost web\n  ${line}`)).rejects.toThrow(says)
  expect(await endpoint(`Host other\n  ${line}`)).toEqual(plain)
})

test.each(['ProxyCommand none', 'CertificateFile none', 'PubkeyAuthentication yes', 'CanonicalizeHostname no'])(
  '%s is none of these',
  async line => {
    expect(await endpoint(line)).toEqual(plain)
  },
)
