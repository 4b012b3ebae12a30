import { failureOf } from '../../../src/failure'
import { connectSsh } from '../../../src/ssh/connection'
import { readIdentities } from '../../../src/ssh/identity'
import type { SshOptions } from '../../../src/ssh/options'
import { sh } from '../../../src/target/script'
import type { SshEndpoint } from '../../../src/target/target'
import type { MadeKey } from '../../ssh/keys'
import type { Sshd } from './sshd'

export const passphrase = 'open sesame'

/** A server, as root, with its ed25519 key pinned; `change` says otherwise. */
export function endpointOf(sshd: Sshd, change: Partial<SshEndpoint> = {}): SshEndpoint {
  return { host: '127.0.0.1', port: sshd.port, user: 'root', hostKeys: [sshd.hostKeys.ed25519?.line ?? ''], ...change }
}

/** Connects with these keys, runs a command, closes: 'in', or the failure. */
export async function outcome(to: SshEndpoint, made: readonly MadeKey[], change: Partial<SshOptions> = {}) {
  try {
    const read = made.map(({ secret }) => readIdentities({ text: secret, passphrase, source: 'ssh-key' }))
    const identities = (await Promise.all(read)).flat()
    const target = await connectSsh(to, { identities, signal: new AbortController().signal, ...change })
    const { stdout } = await target.run({ what: 'greet', script: sh`printf in` })
    await target.close()
    return stdout
  } catch (error) {
    return failureOf(error)
  }
}
