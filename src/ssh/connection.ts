import { setTimeout as pause } from 'node:timers/promises'
import { DroverError } from '../failure'
import type { SshEndpoint, Target } from '../target/target'
import { hostKeyTypes } from './algorithms'
import { type Offer, offerOf } from './authentication'
import { handshake, type Shaken } from './handshake'
import { type Trust, trustOf } from './host-key'
import type { Identity } from './identity'
import type { KnownHosts } from './known-hosts'
import { openSocket } from './socket'
import { sshTarget } from './target'

export interface SshOptions {
  readonly identities: readonly Identity[]
  /** The socket of an SSH agent (SSH_AUTH_SOCK), asked only where there is no key at all. */
  readonly agent?: string | undefined
  readonly knownHosts?: KnownHosts | undefined
  /** Until TCP answers; 15 s. */
  readonly connectSeconds?: number
  /** From there until logged in; 20 s. */
  readonly handshakeSeconds?: number
  /** A silent connection is probed this often, and lost at the fourth probe without an answer; 15 s. */
  readonly keepaliveSeconds?: number
  /** How often to try to connect; 3, and more where the server is there and hangs up. What it refuses is never tried again. */
  readonly attempts?: number
  /** Channels at a time; 1, because a server may allow no more (MaxSessions). Further runs wait for their turn. */
  readonly sessions?: number
  /** Closes the connection, at whatever point: all that waits ends as `cancelled`. */
  readonly signal: AbortSignal
  /** Before each attempt, counted from 1, of so many; from the second on with what went wrong with the one before. */
  readonly onAttempt?: ((attempt: number, message?: string, attempts?: number) => void) | undefined
}

/**
 * Logs in at an endpoint. Only connecting is tried again; a refused host key or login is final.
 *
 * @throws DroverError `host-key-refused`, `authentication-failed`, `machine-unreachable`, `key-unusable`, `cancelled`;
 *   `bad-input` for a pinned key that cannot be read
 */
export async function connectSsh(endpoint: SshEndpoint, options: SshOptions): Promise<Target> {
  const { signal } = options
  let attempts = options.attempts ?? ordinaryAttempts
  const trust = trustOf(endpoint, options.knownHosts)
  const { identities, agent } = options
  const offer = await offerOf({ own: endpoint.identities ?? [], identities, agent })
  for (let attempt = 1, before: string | undefined; ; attempt++) {
    options.onAttempt?.(attempt, before, attempts)
    const tried = await trying(endpoint, options, trust, offer)
    if (signal.aborted) {
      if ('client' in tried) tried.socket.destroy()
      throw new DroverError({ code: 'cancelled' })
    }
    if ('client' in tried) return sshTarget(tried, endpoint, { sessions: options.sessions ?? 1, signal })
    if ('refused' in tried) throw new DroverError(tried.refused)
    attempts = options.attempts ?? (tried.busy ? busyAttempts : ordinaryAttempts)
    if (!tried.again || attempt >= attempts) {
      const { host, port } = endpoint
      throw new DroverError({ code: 'machine-unreachable', host, port, attempts: attempt, message: tried.failed })
    }
    before = tried.failed
    await pause(backoff(attempt), undefined, { signal }).catch(() => {
      throw new DroverError({ code: 'cancelled' })
    })
  }
}

const ordinaryAttempts = 3

/** A server that hangs up on whoever comes while too many others are logging in (MaxStartups) has room again in a moment. */
const busyAttempts = 8

/** Half a second, doubled each time up to four, and up to half as much again by chance, so that a herd does not come back as one. */
function backoff(attempt: number): number {
  return 500 * 2 ** Math.min(attempt - 1, 3) * (1 + Math.random() / 2)
}

/**
 * One attempt. A server shows one host key, of the first type that both know. A pinned fingerprint does not tell its type, so
 * where the key differs the other types are asked for, before a login is tried at all.
 */
async function trying(
  { host, port, user }: SshEndpoint,
  options: SshOptions,
  trust: Trust,
  offer: Offer,
): Promise<Shaken> {
  const { signal, connectSeconds = 15, handshakeSeconds = 20, keepaliveSeconds = 15 } = options
  const unknownType = trust.pins.some(pin => 'fingerprint' in pin)
  const seen: string[] = []
  let first: Extract<Shaken, { refused: unknown }> | undefined
  while (true) {
    const types = hostKeyTypes(trust, seen)
    if (first && types.length === 0) return first
    const opened = await openSocket({ host, port, seconds: connectSeconds, signal })
    if ('failed' in opened) return { ...opened, busy: false }
    const limits = { seconds: handshakeSeconds, keepaliveSeconds, signal }
    const shaken = await handshake({ socket: opened.socket, trust, user, types, offer, ...limits })
    // The machine has no key of the other types.
    if (first && 'failed' in shaken && !shaken.again) return first
    if (!('refused' in shaken) || shaken.refused.reason !== 'differs' || !shaken.type || !unknownType) return shaken
    first ??= shaken
    seen.push(shaken.type)
  }
}
