import { connectSsh } from '../../src/ssh/connection'
import { readIdentities } from '../../src/ssh/identity'
import type { SshEndpoint, Target } from '../../src/target/target'

/** Connects with these private keys, and no others but an endpoint's own. */
export async function connectWith(endpoint: SshEndpoint, keys: readonly string[]): Promise<Target> {
  const read = keys.map(text => readIdentities({ text, passphrase: undefined, source: 'ssh-key' }))
  return connectSsh(endpoint, { identities: (await Promise.all(read)).flat(), signal: new AbortController().signal })
}
