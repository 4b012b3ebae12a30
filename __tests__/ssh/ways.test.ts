import { connect, createServer, type Server as Listener, type Socket } from 'node:net'
import { failureOf } from '../../src/failure'
import { connectSsh } from '../../src/ssh/connection'
import { readIdentities } from '../../src/ssh/identity'
import { ssh2 } from '../../src/ssh/library'
import { ways } from '../../src/ssh/ways'
import { sh } from '../../src/target/script'
import { makeKey } from './keys'

const [hostKey, userKey] = [makeKey('ed25519'), makeKey('ed25519')]
const listeners: Listener[] = []
const sockets = new Set<Socket>()
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.close()
  for (const socket of sockets) socket.destroy()
})

async function listening(onSocket: (socket: Socket) => void): Promise<number> {
  const listener = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    onSocket(socket)
  })
  listeners.push(listener)
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  const bound = listener.address()
  return bound !== null && typeof bound === 'object' ? bound.port : 0
}

/** By itself ssh2 gives one reason for every stream that it does not open. RFC 4254, 5.1 has 1 for “may not”, 4 for “too many”. */
function refuseWith(client: object, reason: number): void {
  const protocol: unknown = Reflect.get(client, '_protocol')
  if (typeof protocol !== 'object' || protocol === null || !('channelOpenFail' in protocol))
    throw new Error('another ssh2')
  const { channelOpenFail: fail } = protocol
  if (typeof fail !== 'function') throw new Error('another ssh2')
  protocol.channelOpenFail = (to: number, _reason: number, ...rest: readonly unknown[]) =>
    Reflect.apply(fail, protocol, [to, reason, ...rest])
}

/** A jump host that opens so many streams on one connection, and no more; it counts logins and those that it turned away. */
async function jumpHost(most: number, reason = 4) {
  const { Server } = await ssh2()
  const seen = { logins: 0, refused: 0, open: 0 }
  const own: Socket[] = []
  const port = await listening(socket => {
    let streams = 0
    own.push(socket)
    const server = new Server({ hostKeys: [hostKey.secret] }, client => {
      client.on('error', () => {})
      client.on('authentication', context => context.accept())
      refuseWith(client, reason)
      client.on('ready', () => {
        seen.logins++
        seen.open++
      })
      client.on('close', () => seen.open--)
      client.on('tcpip', (accept, reject, { destIP, destPort }) => {
        if (streams >= most) {
          seen.refused++
          return reject()
        }
        streams++
        const channel = accept()
        const on = connect(destPort, destIP)
        on.on('error', () => channel.close())
        channel.pipe(on).pipe(channel)
        channel.on('close', () => streams--)
      })
    })
    server.injectSocket(socket)
  })
  const die = () => {
    for (const socket of own) socket.destroy()
  }
  return { jump: { host: '127.0.0.1', port, user: 'jump', hostKeys: [hostKey.line] }, seen, die }
}

/** A machine that answers each command with its exit code 0 and nothing else. */
async function machine() {
  const { Server } = await ssh2()
  const port = await listening(socket => {
    const server = new Server({ hostKeys: [hostKey.secret] }, client => {
      client.on('error', () => {})
      client.on('authentication', context => context.accept())
      client.on('session', acceptSession => {
        acceptSession().on('exec', accept => {
          const channel = accept()
          channel.once('data', (text: Buffer) => {
            const nonce = /^#([0-9a-f]+)/.exec(text.toString())?.[1] ?? ''
            const frame = `drover-${nonce}-begin\ndrover-${nonce}-end 0\n`
            channel.stderr.write(frame)
            channel.write(frame)
            channel.exit(0)
            channel.close()
          })
        })
      })
    })
    server.injectSocket(socket)
  })
  return { host: '127.0.0.1', port, user: 'root', hostKeys: [hostKey.line] }
}

async function connecting() {
  const identities = await readIdentities({ text: userKey.secret, source: 'ssh-key' })
  return { identities, signal: new AbortController().signal, ways: ways(), attempts: 1 }
}

