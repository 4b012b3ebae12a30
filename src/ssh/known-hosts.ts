import { createHmac } from 'node:crypto'
import type { Failure } from '../failure'
import { listFits } from './pattern'
import { keyOfText, type PublicKey } from './public-key'

/** What known_hosts says of one endpoint. */
export interface KnownKeys {
  readonly keys: readonly PublicKey[]
  readonly revoked: readonly PublicKey[]
  /** Where authorities are named for it (`@cert-authority`), as `known-hosts:3`. Their certificates are not checked. */
  readonly authorities: readonly string[]
}

/** A known_hosts text (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT) that was read. */
export interface KnownHosts {
  /** By the name that `knownName` gives an endpoint, or an alias. */
  of(name: string): KnownKeys
  /** The numbers of the lines that can't be read, from 1. */
  readonly unreadable: readonly number[]
}

const lineBreak = /\r?\n|\r/

interface Entry {
  readonly hosts: string
  readonly key: PublicKey
  readonly marker: string | undefined
  readonly at: string
}

/** The name under which known_hosts keeps an endpoint: `host`, or `[host]:port` where the port is not 22. */
export function knownName(host: string, port: number): string {
  const name = host.toLowerCase()
  return port === 22 ? name : `[${name}]:${port}`
}

/** Reads a text; `source` is what to call it in a message. */
export function readKnownHosts(text: string, source = 'known-hosts'): KnownHosts {
  const entries: Entry[] = []
  const unreadable: number[] = []
  for (const [index, raw] of text.split(lineBreak).entries()) {
    const words = raw.trim().split(/[ \t]+/)
    if (words[0] === '' || words[0]?.startsWith('#')) continue
    const marker = words[0]?.startsWith('@') ? words.shift() : undefined
    const [hosts, type = '', base64 = ''] = words
    const key = keyOfText(type, base64)
    if (!hosts || !key || !markers.has(marker)) unreadable.push(index + 1)
    else entries.push({ hosts, key, marker, at: `${source}:${index + 1}` })
  }
  return {
    unreadable,
    of: name => {
      const found = entries.filter(entry => matches(entry.hosts, name.toLowerCase()))
      const marked = (marker: string | undefined) => found.filter(entry => entry.marker === marker)
      return {
        keys: marked(undefined).map(({ key }) => key),
        revoked: marked('@revoked').map(({ key }) => key),
        authorities: marked('@cert-authority').map(({ at }) => at),
      }
    },
  }
}

const markers: ReadonlySet<string | undefined> = new Set([undefined, '@revoked', '@cert-authority'])

/** Several texts as one. */
export function allKnown(texts: readonly KnownHosts[]): KnownHosts {
  const each = (name: string) => texts.map(text => text.of(name))
  return {
    unreadable: [],
    of: name => ({
      keys: each(name).flatMap(({ keys }) => keys),
      revoked: each(name).flatMap(({ revoked }) => revoked),
      authorities: each(name).flatMap(({ authorities }) => authorities),
    }),
  }
}

/** A mistake for each line of a known_hosts text that can't be read: one that says nothing would protect nothing. */
export function knownHostsMistakes(text: string, input: string): readonly Failure[] {
  const lines = text.split(lineBreak)
  return readKnownHosts(text).unreadable.map((line): Failure => {
    const found = lines[line - 1]?.trim() ?? ''
    // A line of a single word may be one of a private key that was pasted here.
    const shown = /\s/.test(found) ? ` (“${found.length > 60 ? `${found.slice(0, 57)}…` : found}”)` : ''
    const message = `line ${line} can't be read${shown}; expected “host ssh-ed25519 AAAA…” with the whole key.`
    return { code: 'bad-input', input, message }
  })
}

/** Whether a hosts field means a name: one hashed name, or a list of patterns in which a negated one that fits wins. */
function matches(hosts: string, name: string): boolean {
  return hosts.startsWith('|') ? hashMatches(hosts, name) : listFits(hosts.toLowerCase().split(','), name)
}

/** `|1|salt|hash`: HMAC-SHA1 of the name with the salt as its key, both in base64. */
function hashMatches(hosts: string, name: string): boolean {
  const [, version, salt, hash] = hosts.split('|')
  if (version !== '1' || !salt || !hash) return false
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash
}
