import type { SshEndpoint, Target } from '../target/target'
import { logIn } from './log-in'
import type { SshOptions } from './options'
import { sshTarget } from './target'
import { direct, through, type Way } from './way'

/**
 * Logs in at an endpoint, by way of its jump hosts where it has some.
 *
 * @throws DroverError `host-key-refused`, `authentication-failed`, `machine-unreachable`, `key-unusable`, `cancelled`;
 *   `bad-input` for a pinned key that cannot be read
 */
export async function connectSsh(endpoint: SshEndpoint, options: SshOptions): Promise<Target> {
  const { signal, sessions = 1 } = options
  const jumps = endpoint.jumps ?? []
  let way: Way = direct
  try {
    for (const [index, { host, port, user, hostKeys }] of jumps.entries()) {
      const jump = { number: index + 1, of: jumps.length, to: endpoint.host }
      way = through(await logIn({ host, port, user, hostKeys }, way, options, jump), way, host)
    }
    return sshTarget(await logIn(endpoint, way, options), endpoint, { sessions, signal, way })
  } catch (error) {
    way.cut()
    throw error
  }
}
