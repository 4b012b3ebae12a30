import { expand, type Tokens } from './expand'
import { type Line, misread } from './line'
import { portIn } from './values'

/** A host as it stands on a command line of ssh's. */
export interface Hop {
  readonly alias: string
  readonly user?: string | undefined
  readonly port?: number | undefined
}

/** The hosts that a `ProxyJump` goes through, the first first. */
export function hopsOf({ keyword, words, at }: Line, tokens: Tokens): readonly Hop[] {
  const [word = ''] = words
  // Another ProxyCommand than this one was refused.
  if (keyword === 'proxycommand' || word.toLowerCase() === 'none') return []
  return expand(word, tokens, at)
    .split(',')
    .map(text => hopOf(text.trim(), at))
}

const form = /^(?:ssh:\/\/)?(?:(.+)@)?(\[[^\]]+\]|[^:[\]]+)(?::(\d+))?\/?$/

function hopOf(text: string, at: string): Hop {
  const [, user, host = '', port] = form.exec(text) ?? []
  const number = port === undefined ? undefined : portIn(port)
  if (host === '' || (port !== undefined && number === undefined))
    throw misread(at, `“${text}” is no host to jump by; expected [user@]host[:port]`)
  return { alias: host.replace(/^\[(.*)\]$/, '$1'), user, port: number }
}
