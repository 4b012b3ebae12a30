import { setTimeout as pause } from 'node:timers/promises'
import { readKnownHosts } from '../../../src/ssh/known-hosts'
import type { SshEndpoint } from '../../../src/target/target'
import { command, makeKey } from '../../ssh/keys'
import { endpointOf, outcome } from './outcome'
import { type Sshd, startSshd } from './sshd'

jest.setTimeout(60_000)

const keys = { ed25519: makeKey('ed25519') }
const stranger = makeKey('ed25519')
let sshd: Sshd
beforeAll(async () => {
  sshd = await startSshd({ authorized: [keys.ed25519], hostKeyTypes: ['ed25519', 'ecdsa', 'rsa'] })
})
afterAll(() => sshd.stop())

const endpoint = (change: Partial<SshEndpoint> = {}) => endpointOf(sshd, change)

describe('the host key', () => {
  const line = (type: string) => sshd.hostKeys[type]?.line ?? ''
  const print = (type: string) => sshd.hostKeys[type]?.fingerprint ?? ''
  const knownHosts = (text: string) => ({ knownHosts: readKnownHosts(text) })

  test.each(['ed25519', 'ecdsa', 'rsa'])('%s, pinned as a key or as a fingerprint', async type => {
    expect(await outcome(endpoint({ hostKeys: [line(type)] }), [keys.ed25519])).toBe('in')
    expect(await outcome(endpoint({ hostKeys: [print(type)] }), [keys.ed25519])).toBe('in')
  })

  test.each([
    { name: 'another key', pins: () => [stranger.line], reason: 'differs' },
    { name: 'another fingerprint', pins: () => [stranger.fingerprint], reason: 'differs' },
    { name: 'nothing pinned', pins: () => [], reason: 'absent' },
  ])('$name: refused before any login is tried', async ({ pins, reason }) => {
    // A server of its own: its log then has nothing from other tests.
    const own = await startSshd({ authorized: [keys.ed25519], hostKeyTypes: ['ed25519', 'ecdsa'] })
    const to = endpoint({ port: own.port, hostKeys: pins() })
    expect(await outcome(to, [keys.ed25519])).toEqual({
      code: 'host-key-refused',
      host: '127.0.0.1',
      port: own.port,
      reason,
      seen: own.hostKeys.ed25519?.fingerprint,
      line: `[127.0.0.1]:${own.port} ${own.hostKeys.ed25519?.line}`,
      ...(reason === 'differs' && {
        expected: [{ from: 'declared', key: expect.stringContaining(stranger.fingerprint) }],
      }),
    })
    await pause(200)
    expect(own.log()).toContain('Connection from')
    expect(own.log()).not.toMatch(/publickey|Accepted|Failed|userauth|for root|user root/)
    await own.stop()
  })

  test('known_hosts pins where nothing else does; its other types are asked for', async () => {
    const name = `[127.0.0.1]:${sshd.port}`
    expect(await outcome(endpoint({ hostKeys: [] }), [keys.ed25519], knownHosts(`${name} ${line('rsa')}`))).toBe('in')
    expect(
      await outcome(endpoint({ hostKeys: [] }), [keys.ed25519], knownHosts(`${name} ${stranger.line}`)),
    ).toMatchObject({ reason: 'differs' })
  })

  test('known_hosts that contradicts the pinned key: nothing is connected', async () => {
    const before = sshd.log().length
    const text = `[127.0.0.1]:${sshd.port} ${stranger.line}`
    expect(await outcome(endpoint(), [keys.ed25519], knownHosts(text))).toMatchObject({
      code: 'host-key-refused',
      reason: 'contradicts-known-hosts',
    })
    await pause(100)
    expect(sshd.log().slice(before)).not.toContain('Connection from')
  })

  test('the real known_hosts that ssh-keyscan writes, hashed', async () => {
    const text = command('ssh-keyscan', '-H', '-p', String(sshd.port), '127.0.0.1')
    expect(text).toMatch(/^\|1\|/m)
    expect(await outcome(endpoint({ hostKeys: [] }), [keys.ed25519], knownHosts(text))).toBe('in')
    expect(await outcome(endpoint({ hostKeys: [text] }), [keys.ed25519])).toBe('in')
  })
})
