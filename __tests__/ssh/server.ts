import { createServer, type Socket } from 'node:net'
import type { ServerChannel } from 'ssh2'
import { connectSsh } from '../../src/ssh/connection'
import { readIdentities } from '../../src/ssh/identity'
import { ssh2 } from '../../src/ssh/library'
import type { Target } from '../../src/target/target'
import { makeKey } from './keys'

/** A server that answers as a test wants it to: for what sshd does only by chance, or never. */
export async function serverThat(
  exec: (accept: () => ServerChannel, socket: Socket) => void,
): Promise<{ readonly target: Target; readonly stop: () => Promise<void> }> {
  const [hostKey, userKey] = [makeKey('ed25519'), makeKey('ed25519')]
  const { Server } = await ssh2()
  const listener = createServer(socket => {
    const server = new Server({ hostKeys: [hostKey.secret] }, client => {
      client.on('error', () => {})
      client.on('authentication', context => context.accept())
      client.on('session', acceptSession => {
        acceptSession().on('exec', accept => exec(accept, socket))
      })
    })
    server.injectSocket(socket)
  })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  const bound = listener.address()
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0
  const identities = await readIdentities({ text: userKey.secret, source: 'ssh-key' })
  const endpoint = { host: '127.0.0.1', port, user: 'root', hostKeys: [hostKey.line] }
  const target = await connectSsh(endpoint, { identities, signal: new AbortController().signal })
  return {
    target,
    stop: async () => {
      await target.close()
      await new Promise<void>(resolve => listener.close(() => resolve()))
    },
  }
}
