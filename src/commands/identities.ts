import type { Identity } from '../ssh/identity'
import type { Options } from './options'

// Opening an encrypted key takes a tenth of a second and more.
const read = new WeakMap<Options, Promise<readonly Identity[]>>()

/**
 * The private keys that a command was given, read once.
 *
 * @throws DroverError `key-unusable`
 */
export function identitiesOf(options: Options): Promise<readonly Identity[]> {
  const identities = read.get(options) ?? readAll(options)
  read.set(options, identities)
  return identities
}

async function readAll({ keys, passphrase }: Options): Promise<readonly Identity[]> {
  // ssh2, which comes with it, takes time to load.
  if (keys.length === 0) return []
  const { readIdentities } = await import('../ssh/identity')
  const all = await Promise.all(
    keys.map(({ source, text }) =>
      readIdentities({ source, text, ...(passphrase === undefined ? {} : { passphrase }) }),
    ),
  )
  return all.flat()
}
