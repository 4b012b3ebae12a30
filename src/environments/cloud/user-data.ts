import { createHash } from 'node:crypto'
import { parse, stringify } from 'yaml'
import { DroverError, thrownWords } from '../../failure'
import type { KeyPair } from '../key-pair'

/** What a new machine is to be told at its first boot. */
export interface UserDataWish {
  /** For the first contact alone: all that stands in user data can be read by every process of the machine. */
  readonly hostKey: KeyPair
  /** Lets in as root, until the first contact is over. */
  readonly loginKey: string
  /** The keys that let in for good, in OpenSSH's one-line form. */
  readonly publicKeys: readonly string[]
  /** Whom these let in. */
  readonly user: string
  /** The user's own user data, in any form that cloud-init takes. */
  readonly own?: string | undefined
}

/** Cloud-init's user data for a machine of Drover's: its own part, and the user's beside it. */
export function userData(wish: UserDataWish): string {
  const own = wish.own?.trim() ? wish.own : undefined
  const ours = droversPart(wish)
  if (own === undefined) return cloudConfig(ours)
  const type = partType(own)
  if (type === 'text/cloud-config') return cloudConfig(merged(ours, readCloudConfig(own)))
  return multipart([ownPart(type, own), { type: 'text/cloud-config', text: cloudConfig(ours) }])
}

/**
 * The same text, where it is not too long for a provider.
 *
 * @throws DroverError `bad-input` that says by how much it is
 */
export function fitting(text: string, provider: string, limit: number): string {
  const bytes = Buffer.byteLength(text)
  if (bytes <= limit) return text
  const message =
    `the user data is ${bytes} bytes long with Drover's part in it, and ${provider} takes ${limit}: ` +
    'let the machine fetch the bulk of it, or declare it in its system'
  throw new DroverError({ code: 'bad-input', input: 'userData', message })
}

type CloudConfig = Readonly<Record<string, unknown>>

/** What only Drover says: with another value the first contact would fail, or prove nothing. */
const settled = { ssh_pwauth: false, disable_root: false, ssh_deletekeys: true, ssh_genkeytypes: ['ed25519'] }

function droversPart({ hostKey, loginKey, publicKeys, user }: UserDataWish): CloudConfig {
  const forRoot = [...new Set([loginKey, ...(user === 'root' ? publicKeys : [])])]
  const sudo = 'ALL=(ALL) NOPASSWD:ALL'
  const another = { name: user, lock_passwd: true, shell: '/bin/bash', sudo, ssh_authorized_keys: [...publicKeys] }
  return {
    ...settled,
    ssh_keys: { ed25519_private: hostKey.private, ed25519_public: hostKey.public },
    ssh_authorized_keys: forRoot,
    ...(user === 'root' ? {} : { users: ['default', another] }),
    // Where a provider gives root a password it is one that must be changed at once: no key lets in before.
    chpasswd: { expire: false },
    runcmd: [
      ['usermod', '--password', '*', 'root'],
      ['chage', '--lastday', '-1', 'root'],
    ],
  }
}

/** Lists are joined, Drover's first; other values are the user's, but for those that only Drover says. */
function merged(ours: CloudConfig, theirs: CloudConfig): CloudConfig {
  for (const key of [...Object.keys(settled), 'ssh_keys']) {
    if (!Object.hasOwn(theirs, key)) continue
    if (key !== 'ssh_keys' && JSON.stringify(theirs[key]) === JSON.stringify(ours[key])) continue
    throw unusable(`“${key}” is Drover's to say: it pins the host key with it, and lets in by key alone; leave it out`)
  }
  const lists = Object.entries(ours).flatMap(([key, value]) => (Array.isArray(value) ? [{ key, value }] : []))
  const joined = lists
    .filter(({ key }) => !Object.hasOwn(settled, key))
    .map(({ key, value }) => [key, [...value, ...listIn(theirs, key)]])
  return {
    ...ours,
    ...theirs,
    ...Object.fromEntries(joined),
    chpasswd: { ...(isMapping(theirs.chpasswd) ? theirs.chpasswd : {}), expire: false },
  }
}

function listIn(config: CloudConfig, key: string): readonly unknown[] {
  const value = config[key] ?? []
  if (Array.isArray(value)) return value
  throw unusable(`“${key}” is to be a list`)
}

function readCloudConfig(text: string): CloudConfig {
  let read: unknown
  try {
    read = parse(text)
  } catch (cause) {
    throw unusable(`it is no YAML: ${thrownWords(cause)}`)
  }
  if (read === null) return {}
  if (isMapping(read)) return read
  throw unusable('behind “#cloud-config” a mapping was expected, as “packages: [nginx]”')
}

const isMapping = (value: unknown): value is CloudConfig =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// Long lines stay whole: a key that were folded would still be read, but no longer found by whoever looks for it.
const cloudConfig = (config: CloudConfig): string => `#cloud-config\n${stringify(config, { lineWidth: 0 })}`

/** By its first line, as cloud-init tells them apart. */
const partTypes: readonly (readonly [string, string])[] = [
  ['#cloud-config-archive', 'text/cloud-config-archive'],
  ['#cloud-config', 'text/cloud-config'],
  ['#!', 'text/x-shellscript'],
  ['#include-once', 'text/x-include-once-url'],
  ['#include', 'text/x-include-url'],
  ['#cloud-boothook', 'text/cloud-boothook'],
  ['#part-handler', 'text/part-handler'],
  ['## template: jinja', 'text/jinja2'],
  ['Content-Type: multipart/', 'multipart/mixed'],
]

function partType(text: string): string {
  const type = partTypes.find(([start]) => text.toLowerCase().startsWith(start.toLowerCase()))?.[1]
  if (type !== undefined) return type
  const shown = text.split('\n', 1)[0]?.slice(0, 60) ?? ''
  throw unusable(`it begins with “${shown}”; expected “#cloud-config”, “#!/bin/sh”, “#include” or another of its forms`)
}

interface Part {
  readonly type: string
  readonly text: string
}

/** A multipart message of the user's own is a part as it stands, its own header being the part's. */
const ownPart = (type: string, text: string): Part | string => (type === 'multipart/mixed' ? text : { type, text })

/** Drover's is the last: of two parts that say the same, cloud-init takes the later. */
function multipart(parts: readonly (Part | string)[]): string {
  const whole = parts.map(part => (typeof part === 'string' ? part : encoded(part)))
  // Made of the parts themselves, so that it can't stand in one of them.
  const boundary = `drover-${createHash('sha256').update(JSON.stringify(whole)).digest('hex').slice(0, 32)}`
  const head = `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n`
  return `${head}\n${whole.map(part => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`
}

/** Beyond ASCII a part is encoded: cloud-init takes it for Latin-1 otherwise. */
function encoded({ type, text }: Part): string {
  const plain = Buffer.byteLength(text) === text.length
  const body = plain
    ? text
    : (
        Buffer.from(text)
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\n')
  const encoding = plain ? '7bit' : 'base64'
  return `Content-Type: ${type}; charset="utf-8"\nContent-Transfer-Encoding: ${encoding}\n\n${body}`
}

const unusable = (message: string): DroverError =>
  new DroverError({ code: 'bad-input', input: 'userData', message: `the user data can't be used: ${message}` })
