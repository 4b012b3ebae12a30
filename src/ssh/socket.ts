import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { thrownWords } from '../failure'

/** Errors of the network that may be gone in a moment: a machine that boots, an sshd that restarts, a full queue. */
const passing = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'EPIPE',
  'EAI_AGAIN',
])

/** The code that Node gives an error of the system, as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

export function isPassing(error: unknown): boolean {
  return passing.has(errorCode(error) ?? '')
}

export interface Opening {
  /** A name, an IPv4 or an IPv6 address, the last also in brackets. */
  readonly host: string
  readonly port: number
  /** Which addresses of a name count; undefined for both. */
  readonly family?: 4 | 6 | undefined
  readonly seconds: number
  readonly signal: AbortSignal
}

/**
 * A stream to a port, or why there is none: `again` says whether another attempt may end otherwise, `crowded` that another
 * connection to the jump host may.
 */
export type Opened =
  | { readonly stream: Duplex }
  | { readonly failed: string; readonly again: boolean; readonly crowded?: boolean }

/** Opens a TCP connection within so many seconds, names included. An abort counts as failed; who aborted knows why. */
export function openSocket({ host, port, family, seconds, signal }: Opening): Promise<Opened> {
  return new Promise(resolve => {
    const socket = connect({
      host: host.replace(/^\[(.*)\]$/, '$1'),
      port,
      ...(family && { family }),
      // Without it Nagle's algorithm and delayed acknowledgements make an exec take 90 ms instead of 5.
      noDelay: true,
      // Node gives each of several addresses 250 ms by default, which a far machine does not keep.
      autoSelectFamilyAttemptTimeout: 3000,
    })
    const settle = (opened: Opened) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      socket.off('error', fail).off('connect', done)
      if ('failed' in opened) socket.on('error', () => {}).destroy()
      resolve(opened)
    }
    const abort = () => settle({ failed: 'cancelled', again: false })
    const fail = (error: Error) => settle({ failed: messageOf(error), again: isPassing(error) })
    const done = () => settle({ stream: socket })
    const timer = setTimeout(() => settle({ failed: late(seconds), again: true }), seconds * 1000)
    socket.on('error', fail).on('connect', done)
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
  })
}

const late = (seconds: number): string =>
  `nothing answered within ${seconds} s, the limit for connecting; a firewall may drop what is sent there`

/** What the usual errors mean to a person; their code stays beside it, for whoever looks it up. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused, nothing listens there',
  ECONNRESET: 'the connection was reset',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'no way to that host',
  EHOSTDOWN: 'the host is down',
  ENETUNREACH: 'no way to that network',
  ENOTFOUND: 'nobody knows that name',
  EAI_AGAIN: 'the name could not be looked up',
}

/** Where a name has several addresses, each different error once. */
export function messageOf(error: Error): string {
  const all: readonly unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [error]
  return [...new Set(all.map(inWords))].join('; ')
}

function inWords(error: unknown): string {
  const code = errorCode(error)
  const meaning = code === undefined ? undefined : meanings[code]
  if (meaning !== undefined) return `${meaning} (${code})`
  return thrownWords(error)
}
