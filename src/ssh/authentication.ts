import type { AnyAuthMethod, AuthHandlerMiddleware } from 'ssh2'
import { type AgentKeys, agentKeys } from './agent'
import { type Identity, readIdentities, signer } from './identity'

/** OpenSSH's default MaxAuthTries: at this many refused keys the server hangs up. */
export const mostTries = 6

/** The keys to try, in this order. */
export interface Offer {
  readonly identities: readonly Identity[]
  readonly agent: AgentKeys | undefined
  /** Keys that are not offered because the server would hang up first. */
  readonly left: number
}

/** Whose keys may be offered: the machine's own (an environment that made it knows them), the user's, or the agent's. */
export interface Keys {
  readonly own: readonly string[]
  readonly identities: readonly Identity[]
  /** The path of an agent's socket; asked only where no key is given. */
  readonly agent: string | undefined
}

/** The machine's own keys first: they surely fit, and the server counts each try. The same key is tried once. */
export async function offerOf({ own, identities, agent }: Keys): Promise<Offer> {
  const read = await Promise.all(own.map(text => readIdentities({ text, source: 'the environment’s key' })))
  const all = [...read.flat(), ...identities]
  const once = all.filter((one, index) => all.findIndex(other => other.fingerprint === one.fingerprint) === index)
  const asked = once.length === 0 && agent ? await agentKeys(agent, mostTries) : undefined
  const left = Math.max(0, once.length - mostTries) + (asked?.left ?? 0)
  return { identities: once.slice(0, mostTries), agent: asked, left }
}

/** One authentication: what ssh2 asks for the next method to try, and what came of it. */
export interface Authentication {
  readonly handler: AuthHandlerMiddleware
  /** Whether it began: the host key was accepted then. */
  readonly begun: boolean
  /** Type and fingerprint of each key that was offered so far. */
  readonly offered: readonly string[]
  /** The methods that the server allows, where it said so. */
  readonly allowed: readonly string[]
}

export function authentication(username: string, offer: Offer): Authentication {
  const methods = methodsOf(username, offer)
  const offered: string[] = []
  let allowed: readonly string[] = []
  let begun = false
  const next = (left: readonly string[] | null): AnyAuthMethod | false => {
    begun = true
    if (left) allowed = left
    // Nothing but keys is ever offered; asking once more where the server takes none would count as a try.
    const method = left && !left.includes('publickey') ? undefined : methods.shift()
    if (!method) return false
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
      const { left } = offer
      return left === 0 ? offered : [...offered, `(${left} more not offered: servers hang up after ${mostTries} tries)`]
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
