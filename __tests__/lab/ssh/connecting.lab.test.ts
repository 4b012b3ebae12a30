import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { failureOf } from '../../../src/failure'
import { connectSsh, type SshOptions } from '../../../src/ssh/connection'
import { readIdentities } from '../../../src/ssh/identity'
import { readKnownHosts } from '../../../src/ssh/known-hosts'
import { sh } from '../../../src/target/script'
import type { SshEndpoint } from '../../../src/target/target'
import { command, type MadeKey, makeKey } from '../../ssh/keys'
import { freePort, type Sshd, startSshd } from './sshd'

jest.setTimeout(60_000)

const keys = {
  ed25519: makeKey('ed25519'),
  ecdsa: makeKey('ecdsa'),
  rsa: makeKey('rsa', ['-b', '2048']),
  encrypted: makeKey('ed25519', ['-a', '1'], 'open sesame'),
  stranger: makeKey('ed25519'),
}
const { stranger, ...known } = keys

let sshd: Sshd
beforeAll(async () => {
  sshd = await startSshd({ authorized: Object.values(known), hostKeyTypes: ['ed25519', 'ecdsa', 'rsa'] })
})
afterAll(() => sshd.stop())

const endpoint = (change: Partial<SshEndpoint> = {}): SshEndpoint => ({
  host: '127.0.0.1',
  port: sshd.port,
  user: 'root',
  hostKeys: [sshd.hostKeys.ed25519?.line ?? ''],
  ...change,
})

async function options(made: readonly MadeKey[], change: Partial<SshOptions> = {}): Promise<SshOptions> {
  const read = made.map(({ secret }) => readIdentities({ text: secret, passphrase: 'open sesame', source: 'ssh-key' }))
  return { identities: (await Promise.all(read)).flat(), signal: new AbortController().signal, ...change }
}

/** Connects, runs a command, closes: 'in', or the failure. */
async function outcome(to: SshEndpoint, made: readonly MadeKey[], change: Partial<SshOptions> = {}) {
  try {
    const target = await connectSsh(to, await options(made, change))
    const { stdout } = await target.run({ what: 'greet', script: sh`printf in` })
    await target.close()
    return stdout
  } catch (error) {
    return failureOf(error)
  }
}

describe('who gets in', () => {
  test.each(Object.entries(known))('a key of type %s', async (_name, key) => {
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

describe('getting there', () => {
  const seen: number[] = []
  const counting = { onAttempt: (attempt: number) => void seen.push(attempt) }
  beforeEach(() => {
    seen.length = 0
  })
  const sockets: Socket[] = []
  const serve = async (onSocket: (socket: Socket) => void): Promise<{ server: Server; port: number }> => {
    const port = await freePort()
    const server = createServer(socket => {
      sockets.push(socket.on('error', () => {}))
      onSocket(socket)
    })
    await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
    return { server, port }
  }
  const shut = (server: Server) => {
    for (const socket of sockets.splice(0)) socket.destroy()
    server.close()
  }

  test('by name', async () => {
    expect(await outcome(endpoint({ host: 'localhost' }), [keys.ed25519])).toBe('in')
  })

  test.each(['::1', '[::1]'])('by IPv6, %s', async host => {
    const six = await startSshd({ authorized: [keys.ed25519], address: '::1' })
    const to = endpoint({ host, port: six.port, hostKeys: [six.hostKeys.ed25519?.line ?? ''] })
    expect(await outcome(to, [keys.ed25519])).toBe('in')
    await six.stop()
  })

  test('a port where nobody listens is tried again, then said', async () => {
    const port = await freePort()
    expect(await outcome(endpoint({ port }), [keys.ed25519], { ...counting, attempts: 2 })).toEqual({
      code: 'machine-unreachable',
      host: '127.0.0.1',
      port,
      attempts: 2,
      message: expect.stringContaining('ECONNREFUSED'),
    })
    expect(seen).toEqual([1, 2])
  })

  test('a machine that comes up meanwhile is reached', async () => {
    const port = await freePort()
    const reached = outcome(endpoint({ port, hostKeys: ['SHA256:'.padEnd(50, 'A')] }), [keys.ed25519], {
      ...counting,
      attempts: 5,
    })
    await pause(200)
    const late = await startSshd({ authorized: [], port })
    expect(await reached).toMatchObject({ code: 'host-key-refused', reason: 'differs' })
    expect(seen.length).toBeGreaterThan(1)
    await late.stop()
  })

  test('a name that does not exist is not tried again', async () => {
    const failure = await outcome(endpoint({ host: 'nowhere.invalid' }), [keys.ed25519], counting)
    expect(failure).toMatchObject({
      code: 'machine-unreachable',
      message: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
    })
  })

  test('a server that says nothing: the handshake has a limit of its own', async () => {
    const { server, port } = await serve(() => {})
    const limits = { ...counting, attempts: 2, handshakeSeconds: 0.3 }
    expect(await outcome(endpoint({ port }), [keys.ed25519], limits)).toMatchObject({
      code: 'machine-unreachable',
      attempts: 2,
    })
    shut(server)
  })

  test('a server that hangs up at once (too many at a time) is tried again', async () => {
    const { server, port } = await serve(socket => socket.end())
    expect(await outcome(endpoint({ port }), [keys.ed25519], { attempts: 2 })).toMatchObject({
      code: 'machine-unreachable',
      attempts: 2,
    })
    shut(server)
  })

  test('what is no SSH server is not reached', async () => {
    const { server, port } = await serve(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect(await outcome(endpoint({ port }), [keys.ed25519])).toMatchObject({ code: 'machine-unreachable' })
    shut(server)
  })

  test('a server that offers only SHA-1 is turned away', async () => {
    const old = await startSshd({
      authorized: [keys.ed25519],
      hostKeyTypes: ['rsa'],
      config: ['HostKeyAlgorithms ssh-rsa'],
    })
    const to = endpoint({ port: old.port, hostKeys: [old.hostKeys.rsa?.line ?? ''] })
    expect(await outcome(to, [keys.ed25519], counting)).toMatchObject({ code: 'machine-unreachable', attempts: 1 })
    await old.stop()
  })

  test.each([0, 50])('an abort after %d ms ends it', async wait => {
    const { server, port } = await serve(() => {})
    const controller = new AbortController()
    const reached = outcome(endpoint({ port }), [keys.ed25519], { signal: controller.signal })
    if (wait === 0) controller.abort()
    else setTimeout(() => controller.abort(), wait)
    expect(await reached).toEqual({ code: 'cancelled' })
    shut(server)
  })

  test('an abort between two attempts ends it', async () => {
    const port = await freePort()
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 200)
    expect(await outcome(endpoint({ port }), [keys.ed25519], { signal: controller.signal })).toEqual({
      code: 'cancelled',
    })
  })

  test('twenty at once, at a server that drops some of them', async () => {
    const narrow = await startSshd({ authorized: [keys.ed25519], config: ['MaxStartups 10:30:100'] })
    const to = endpoint({ port: narrow.port, hostKeys: [narrow.hostKeys.ed25519?.line ?? ''] })
    const all = await Promise.all(Array.from({ length: 20 }, () => outcome(to, [keys.ed25519], { attempts: 6 })))
    expect(all).toEqual(Array.from({ length: 20 }, () => 'in'))
    await narrow.stop()
  })
})