const greet = { what: 'greet', script: sh`true` }
const times = <Value>(count: number, make: () => Promise<Value>) => Promise.all(Array.from({ length: count }, make))
const until = async (done: () => boolean) => {
  for (let tries = 0; !done() && tries < 200; tries++) await new Promise(resolve => setTimeout(resolve, 10))
}

test('what lies behind one jump host shares one connection to it, which ends with the last', async () => {
  const [{ jump, seen }, to, options] = [await jumpHost(100), await machine(), await connecting()]
  const targets = await times(12, () => connectSsh({ ...to, jumps: [jump] }, options))
  expect(seen).toEqual({ logins: 1, refused: 0, open: 1 })
  const [first, ...others] = targets
  await Promise.all(others.map(target => target.close()))
  expect(await first?.run(greet)).toMatchObject({ exit: 0 })
  expect(seen.open).toBe(1)
  await first?.close()
  await until(() => seen.open === 0)
  expect(seen.open).toBe(0)
  const again = await connectSsh({ ...to, jumps: [jump] }, options)
  expect(seen.logins).toBe(2)
  await again.close()
})

test.each([1, 4])('where the server takes no more streams on it (reason %i), others go by another', async reason => {
  const [{ jump, seen }, to, options] = [await jumpHost(3, reason), await machine(), await connecting()]
  const targets = await times(7, () => connectSsh({ ...to, jumps: [jump] }, options))
  for (const target of targets) expect(await target.run(greet)).toMatchObject({ exit: 0 })
  expect(seen.logins).toBe(3)
  expect(seen.refused).toBeGreaterThan(0)
  await Promise.all(targets.map(target => target.close()))
  await until(() => seen.open === 0)
  expect(seen.open).toBe(0)
})

test('a server that opens none at all is not asked again and again', async () => {
  const [{ jump, seen }, to, options] = [await jumpHost(0, 1), await machine(), await connecting()]
  const failures = await times(5, () => connectSsh({ ...to, jumps: [jump] }, options).catch(failureOf))
  for (const failure of failures)
    expect(failure).toMatchObject({ code: 'machine-unreachable', message: expect.stringContaining('lets nobody jump') })
  expect(seen.logins).toBe(1)
})

test('one that is lost takes with it what went by it, and the next makes another', async () => {
  const [{ jump, seen, die }, to, options] = [await jumpHost(100), await machine(), await connecting()]
  const targets = await times(2, () => connectSsh({ ...to, jumps: [jump] }, options))
  die()
  for (const target of targets)
    expect(await target.run(greet).catch(failureOf)).toMatchObject({ code: 'connection-lost' })
  const next = await connectSsh({ ...to, jumps: [jump] }, options)
  expect(await next.run(greet)).toMatchObject({ exit: 0 })
  expect(seen.logins).toBe(2)
  await Promise.all([...targets, next].map(target => target.close()))
})

test('two jump hosts: the first is shared by what goes on to different ones', async () => {
  const [outer, inner, other] = [await jumpHost(100), await jumpHost(100), await jumpHost(100)]
  const [to, options] = [await machine(), await connecting()]
  const chains = [[outer.jump], [outer.jump, inner.jump], [outer.jump, inner.jump], [outer.jump, other.jump]]
  const targets = await Promise.all(chains.map(jumps => connectSsh({ ...to, jumps }, options)))
  expect([outer, inner, other].map(({ seen }) => seen.logins)).toEqual([1, 1, 1])
  await Promise.all(targets.map(target => target.close()))
  await until(() => outer.seen.open === 0)
  expect([outer, inner, other].map(({ seen }) => seen.open)).toEqual([0, 0, 0])
})

test('a jump host that lets nobody in is asked once, and each machine says it of its own way', async () => {
  const [{ jump, seen }, to, options] = [await jumpHost(100), await machine(), await connecting()]
  const wrong = { ...jump, hostKeys: [makeKey('ed25519').line] }
  const failures = await times(3, () => connectSsh({ ...to, jumps: [wrong] }, options).catch(failureOf))
  for (const failure of failures)
    expect(failure).toMatchObject({ code: 'host-key-refused', jump: { number: 1, of: 1, to: to.host } })
  expect(seen.logins).toBe(0)
})
