import { createServer, type Socket } from 'node:net'
import { failureOf } from '../../src/failure'
import { connectSsh } from '../../src/ssh/connection'
import { readIdentities } from '../../src/ssh/identity'
import { ssh2 } from '../../src/ssh/library'
import { makeKey } from './keys'

const [hostKey, userKey] = [makeKey('ed25519'), makeKey('ed25519')]

/** What comes of a login, with a limit of a quarter of a second, at a server that does this with each connection. */
async function outcome(onSocket: (socket: Socket) => void | Promise<void>) {
  const sockets: Socket[] = []
  const server = createServer(socket => {
    sockets.push(socket.on('error', () => {}))
    onSocket(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0
  const identities = await readIdentities({ text: userKey.secret, source: 'ssh-key' })
  const endpoint = { host: '127.0.0.1', port, user: 'ada', hostKeys: [hostKey.line], limits: { login: 0.25 } }
  try {
    return await connectSsh(endpoint, { identities, attempts: 2, signal: new AbortController().signal }).catch(
      failureOf,
    )
  } finally {
    for (const socket of sockets) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  }
}

const late = (attempts: number, stood: string) => ({
  code: 'machine-unreachable',
  attempts,
  message: `not logged in within 0.25 s, the limit for logging in: ${stood}`,
})

test('the limit for logging in: a server that says nothing is tried again', async () => {
  expect(await outcome(() => {})).toMatchObject(late(2, 'it said nothing: is that sshd?'))
})

test('one that greets and goes no further', async () => {
  const said = await outcome(socket => void socket.write('SSH-2.0-Slow\r\n'))
  expect(said).toMatchObject(late(2, 'it spoke, and showed no host key'))
})

test('one that does not answer to a key: that login is not tried again', async () => {
  const { Server } = await ssh2()
  const said = await outcome(socket => {
    const server = new Server({ hostKeys: [hostKey.secret] }, client => {
      client.on('error', () => {}).on('authentication', () => {})
    })
    server.injectSocket(socket)
  })
  expect(said).toMatchObject(late(1, 'its host key was right, and it did not answer to a key'))
})
