import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { SshEndpoint } from '../../../src/target/target'
import { command, makeKey } from '../../ssh/keys'
import { endpointOf, outcome, passphrase } from './outcome'
import { type Sshd, startSshd } from './sshd'

jest.setTimeout(60_000)

const keys = {
  ed25519: makeKey('ed25519'),
  ecdsa: makeKey('ecdsa'),
  rsa: makeKey('rsa', ['-b', '2048']),
  encrypted: makeKey('ed25519', ['-a', '1'], passphrase),
}
const stranger = makeKey('ed25519')
let sshd: Sshd
beforeAll(async () => {
  sshd = await startSshd({ authorized: Object.values(keys), hostKeyTypes: ['ed25519'] })
})
afterAll(() => sshd.stop())

const endpoint = (change: Partial<SshEndpoint> = {}) => endpointOf(sshd, change)

describe('who gets in', () => {
  test.each(Object.entries(keys))('a key of type %s', async (_name, key) => {
    expect(await outcome(endpoint(), [key])).toBe('in')
  })

  test('RSA signs with SHA-2', async () => {
    const before = sshd.log().length
    expect(await outcome(endpoint(), [keys.rsa])).toBe('in')
    expect(sshd.log().slice(before)).toMatch(/Accepted (publickey|key)/)
    const strict = await startSshd({
      authorized: [keys.rsa],
      config: ['PubkeyAcceptedAlgorithms rsa-sha2-256,rsa-sha2-512'],
    })
    const to = endpoint({ port: strict.port, hostKeys: [strict.hostKeys.ed25519?.line ?? ''] })
    expect(await outcome(to, [keys.rsa])).toBe('in')
    await strict.stop()
  })

  test('the second key, after the first was refused', async () => {
    expect(await outcome(endpoint(), [stranger, keys.ecdsa])).toBe('in')
  })

  test('the only key in one request, and no proof of host keys is asked for', async () => {
    const telling = await startSshd({
      authorized: [keys.ed25519],
      hostKeyTypes: ['ed25519', 'ecdsa'],
      config: ['LogLevel DEBUG1'],
    })
    const to = endpoint({ port: telling.port, hostKeys: [telling.hostKeys.ed25519?.line ?? ''] })
    expect(await outcome(to, [keys.ed25519])).toBe('in')
    expect(telling.log().match(/userauth-request for user \S+ service \S+ method \S+/g)).toEqual([
      expect.stringContaining('method publickey'),
    ])
    expect(telling.log()).not.toMatch(/Postponed|hostkeys-prove/)
    await telling.stop()
  })

  test('the machine’s own key, before the user’s', async () => {
    const before = sshd.log().length
    expect(await outcome(endpoint({ identities: [keys.ecdsa.secret] }), [stranger])).toBe('in')
    expect(sshd.log().slice(before)).not.toContain(stranger.fingerprint)
  })

  test('a wrong key: what was offered, and what the server allows', async () => {
    expect(await outcome(endpoint(), [stranger])).toEqual({
      code: 'authentication-failed',
      host: '127.0.0.1',
      user: 'root',
      offered: [`ssh-ed25519 ${stranger.fingerprint}`],
      allowed: ['publickey'],
    })
  })

  test('no key at all', async () => {
    expect(await outcome(endpoint(), [])).toMatchObject({
      code: 'authentication-failed',
      offered: [],
      allowed: ['publickey'],
    })
  })

  test('more keys than a server takes: six are offered, and the others named as left', async () => {
    const many = Array.from({ length: 8 }, () => makeKey('ed25519'))
    const failure = await outcome(endpoint(), many)
    expect(failure).toMatchObject({ code: 'authentication-failed', allowed: ['publickey'] })
    expect(failure).toHaveProperty('offered.length', 7)
    expect(failure).toHaveProperty('offered.6', expect.stringMatching(/^\(2 more/))
  })

  test('an unknown user', async () => {
    expect(await outcome(endpoint({ user: 'nobody-here' }), [keys.ed25519])).toMatchObject({
      code: 'authentication-failed',
      user: 'nobody-here',
    })
  })
})

describe('an agent', () => {
  let agent: ChildProcess
  const folder = mkdtempSync(join(tmpdir(), 'drover-agent-'))
  const socket = join(folder, 'socket')
  beforeAll(async () => {
    agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
    for (const [name, { secret }] of Object.entries({ a: stranger, b: keys.rsa, c: keys.ed25519 })) {
      writeFileSync(join(folder, name), secret, { mode: 0o600 })
      for (let tries = 0; ; tries++) {
        try {
          command('env', `SSH_AUTH_SOCK=${socket}`, 'ssh-add', '-q', join(folder, name))
          break
        } catch (error) {
          if (tries > 50) throw error
          await pause(20)
        }
      }
    }
  })
  afterAll(() => {
    agent.kill()
    rmSync(folder, { recursive: true })
  })

  test('its keys get in where no key is given, RSA too', async () => {
    expect(await outcome(endpoint(), [], { agent: socket })).toBe('in')
  })

  test('it is not asked where a key is given', async () => {
    expect(await outcome(endpoint(), [stranger], { agent: socket })).toMatchObject({ code: 'authentication-failed' })
  })

  test('its keys are named where none gets in', async () => {
    const failure = await outcome(endpoint({ user: 'nobody-here' }), [], { agent: socket })
    expect(failure).toMatchObject({
      code: 'authentication-failed',
      offered: expect.arrayContaining([`ssh-ed25519 ${stranger.fingerprint}`]),
    })
  })

  test('that is not there is said', async () => {
    const failure = await outcome(endpoint(), [], { agent: join(folder, 'other') })
    expect(failure).toMatchObject({
      code: 'key-unusable',
      source: 'SSH_AUTH_SOCK',
      message: expect.stringContaining(folder),
    })
  })
})
