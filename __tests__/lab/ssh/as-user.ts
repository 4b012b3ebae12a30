import { type Failure, failureOf } from '../../../src/failure'
import { connectSsh } from '../../../src/ssh/connection'
import { readIdentities } from '../../../src/ssh/identity'
import type { SshEndpoint, Target } from '../../../src/target/target'
import type { MadeKey } from '../../ssh/keys'
import type { Sshd } from './sshd'
import { makeUser, type NewUser } from './user'

export interface Entry extends Pick<SshEndpoint, 'sudoPassword'> {
  readonly sshd: Sshd
  readonly key: MadeKey
}

/** What is done over one connection as a user that is made for it, or the failure. The user is gone afterwards. */
export async function asUser<Done>(
  user: NewUser,
  { sshd, key, ...more }: Entry,
  work: (target: Target) => Promise<Done>,
): Promise<Done | Failure> {
  const made = makeUser(user)
  try {
    const identities = await readIdentities({ text: key.secret, source: 'ssh-key' })
    const hostKeys = [sshd.hostKeys.ed25519?.line ?? '']
    const endpoint = { host: '127.0.0.1', port: sshd.port, user: user.name, hostKeys, ...more }
    const target = await connectSsh(endpoint, { identities, signal: new AbortController().signal })
    try {
      return await work(target)
    } finally {
      await target.close()
    }
  } catch (error) {
    return failureOf(error)
  } finally {
    made.remove()
  }
}
