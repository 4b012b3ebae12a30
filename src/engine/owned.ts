import type { Environment, Owned, OwnerContext } from '../environments/environment'
import { type Failure, failureOf } from '../failure'
import { canonical } from '../resources/canonical'
import type { Circumstances, Herd, Member } from './herd'
import { contextOf } from './provision'

/** Something that a deployment owns, and the environment that showed it. */
export interface Held {
  readonly environment: Environment
  readonly context: OwnerContext
  readonly owned: Owned
}

/** All that the environments of these machines show of what the deployment owns, of all stages; and who could not be asked. */
export interface Holdings {
  readonly held: readonly Held[]
  readonly unseen: readonly { readonly environment: string; readonly failure: Failure }[]
}

/** Asks each account once, however many machines are declared with it. Changes nothing. */
export async function holdingsOf(
  members: readonly Member[],
  herd: Herd,
  circumstances: Circumstances,
): Promise<Holdings> {
  const different = new Map(
    members.map(member => {
      const { type, config } = member.environment
      return [`${type.name} ${type.account?.(config) ?? canonical(config)}`, member]
    }),
  )
  const held = new Map<string, Held>()
  const unseen: { readonly environment: string; readonly failure: Failure }[] = []
  for (const member of different.values()) {
    const { environment } = member
    const { type, config } = environment
    if (type.list === undefined) continue
    const context = contextOf(member, herd, circumstances)
    try {
      for (const owned of await type.list(config, context))
        held.set(JSON.stringify([type.name, owned.id]), { environment, context, owned })
    } catch (error) {
      if (circumstances.signal.aborted) throw error
      unseen.push({ environment: type.name, failure: failureOf(error) })
    }
  }
  return { held: [...held.values()], unseen }
}
