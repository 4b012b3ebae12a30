import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import type { ParsedKey } from 'ssh2'
import { DroverError } from '../failure'
import { type KeyText, readKeyText } from './key-text'
import { ssh2 } from './library'
import { fingerprint, oneLine } from './public-key'
import { errorCode } from './socket'

/** A private key that can be used. Printing one (JSON, inspection) shows only its public half. */
export interface Identity {
  readonly privateKey: string
  readonly passphrase?: string
  /** As `ssh-ed25519`, `ssh-rsa`. */
  readonly type: string
  /** `SHA256:…` */
  readonly fingerprint: string
  /** In OpenSSH's one-line form, without a comment. */
  readonly publicKey: string
}

/** A key as it was given: the text itself, or the path of a file that holds it (`~` is the user's home). */
export interface KeyInput {
  readonly text: string
  readonly passphrase?: string | undefined
  /** What to call it in a message, as “ssh-key”. Never the text. */
  readonly source: string
}

/**
 * The identities in an input: one, or several keys one after another.
 *
 * @throws DroverError `key-unusable`, with a message of its own for each way in which a key comes out wrong
 */
export async function readIdentities({ text, passphrase, source }: KeyInput): Promise<Identity[]> {
  const unusable = (message: string, cause?: unknown) =>
    new DroverError({ code: 'key-unusable', source, message }, cause === undefined ? {} : { cause })
  const given = readKeyText(text)
  const found = given.form === 'path' ? readKeyText(await fileAt(text.trim(), unusable)) : given
  if (found.form !== 'keys') throw unusable(found.form === 'path' ? mistakes.unknown : mistakes[found.form])
  const identities: Identity[] = []
  for (const pem of found.pems) {
    const identity = await identityOf(pem, passphrase || undefined)
    if (typeof identity === 'string') throw unusable(identity)
    identities.push(identity)
  }
  return identities
}

const mistakes: Readonly<Record<Exclude<KeyText['form'], 'keys' | 'path'>, string>> = {
  empty: 'it is empty: is the secret set, and may this workflow read it? (a pull request from a fork may not)',
  putty: 'it is in PuTTY’s format; convert it: puttygen KEY.ppk -O private-openssh -o KEY',
  'public-key': 'it is a public key; the private one is needed (the file without .pub)',
  certificate: 'it is a certificate; the private key is needed, and certificates are not supported',
  'cut-off': 'it is cut off: a private key goes from its BEGIN line to its END line',
  variable: 'it is the name of a variable, not its value: the workflow did not replace it',
  unknown: 'it is no private key: expected a text that starts with -----BEGIN OPENSSH PRIVATE KEY-----',
}

const encryptedWithout = 'it is encrypted, and no passphrase is given (input ssh-passphrase)'
const encryptedOtherwise = 'the passphrase does not open it'

/** The identity of one PEM block, or what is wrong with it. ssh2's own messages are read here and nowhere else. */
async function identityOf(pem: string, passphrase: string | undefined): Promise<Identity | string> {
  const { parseKey } = (await ssh2()).utils
  const known = /BEGIN (ENCRYPTED )?PRIVATE KEY/.test(pem) ? convertedFromPkcs8(pem, passphrase) : { pem }
  if (typeof known === 'string') return known
  const parsed = parseKey(known.pem, passphrase)
  const key = Array.isArray(parsed) ? parsed[0] : parsed
  if (key instanceof Error) return explained(key.message, passphrase !== undefined)
  if (!key.isPrivateKey()) return mistakes['public-key']
  if (key.type === 'ssh-dss')
    return 'it is a DSA key, which OpenSSH no longer takes; make one with: ssh-keygen -t ed25519'
  const blob = key.getPublicSSH()
  const shown = { type: key.type, fingerprint: fingerprint(blob), publicKey: oneLine({ type: key.type, blob }) }
  const secret = { privateKey: known.pem, ...(passphrase === undefined ? {} : { passphrase }) }
  const identity: Identity = Object.defineProperties({ ...secret, ...shown }, hidden)
  opened.set(identity, key)
  return identity
}

/** Opening an encrypted key takes a tenth of a second and more: once a run, not once a machine. */
const opened = new WeakMap<Identity, ParsedKey>()

/** What ssh2 signs with: the key as it was opened when it was read. */
export function signer(identity: Identity): ParsedKey | string {
  return opened.get(identity) ?? identity.privateKey
}

/** Keeps a key out of whatever prints an object: JSON.stringify, console.log, an assertion that failed. */
const hidden: PropertyDescriptorMap = { privateKey: { enumerable: false }, passphrase: { enumerable: false } }

function explained(message: string, withPassphrase: boolean): string {
  if (/no passphrase given/.test(message)) return encryptedWithout
  if (/bad passphrase|unable to authenticate|bad decrypt/i.test(message)) return encryptedOtherwise
  const type = /Unsupported OpenSSH private key type: (\S+)/.exec(message)?.[1]
  if (type?.startsWith('sk-')) return `it is a hardware key (${type}), which cannot sign here; use an ed25519 key`
  if (type) return `its type ${type} is not supported; use an ed25519 key`
  // With an old PEM a wrong passphrase shows only in what comes out of it.
  if (withPassphrase && /Malformed|Invalid|expected/i.test(message)) return encryptedOtherwise
  return 'it is damaged: the text between its BEGIN and END lines is not a whole key'
}

/** ssh2 reads no PKCS #8 (what openssl and some clouds write). RSA and EC have an older form that it reads. */
function convertedFromPkcs8(pem: string, passphrase: string | undefined): { readonly pem: string } | string {
  if (pem.includes('ENCRYPTED') && passphrase === undefined) return encryptedWithout
  try {
    const key = createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) })
    if (key.asymmetricKeyType === 'rsa') return { pem: `${key.export({ type: 'pkcs1', format: 'pem' })}` }
    if (key.asymmetricKeyType === 'ec') return { pem: `${key.export({ type: 'sec1', format: 'pem' })}` }
    return `it is a PKCS #8 key of type ${key.asymmetricKeyType}; convert it: ssh-keygen -p -N '' -f KEY, or make a new one`
  } catch {
    return pem.includes('ENCRYPTED') ? encryptedOtherwise : explained('', false)
  }
}

async function fileAt(path: string, unusable: (message: string, cause: unknown) => DroverError): Promise<string> {
  const file = path.startsWith('~/') ? `${homedir()}${path.slice(1)}` : path
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw unusable(`it is a path, and ${path} cannot be read (${errorCode(error) ?? 'unknown error'})`, error)
  }
}
