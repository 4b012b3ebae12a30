import type { AnyAuthMethod, AuthHandlerMiddleware } from 'ssh2'
import { type AgentKeys, agentKeys } from './agent'
import { type Identity, readIdentities, signer } from './identity'
import type { KeyFile } from './key-file'
import { fingerprint } from './public-key'

/** OpenSSH's default MaxAuthTries: at this many refused keys the server hangs up. */
export const mostTries = 6

/** The keys to try, in this order. */
export interface Offer {
  readonly identities: readonly Identity[]
  readonly agent: AgentKeys | undefined
  /** What is not offered, and why, for whoever is not let in. */
  readonly notes: readonly string[]
}

/** Whose keys may be offered. */
export interface Keys {
  /** The machine's own: an environment that made it knows them. */
  readonly own: readonly string[]
  /** The user's. */
  readonly identities: readonly Identity[]
  /** What an ssh_config names for this host. */
  readonly files: readonly KeyFile[]
  /** The path of an agent's socket; asked where there is no key, and for those that a file names and does not hold. */
  readonly agent: string | undefined
  /** Of the agent's keys none but those that a file names. */
  readonly only: boolean
}

/** The machine's own keys first: they surely fit, and the server counts each try. The same key is tried once. */
export async function offerOf({ own, identities, files, agent, only }: Keys): Promise<Offer> {
  const read = await Promise.all(own.map(text => readIdentities({ text, source: 'the environment’s key' })))
  const all = [...read.flat(), ...identities, ...files.flatMap(file => file.identities)]
  const once = all.filter((one, index) => all.findIndex(other => other.fingerprint === one.fingerprint) === index)
  const first = files.flatMap(({ named }) => named ?? [])
  const room = mostTries - once.length
  const choice = { most: Math.max(0, room), first, only: only || once.length > 0 }
  const asked = agent && (first.length > 0 || !choice.only) ? await agentKeys(agent, choice) : undefined
  const left = Math.max(0, -room) + (asked?.left ?? 0)
  const has = ({ named }: KeyFile) => named && asked?.keys.some(key => key.endsWith(` ${fingerprint(named.blob)}`))
  return {
    identities: once.slice(0, mostTries),
    agent: asked,
    notes: [
      ...(left === 0 ? [] : [`(${left} more not offered: servers hang up after ${mostTries} tries)`]),
      ...files.flatMap(file =>
        file.message === undefined || has(file) ? [] : [`(not ${file.path}: ${file.message})`],
      ),
    ],
  }
}

/** One authentication: what ssh2 asks for the next method to try, and what came of it. */
export interface Authentication {
  readonly handler: AuthHandlerMiddleware
  /** Whether it began: the host key was accepted then. */
  readonly begun: boolean
  /** Type and fingerprint of each key that was offered so far. */
  readonly offered: readonly string[]
  /** The same of the keys that were offered last, which may be one of several of an agent: of who was let in, with what. */
  readonly last: readonly string[]
  /** The methods that the server allows, where it said so. */
  readonly allowed: readonly string[]
}

export function authentication(username: string, offer: Offer): Authentication {
  const methods = methodsOf(username, offer)
  const offered: string[] = []
  let last: readonly string[] = []
  let allowed: readonly string[] = []
  let begun = false
  const next = (left: readonly string[] | null): AnyAuthMethod | false => {
    begun = true
    if (left) allowed = left
    // Nothing but keys is ever offered; asking once more where the server takes none would count as a try.
    const method = left && !left.includes('publickey') ? undefined : methods.shift()
    if (!method) return false
    last = method.shows
    offered.push(...method.shows)
    return method.method
  }
  return {
    // ssh2 takes what the handler returns; false ends the authentication. Its types know only the callback.
    handler: left => next(left),
    get begun() {
      return begun
    },
    get offered() {
      return [...offered, ...offer.notes]
    },
    get last() {
      return last
    },
    get allowed() {
      return allowed
    },
  }
}

/** Without any key, `none` is asked: it never lets in, but the server's answer names what it allows. */
function methodsOf(username: string, { identities, agent }: Offer) {
  const methods: { readonly method: AnyAuthMethod; readonly shows: readonly string[] }[] = identities.map(identity => ({
    method: {
      type: 'publickey',
      username,
      key: signer(identity),
      ...(identity.passphrase === undefined ? {} : { passphrase: identity.passphrase }),
    },
    shows: [`${identity.type} ${identity.fingerprint}`],
  }))
  if (agent) methods.push({ method: { type: 'agent', username, agent: agent.agent }, shows: agent.keys })
  if (methods.length === 0) methods.push({ method: { type: 'none', username }, shows: [] })
  return methods
}
