import type { Jump } from '../target/target'
import type { Files } from './files'
import type { Identity } from './identity'
import type { KnownHosts } from './known-hosts'
import type { Way } from './way'

/** With what a run logs in, and how long it waits: for every machine the same, but for limits of its own. */
export interface SshOptions {
  readonly identities: readonly Identity[]
  /** The socket of an SSH agent (SSH_AUTH_SOCK), asked only where there is no key at all. */
  readonly agent?: string | undefined
  readonly knownHosts?: KnownHosts | undefined
  /** The files that an ssh_config names, where several connections are to share them. */
  readonly files?: Files | undefined
  /** The connections to jump hosts, where several machines are to share them. */
  readonly ways?: Ways | undefined
  /** Unlocks what an ssh_config names as a key, where that is encrypted. */
  readonly passphrase?: string | undefined
  /** Until TCP answers; 15 s. */
  readonly connectSeconds?: number
  /** From there until logged in; 20 s. */
  readonly handshakeSeconds?: number
  /** A silent connection is probed this often, and lost at the fourth probe without an answer, well within a lease; 5 s. */
  readonly keepaliveSeconds?: number
  /** How often to try to connect; 3, and more where the server is there and hangs up. What it refuses is never tried again. */
  readonly attempts?: number
  /** Channels at a time; 1, because a server may allow no more (MaxSessions). Further runs wait for their turn. */
  readonly sessions?: number
  /** Closes the connection, at whatever point: all that waits ends as `cancelled`. */
  readonly signal: AbortSignal
  /** Before each attempt, counted from 1, of so many; from the second on with what went wrong with the one before. */
  readonly onAttempt?: ((attempt: number, message?: string, attempts?: number) => void) | undefined
  /** What a person is to know of a connection, though it could be made. */
  readonly onNotice?: ((words: string) => void) | undefined
}

/** The ways through jump hosts of one run: what lies behind the same ones shares one connection to them. */
export interface Ways {
  /**
   * A way by these hosts, the first first. Whoever takes one closes it.
   *
   * @throws JumpFailed around the DroverError of `logIn`: it says at which of the hosts
   */
  by(jumps: readonly Jump[], options: SshOptions): Promise<Way>
}
