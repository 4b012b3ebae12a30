import { setTimeout as pause } from 'node:timers/promises'
import { DroverError, type Failure, type OnTheWay } from '../failure'
import { hostKeyTypes } from './algorithms'
import type { Offer } from './authentication'
import { handshake, type Shaken } from './handshake'
import type { Trust } from './host-key'
import type { SshOptions } from './options'
import { type Place, prepared } from './preparation'
import type { Login, Way } from './way'

/** Logs in at one host. Only connecting is tried again; a refused host key or login is final. */
export async function logIn(place: Place, way: Way, options: SshOptions): Promise<Login> {
  const { signal } = options
  let attempts = options.attempts ?? ordinaryAttempts
  const { ports, trusts, offer } = await prepared(place, options)
  for (let attempt = 1, before: string | undefined; ; attempt++) {
    options.onAttempt?.(attempt, before, attempts)
    const failed: { readonly port: number; readonly said: string; readonly again: boolean; readonly busy: boolean }[] =
      []
    for (const [index, trust] of trusts.entries()) {
      const most = place.limits?.connect ?? options.connectSeconds ?? defaults.connect
      const connect = index === trusts.length - 1 ? most : Math.min(most, secondsBeforeNextPort)
      const tried = await trying({ place, trust, offer, way, connect, options })
      if (signal.aborted) {
        if ('client' in tried) tried.stream.destroy()
        throw new DroverError({ code: 'cancelled' })
      }
      if ('client' in tried) return tried
      if ('refused' in tried) throw new DroverError(tried.refused)
      failed.push({ port: trust.port, said: tried.failed, again: tried.again, busy: tried.busy })
    }
    const several = failed.length > 1
    const message = failed.map(({ port, said }) => (several ? `port ${port}: ${said}` : said)).join('; ')
    attempts = options.attempts ?? (failed.some(({ busy }) => busy) ? busyAttempts : ordinaryAttempts)
    if (!failed.some(({ again }) => again) || attempt >= attempts) {
      const [port = 22, ...otherPorts] = ports
      const at = { port, ...(several && { otherPorts }) }
      throw new DroverError({ code: 'machine-unreachable', host: place.host, ...at, attempts: attempt, message })
    }
    before = message
    await pause(backoff(attempt), undefined, { signal }).catch(() => {
      throw new DroverError({ code: 'cancelled' })
    })
  }
}

/** A failure at a jump host, with where on the way that is. */
export function withJump(failure: Failure, jump: OnTheWay): Failure {
  switch (failure.code) {
    case 'machine-unreachable':
    case 'host-key-refused':
    case 'authentication-failed':
      return { ...failure, jump }
    default:
      return failure
  }
}

const ordinaryAttempts = 3

/** A server that hangs up on whoever comes while too many others are logging in (MaxStartups) has room again in a moment. */
const busyAttempts = 8

/** A firewall drops what goes to a port that is not the right one any more: the next is not to wait for the whole limit. */
const secondsBeforeNextPort = 5

/** Half a second, doubled each time up to four, and up to half as much again by chance, so that a herd does not come back as one. */
function backoff(attempt: number): number {
  return 500 * 2 ** Math.min(attempt - 1, 3) * (1 + Math.random() / 2)
}

const defaults = { connect: 15, login: 20 } as const

interface Trying {
  readonly place: Place
  readonly trust: Trust
  readonly offer: Offer
  readonly way: Way
  /** Seconds. */
  readonly connect: number
  readonly options: SshOptions
}

/**
 * One attempt. A server shows one host key, of the first type that both know. A pinned fingerprint does not tell its type, so
 * where the key differs the other types are asked for, before a login is tried at all.
 */
async function trying({ place, trust, offer, way, connect, options }: Trying): Promise<Shaken> {
  const { signal, handshakeSeconds = defaults.login, keepaliveSeconds = 5 } = options
  const { user, settings: { family } = {}, limits: { login = handshakeSeconds } = {} } = place
  const { host, port } = trust
  const unknownType = trust.pins.some(pin => 'fingerprint' in pin)
  const seen: string[] = []
  let first: Extract<Shaken, { refused: unknown }> | undefined
  while (true) {
    const types = hostKeyTypes(trust, seen)
    if (first && types.length === 0) return first
    const opened = await way.open({ host, port, family, seconds: connect, signal })
    if ('failed' in opened) return { ...opened, busy: false }
    const limits = { seconds: login, keepaliveSeconds, signal }
    const shaken = await handshake({ stream: opened.stream, trust, user, types, offer, ...limits })
    // The machine has no key of the other types.
    if (first && 'failed' in shaken && !shaken.again) return first
    if (!('refused' in shaken) || shaken.refused.reason !== 'differs' || !shaken.type || !unknownType) return shaken
    first ??= shaken
    seen.push(shaken.type)
  }
}
