import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { SshEndpoint } from '../../../src/target/target'
import { makeKey } from '../../ssh/keys'
import { endpointOf, outcome } from './outcome'
import { freePort, type Sshd, startSshd } from './sshd'

jest.setTimeout(60_000)

const keys = { ed25519: makeKey('ed25519') }
let sshd: Sshd
beforeAll(async () => {
  sshd = await startSshd({ authorized: [keys.ed25519], hostKeyTypes: ['ed25519'] })
})
afterAll(() => sshd.stop())

const endpoint = (change: Partial<SshEndpoint> = {}) => endpointOf(sshd, change)

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

  test('of several ports the first that answers, which alone is asked', async () => {
    const { server, port: other } = await serve(() => {})
    const silent = await serve(() => {})
    const asked: string[] = []
    for (const [name, one] of Object.entries({ other: server, silent: silent.server }))
      one.on('connection', () => asked.push(name))
    const counted = { ...counting, handshakeSeconds: 0.5 }
    expect(await outcome(endpoint({ otherPorts: [other] }), [keys.ed25519], counted)).toBe('in')
    expect(asked).toEqual([])
    const late = endpoint({ port: await freePort(), otherPorts: [silent.port, sshd.port, other] })
    expect(await outcome(late, [keys.ed25519], counted)).toBe('in')
    expect([asked, seen]).toEqual([['silent'], [1, 1]])
    shut(server)
    shut(silent.server)
  })

  test('several ports where nobody listens are all named', async () => {
    const [port, other] = [await freePort(), await freePort()]
    const to = endpoint({ port, otherPorts: [other] })
    expect(await outcome(to, [keys.ed25519], { attempts: 1 })).toEqual({
      code: 'machine-unreachable',
      host: '127.0.0.1',
      port,
      otherPorts: [other],
      attempts: 1,
      message: expect.stringMatching(`^port ${port}: .*ECONNREFUSED.*; port ${other}: .*ECONNREFUSED`),
    })
  })

  test('another host key at the first of several ports is refused, whatever the second would show', async () => {
    const other = await startSshd({ authorized: [keys.ed25519] })
    const to = endpoint({ port: other.port, otherPorts: [sshd.port] })
    expect(await outcome(to, [keys.ed25519])).toMatchObject({ code: 'host-key-refused', port: other.port })
    await other.stop()
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
