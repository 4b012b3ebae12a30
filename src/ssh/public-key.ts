import { createHash } from 'node:crypto'

/** A public key as it stands in authorized_keys and known_hosts: the type, and RFC 4253's blob. */
export interface PublicKey {
  readonly type: string
  readonly blob: Buffer
}

/** `SHA256:…` without padding, as `ssh-keygen -l` prints it. */
export function fingerprint(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`
}

/** `ssh-ed25519 AAAA…`: OpenSSH's one-line form without a comment. */
export function oneLine({ type, blob }: PublicKey): string {
  return `${type} ${blob.toString('base64')}`
}

export function sameKey(a: PublicKey, b: PublicKey): boolean {
  return a.blob.equals(b.blob)
}

/** The key in a blob; its first field is its type. Undefined where the bytes are no such thing. */
export function keyOfBlob(blob: Buffer): PublicKey | undefined {
  if (blob.length < 4) return undefined
  const length = blob.readUInt32BE(0)
  if (length === 0 || length > 64 || blob.length <= 4 + length) return undefined
  const type = blob.toString('latin1', 4, 4 + length)
  return /^[\x21-\x7e]+$/.test(type) ? { type, blob } : undefined
}

/** The key that a type and its base64 name. Undefined where they do not say the same type, or the base64 was cut. */
export function keyOfText(type: string, base64: string): PublicKey | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  const key = keyOfBlob(Buffer.from(base64, 'base64'))
  return key?.type === type && whole(key.blob) ? key : undefined
}

/** Whether the fields of a blob end where it ends: a key that lost its tail when it was copied does not pass. */
function whole(blob: Buffer): boolean {
  let at = 0
  while (at + 4 <= blob.length) at += 4 + blob.readUInt32BE(at)
  return at === blob.length
}
