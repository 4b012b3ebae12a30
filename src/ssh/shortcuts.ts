import { createSecretKey } from 'node:crypto'
import type { Client, ParsedKey } from 'ssh2'

/**
 * Has a client do without what costs each connection time and serves nobody, where ssh2 has no option for it. This reaches
 * into ssh2: what is not there as it was in the version that was read stays as it is, and only takes longer. To be called
 * right behind `connect`. With `only`, the one key that there is to try:
 *
 * - The login is asked for in the same breath as the service, and signed at once, without asking first whether the key
 *   would do: two round trips less. Both are RFC 4252's; OpenSSH's server takes what comes in its order.
 * - The server is not made to prove all its host keys again when it names them (`hostkeys-00@openssh.com`): one of them was
 *   judged already, and no other is ever learnt.
 * - A key is given to OpenSSL as an object of its own: a Buffer would be made into one for each packet.
 */
export function takeShortcuts(client: Client, only: ParsedKey | undefined): void {
  const protocol = part(client, '_protocol')
  const handlers = part(protocol, '_handlers')
  wrap(handlers, 'GLOBAL_REQUEST', (ask, ...words) => words[1] !== 'hostkeys-00@openssh.com' && ask(...words))
  client.on('handshake', () => {
    for (const name of ['_encKey', '_macKey']) keepKey(part(protocol, '_cipher'), name)
    for (const name of ['_decipherKey', '_macKey']) keepKey(part(protocol, '_decipher'), name)
  })
  // How an RSA key has to sign, the server says in its answer.
  if (!only || only.type === 'ssh-rsa') return
  const sign = (data: Buffer, signed: (signature: Buffer) => void) => {
    const signature: unknown = only.sign(data)
    if (Buffer.isBuffer(signature)) signed(signature)
  }
  wrap(protocol, 'authPK', (ask, user, key, algorithm, given) => ask(user, key, algorithm, given ?? sign))
  wrap(protocol, 'service', (ask, name) => {
    ask(name)
    const begin = part(handlers, 'SERVICE_ACCEPT')
    if (typeof begin !== 'function') return
    wrap(handlers, 'SERVICE_ACCEPT', () => undefined)
    Reflect.apply(begin, handlers, [protocol, name])
  })
}

const part = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined

type Call = (...words: readonly unknown[]) => unknown

/** Puts `by` in the place of a method; it is handed what was there. */
function wrap(of: unknown, name: string, by: (own: Call, ...words: readonly unknown[]) => unknown): void {
  const own = part(of, name)
  if (typeof of !== 'object' || of === null || typeof own !== 'function') return
  const call: Call = (...words) => Reflect.apply(own, of, words)
  Reflect.set(of, name, (...words: readonly unknown[]) => by(call, ...words))
}

function keepKey(of: unknown, name: string): void {
  const key = part(of, name)
  if (typeof of === 'object' && of !== null && Buffer.isBuffer(key)) Reflect.set(of, name, createSecretKey(key))
}
