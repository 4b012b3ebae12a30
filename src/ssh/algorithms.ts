import type { Algorithms, ServerHostKeyAlgorithm } from 'ssh2'
import type { Trust } from './host-key'

/** The algorithms that prove a host key, by the key's type. No SHA-1 (`ssh-rsa`) and no DSA. */
const proofs: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
}

/**
 * The types of host keys to ask for, best first. A server shows the first that it has, so the pinned types lead; the others
 * follow so that a machine without them shows what it has and is refused by name. Types in `without` were seen already.
 */
export function hostKeyTypes({ pins }: Pick<Trust, 'pins'>, without: readonly string[] = []): string[] {
  const pinned = pins.flatMap(pin => ('key' in pin ? [pin.key.type] : []))
  const all = Object.keys(proofs)
  return [...all.filter(type => pinned.includes(type)), ...all.filter(type => !pinned.includes(type))].filter(
    type => !without.includes(type),
  )
}

/** What is offered to a server: what ssh2 offers by itself, less everything that rests on SHA-1, CBC or compression. */
export function algorithms(types: readonly string[]): Algorithms {
  return {
    kex: [
      'curve25519-sha256',
      'curve25519-sha256@libssh.org',
      'ecdh-sha2-nistp256',
      'ecdh-sha2-nistp384',
      'ecdh-sha2-nistp521',
      'diffie-hellman-group-exchange-sha256',
      'diffie-hellman-group16-sha512',
      'diffie-hellman-group18-sha512',
      'diffie-hellman-group14-sha256',
    ],
    serverHostKey: types.flatMap(type => proofs[type] ?? []),
    cipher: [
      'aes128-gcm@openssh.com',
      'aes256-gcm@openssh.com',
      'aes128-ctr',
      'aes192-ctr',
      'aes256-ctr',
      'chacha20-poly1305@openssh.com',
    ],
    hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
    compress: ['none'],
  }
}
