import type { Duplex } from 'node:stream'
import type { ParsedKey } from 'ssh2'
import { DroverError, type Failure } from '../failure'
import { algorithms } from './algorithms'
import { authentication, type Offer } from './authentication'
import { gather } from './gather'
import { judge, type Trust } from './host-key'
import { signer } from './identity'
import { ssh2 } from './library'
import { keyOfBlob } from './public-key'
import { takeShortcuts } from './shortcuts'
import { isPassing } from './socket'
import type { Login } from './way'

export interface Handshake {
  readonly stream: Duplex
  readonly user: string
  readonly trust: Trust
  /** The types of host keys to ask for, best first. */
  readonly types: readonly string[]
  readonly offer: Offer
  readonly seconds: number
  readonly keepaliveSeconds: number
  readonly signal: AbortSignal
}

export type Shaken =
  | Login
  /** The host key is not the right one. `type` is that of the key which the machine showed. */
  | { readonly refused: Extract<Failure, { readonly code: 'host-key-refused' }>; readonly type: string | undefined }
  /** `again` says whether another attempt may end otherwise, `busy` that the server hung up before it showed a host key. */
  | { readonly failed: string; readonly again: boolean; readonly busy: boolean }

/** The key that is tried, where there is one and no other. */
function onlyKey({ identities, agent }: Offer): ParsedKey | undefined {
  const [first, ...others] = identities
  const key = first && others.length === 0 && !agent ? signer(first) : undefined
  return typeof key === 'string' ? undefined : key
}

/**
 * From an open stream to a client that is logged in. The host key is judged before anything of the user's is sent.
 *
 * @throws DroverError `authentication-failed`
 */
export async function handshake({ stream, trust, user, offer, signal, ...limits }: Handshake): Promise<Shaken> {
  const client = new (await ssh2()).Client()
  const auth = authentication(user, offer)
  const { host, port } = trust
  let refused: Extract<Shaken, { refused: unknown }> | undefined
  return new Promise((resolve, reject) => {
    const settle = (act: () => void, keep = false) => {
      signal.removeEventListener('abort', abort)
      client.off('error', fail).off('close', lost).off('ready', ready)
      // What still comes of a connection that was given up means nothing to anybody.
      client.on('error', () => {})
      if (!keep) stream.destroy()
      act()
    }
    let shown = false
    let heard = false
    // How far it came, for whoever waited for the rest.
    const stood = () => {
      if (auth.begun)
        return `its host key was right, and it did not answer to ${auth.offered.length === 0 ? 'the login' : 'a key'}`
      if (shown) return 'its host key was right, and the exchange of keys did not end'
      return heard ? 'it spoke, and showed no host key' : 'it said nothing: is that sshd?'
    }
    const failed = (message: string, again: boolean, hungUp = false) =>
      settle(() => resolve(refused ?? { failed: message, again, busy: hungUp && !shown }))
    const abort = () => failed('cancelled', false)
    const lost = () => failed('the connection was closed during the handshake', true, true)
    const ready = () => settle(() => resolve({ client, stream, port, keys: auth.last }), true)
    const fail = (error: Error & { level?: string; code?: unknown }) => {
      // Once it knows who wants to log in, another attempt is another login.
      if (error.level === 'client-timeout')
        return failed(`not logged in within ${limits.seconds} s, the limit for logging in: ${stood()}`, !auth.begun)
      // In the time of authentication a server disconnects (with a number from RFC 4253) when it had enough tries.
      if (auth.begun && (error.level === 'client-authentication' || typeof error.code === 'number')) {
        const { offered, allowed } = auth
        const failure: Failure = { code: 'authentication-failed', host, user, offered, allowed }
        settle(() => reject(new DroverError(failure, { cause: error })))
      } else {
        const hungUp = isPassing(error) || /lost before/.test(error.message)
        failed(error.message, hungUp, hungUp)
      }
    }
    client.on('error', fail).on('close', lost).on('ready', ready)
    signal.addEventListener('abort', abort, { once: true })
    client.connect({
      sock: stream,
      username: user,
      algorithms: algorithms(limits.types),
      hostVerifier: (blob: Buffer) => {
        shown = true
        const failure = judge(trust, blob)
        if (failure) refused = { refused: failure, type: keyOfBlob(blob)?.type }
        return !failure
      },
      authHandler: auth.handler,
      readyTimeout: limits.seconds * 1000,
      keepaliveInterval: limits.keepaliveSeconds * 1000,
    })
    takeShortcuts(client, onlyKey(offer))
    stream.once('data', () => {
      heard = true
    })
    gather(stream)
    if (signal.aborted) abort()
  })
}
