import { DroverError, failureOf } from '../failure'
import type { SshEndpoint, Target } from '../target/target'
import { logIn, withJump } from './log-in'
import type { SshOptions } from './options'
import { sshTarget } from './target'
import { direct, type Way } from './way'
import { JumpFailed, ways } from './ways'

/**
 * Logs in at an endpoint, by way of its jump hosts where it has some.
 *
 * @throws DroverError `host-key-refused`, `authentication-failed`, `machine-unreachable`, `key-unusable`, `cancelled`;
 *   `bad-input` for a pinned key that cannot be read
 */
export async function connectSsh(endpoint: SshEndpoint, options: SshOptions): Promise<Target> {
  const { jumps = [] } = endpoint
  const { signal, sessions = 1 } = options
  let way: Way = direct
  try {
    way = await (options.ways ?? ways()).by(jumps, options)
    return sshTarget(await logIn(endpoint, way, options), endpoint, { sessions, signal, way })
  } catch (error) {
    way.cut()
    if (!(error instanceof JumpFailed)) throw error
    // What fails on the way says at which jump host that was.
    const jump = { number: error.number, of: jumps.length, to: endpoint.host }
    throw new DroverError(withJump(failureOf(error.cause), jump), { cause: error.cause })
  }
}
