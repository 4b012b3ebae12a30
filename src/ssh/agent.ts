import type { BaseAgent, ParsedKey, PublicKeyEntry } from 'ssh2'
import { DroverError } from '../failure'
import { ssh2 } from './library'
import { fingerprint, type PublicKey } from './public-key'

/** The keys of an SSH agent, as far as they are offered, and the agent that signs with them. */
export interface AgentKeys {
  readonly agent: BaseAgent
  /** Type and fingerprint of each. */
  readonly keys: readonly string[]
  /** How many keys of the agent are left out, for want of tries. */
  readonly left: number
}

/** Which keys of an agent are offered. */
export interface Choice {
  readonly most: number
  /** These before the others. */
  readonly first: readonly PublicKey[]
  /** None but those. */
  readonly only: boolean
}

/**
 * Asks the agent behind a socket (SSH_AUTH_SOCK) for its keys, of which the chosen will be offered.
 *
 * @throws DroverError `key-unusable` where no agent answers there
 */
export async function agentKeys(path: string, { most, first, only }: Choice): Promise<AgentKeys> {
  const { createAgent, utils } = await ssh2()
  const agent = createAgent(path)
  const all = await new Promise<ParsedKey[]>((resolve, reject) => {
    agent.getIdentities((error, found = []) => {
      if (!error) return resolve(found.flatMap(key => single(utils.parseKey(publicOf(key)))))
      const message = `no SSH agent answers at ${path}: ${error.message}`
      reject(new DroverError({ code: 'key-unusable', source: 'SSH_AUTH_SOCK', message }, { cause: error }))
    })
  })
  const named = (key: ParsedKey) => first.some(({ blob }) => blob.equals(key.getPublicSSH()))
  const chosen = [...all.filter(named), ...(only ? [] : all.filter(key => !named(key)))]
  const offered = chosen.slice(0, most)
  agent.getIdentities = callback => callback(undefined, offered)
  const keys = offered.map(key => `${key.type} ${fingerprint(key.getPublicSSH())}`)
  return { agent, keys, left: chosen.length - offered.length }
}

/** An agent may give a key with a comment around it. */
function publicOf(key: ParsedKey | Buffer | string | PublicKeyEntry): ParsedKey | Buffer | string {
  if (typeof key === 'string' || Buffer.isBuffer(key) || !('pubKey' in key)) return key
  const { pubKey } = key
  return typeof pubKey === 'object' && 'pubKey' in pubKey ? pubKey.pubKey : pubKey
}

/** Types that ssh2 does not know are no keys to it. */
function single(key: ParsedKey | ParsedKey[] | Error): ParsedKey[] {
  return key instanceof Error ? [] : [key].flat()
}
