import { readFile } from 'node:fs/promises'
import { thrownWords } from '../failure'
import { type Identity, readIdentities } from './identity'
import { keyOfText, type PublicKey } from './public-key'
import { errorCode } from './socket'

/** What a file is good for that an ssh_config names as a key. */
export interface KeyFile {
  readonly path: string
  readonly identities: readonly Identity[]
  /** The key that it speaks of and does not hold, or that nobody unlocks: an agent may have it. */
  readonly named?: PublicKey
  /** Why it can't be used by itself. */
  readonly message?: string
}

/** Reads a key file as OpenSSH would: one that can't be used is no mistake, for another may let in. */
export async function readKeyFile(path: string, passphrase: string | undefined): Promise<KeyFile> {
  const text = await textOf(path)
  if (typeof text !== 'string') return { path, identities: [], message: text.message, ...(await beside(path)) }
  const named = publicKeyIn(text)
  if (named) return { path, identities: [], named, message: 'it is a public key, and no agent has its other half' }
  try {
    return { path, identities: await readIdentities({ text, passphrase, source: path }) }
  } catch (error) {
    return { path, identities: [], message: thrownWords(error), ...(await beside(path)) }
  }
}

/** The public half in a file of its own: `ssh-keygen` puts one there. */
async function beside(path: string): Promise<{ readonly named?: PublicKey }> {
  const text = await textOf(`${path}.pub`)
  const named = typeof text === 'string' ? publicKeyIn(text) : undefined
  return named ? { named } : {}
}

async function textOf(path: string): Promise<string | { readonly message: string }> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = errorCode(error)
    return { message: code === 'ENOENT' ? 'there is no such file' : `it can't be read (${code ?? 'unknown error'})` }
  }
}

function publicKeyIn(text: string): PublicKey | undefined {
  const [type = '', base64 = ''] = text.trim().split(/\s+/)
  return keyOfText(type, base64)
}
