import { DroverError, type ExpectedKey, type Failure } from '../failure'
import type { Jump } from '../target/target'
import { type KnownHosts, knownName } from './known-hosts'
import { fingerprint, keyOfBlob, keyOfText, oneLine, type PublicKey, sameKey } from './public-key'

/** A host key as somebody pinned it: the key itself, or its fingerprint alone. */
export type Pin = { readonly key: PublicKey } | { readonly fingerprint: string }

/** Which keys a machine may show. Everything that is needed to judge one, before and after it was seen. */
export interface Trust {
  readonly host: string
  readonly port: number
  readonly pins: readonly Pin[]
  /** Whether the pins are the endpoint's own; else they are those of known_hosts, or none. */
  readonly declared: boolean
  /** What known_hosts says besides; where nothing else is pinned its keys stand among the pins as well. */
  readonly known: readonly PublicKey[]
  readonly revoked: readonly PublicKey[]
  /** The lines of known_hosts that name an authority for it (`@cert-authority`), which is not asked. */
  readonly authorities: readonly string[]
  /** The name that known_hosts has it under. */
  readonly knownAs: string
}

type Refusal = Extract<Failure, { readonly code: 'host-key-refused' }>

const fingerprintForm = /(?:^|\s)(SHA256:[A-Za-z0-9+/]{43})=?(?=\s|$)/

/**
 * Reads pinned keys as people paste them: `ssh-ed25519 AAAA…` with or without a comment, a line of known_hosts, `SHA256:…`
 * or the line that `ssh-keygen -l` prints; several lines, comments and empty lines too.
 *
 * @throws DroverError `bad-input` that says what is wrong with which line
 */
export function readPins(text: string): Pin[] {
  const all = text.split(/\r?\n|\r/).map(line => line.trim())
  return all.filter(line => line !== '' && !line.startsWith('#')).map(readPin)
}

function readPin(line: string): Pin {
  const seen = fingerprintForm.exec(line)?.[1]
  if (seen) return { fingerprint: seen }
  const words = line.split(/[ \t]+/)
  const at = words.findIndex(word => /^(ssh|ecdsa|sk-ssh|sk-ecdsa|rsa)-[a-z0-9@.-]+$/.test(word))
  const [type, base64] = at < 0 ? [] : words.slice(at, at + 2)
  const key = type && base64 ? keyOfText(type, base64) : undefined
  if (key && !line.startsWith('@')) return { key }
  throw new DroverError({ code: 'bad-input', input: 'hostKey', message: mistakeOf(line, type) })
}

function mistakeOf(line: string, type: string | undefined): string {
  const shown = line.length > 60 ? `${line.slice(0, 57)}…` : line
  if (line.startsWith('@')) return `“${shown}” has a marker: pin the key itself, as “ssh-ed25519 AAAA…”`
  if (line.includes('PRIVATE KEY')) return 'this is a private key; the host key to pin is the public one'
  if (/\bMD5:|^([0-9a-f]{2}:){15}[0-9a-f]{2}$/i.test(line)) return `“${shown}” is an MD5 fingerprint; SHA256 is needed`
  if (line.startsWith('SHA256:')) return `“${shown}” is not a whole SHA256 fingerprint: 43 letters follow the colon`
  if (type) return `“${shown}” is not a whole ${type} key: the text after the type is cut off or altered`
  return `“${shown}” is not a host key; expected “ssh-ed25519 AAAA…”, a line of known_hosts, or “SHA256:…”`
}

/**
 * What an endpoint may show. Its own pins count; a known_hosts entry pins where there are none.
 *
 * @throws DroverError `host-key-refused` where known_hosts revokes a pinned key, or has for a pinned key's type only others
 * @throws DroverError `bad-input` for a pin that cannot be read
 */
export function trustOf(
  { host, port, hostKeys, settings }: Pick<Jump, 'host' | 'port' | 'hostKeys' | 'settings'>,
  knownHosts?: KnownHosts,
): Trust {
  const knownAs = settings?.knownAs ?? knownName(host, port)
  const { keys: known, revoked, authorities } = knownHosts?.of(knownAs) ?? { keys: [], revoked: [], authorities: [] }
  const own = hostKeys.flatMap(readPins)
  const declared = own.length > 0
  const pins = declared ? own : known.map(key => ({ key }))
  const trust = { host, port, known, revoked, authorities, knownAs, declared, pins }
  const pinned = trust.pins.flatMap(pin => ('key' in pin ? [pin.key] : []))
  const gone = pinned.find(key => revoked.some(other => sameKey(other, key)))
  if (gone) throw new DroverError(refusal(trust, 'revoked', gone))
  for (const { type } of pinned) {
    const ofType = (key: PublicKey) => key.type === type
    const others = known.filter(ofType)
    const agree = pinned.filter(ofType).some(key => others.some(other => sameKey(other, key)))
    if (others.length > 0 && !agree) throw new DroverError(refusal(trust, 'contradicts-known-hosts', undefined))
  }
  return trust
}

/** Why a key that a machine showed is refused; undefined where it is the right one. */
export function judge(trust: Trust, blob: Buffer): Refusal | undefined {
  const seen = keyOfBlob(blob)
  const print = fingerprint(blob)
  if (!seen) return { ...refusal(trust, 'differs', undefined), seen: print }
  if (trust.revoked.some(key => sameKey(key, seen))) return refusal(trust, 'revoked', seen)
  if (trust.pins.length === 0) return refusal(trust, 'absent', seen)
  const pinned = trust.pins.some(pin => ('key' in pin ? sameKey(pin.key, seen) : pin.fingerprint === print))
  if (!pinned) return refusal(trust, 'differs', seen)
  const known = trust.known.filter(key => key.type === seen.type)
  const contradicted = known.length > 0 && !known.some(key => sameKey(key, seen))
  // With a pinned fingerprint this shows only now: it does not say what type of key it is of.
  const agreed = known.some(key => trust.pins.some(pin => 'key' in pin && sameKey(pin.key, key)))
  return contradicted && !agreed ? refusal(trust, 'contradicts-known-hosts', seen) : undefined
}

function refusal(trust: Trust, reason: Refusal['reason'], seen: PublicKey | undefined): Refusal {
  const { host, port, knownAs, authorities } = trust
  const shown = seen && { seen: fingerprint(seen.blob) }
  const line = seen && reason !== 'revoked' && { line: `${knownAs} ${oneLine(seen)}` }
  const expected = reason === 'revoked' ? [] : expectedOf(trust)
  return {
    code: 'host-key-refused',
    host,
    port,
    reason,
    ...shown,
    ...line,
    ...(expected.length > 0 && { expected }),
    ...(reason !== 'revoked' && authorities.length > 0 && { authorities }),
  }
}

function expectedOf({ pins, declared, known }: Trust): readonly ExpectedKey[] {
  const named = (key: PublicKey) => `${key.type} ${fingerprint(key.blob)}`
  const own = pins.map(pin => ('key' in pin ? named(pin.key) : pin.fingerprint))
  return [
    ...(declared ? own.map(key => ({ from: 'declared', key }) as const) : []),
    ...known.map(key => ({ from: 'known-hosts', key: named(key) }) as const),
  ]
}
