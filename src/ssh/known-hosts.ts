import { createHmac } from 'node:crypto'
import type { Failure } from '../failure'
import { keyOfText, type PublicKey } from './public-key'

/** What a known_hosts text says of one endpoint. */
export interface KnownKeys {
  readonly keys: readonly PublicKey[]
  readonly revoked: readonly PublicKey[]
}

/** A known_hosts text (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT) that was read. */
export interface KnownHosts {
  of(host: string, port: number): KnownKeys
  /** What was left out, by line number from 1: `@cert-authority` (not supported) and lines that cannot be read. */
  readonly ignored: readonly { readonly line: number; readonly reason: 'cert-authority' | 'unreadable' }[]
}

const lineBreak = /\r?\n|\r/

interface Entry {
  readonly hosts: string
  readonly key: PublicKey
  readonly revoked: boolean
}

/** The name under which known_hosts keeps an endpoint: `host`, or `[host]:port` where the port is not 22. */
export function knownName(host: string, port: number): string {
  const name = host.toLowerCase()
  return port === 22 ? name : `[${name}]:${port}`
}

export function readKnownHosts(text: string): KnownHosts {
  const entries: Entry[] = []
  const ignored: { line: number; reason: 'cert-authority' | 'unreadable' }[] = []
  for (const [index, raw] of text.split(lineBreak).entries()) {
    const words = raw.trim().split(/[ \t]+/)
    if (words[0] === '' || words[0]?.startsWith('#')) continue
    const marker = words[0]?.startsWith('@') ? words.shift() : undefined
    const [hosts, type = '', base64 = ''] = words
    const key = keyOfText(type, base64)
    if (marker === '@cert-authority') ignored.push({ line: index + 1, reason: 'cert-authority' })
    else if (!hosts || !key || (marker && marker !== '@revoked'))
      ignored.push({ line: index + 1, reason: 'unreadable' })
    else entries.push({ hosts, key, revoked: marker === '@revoked' })
  }
  return {
    ignored,
    of: (host, port) => {
      const found = entries.filter(entry => matches(entry.hosts, knownName(host, port)))
      const keysOf = (revoked: boolean) => found.filter(entry => entry.revoked === revoked).map(({ key }) => key)
      return { keys: keysOf(false), revoked: keysOf(true) }
    },
  }
}

/** A mistake for each line of a known_hosts text that can't be read: one that says nothing would protect nothing. */
export function knownHostsMistakes(text: string, input: string): readonly Failure[] {
  const lines = text.split(lineBreak)
  return readKnownHosts(text).ignored.flatMap(({ line, reason }): Failure[] => {
    if (reason !== 'unreadable') return []
    const found = lines[line - 1]?.trim() ?? ''
    // A line of a single word may be one of a private key that was pasted here.
    const shown = /\s/.test(found) ? ` (“${found.length > 60 ? `${found.slice(0, 57)}…` : found}”)` : ''
    const message = `line ${line} can't be read${shown}; expected “host ssh-ed25519 AAAA…” with the whole key.`
    return [{ code: 'bad-input', input, message }]
  })
}

/** Whether a hosts field means a name: one hashed name, or a list of patterns in which a negated one that fits wins. */
function matches(hosts: string, name: string): boolean {
  if (hosts.startsWith('|')) return hashMatches(hosts, name)
  const patterns = hosts.toLowerCase().split(',')
  const fits = (pattern: string) => expression(pattern).test(name)
  return (
    !patterns.some(one => one.startsWith('!') && fits(one.slice(1))) &&
    patterns.some(one => one[0] !== '!' && fits(one))
  )
}

/** `|1|salt|hash`: HMAC-SHA1 of the name with the salt as its key, both in base64. */
function hashMatches(hosts: string, name: string): boolean {
  const [, version, salt, hash] = hosts.split('|')
  if (version !== '1' || !salt || !hash) return false
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash
}

function expression(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`)
}
