import type { Environment, Owned, OwnerContext } from '../../environments/environment'
import { type Failure, failureOf } from '../../failure'
import { canonical } from '../../resources/canonical'
import type { Circumstances, Herd } from '../herd'
import { contextOf } from './provision'

/** Something that a deployment owns, and the environment that showed it. */
export interface Held {
  readonly environment: Environment
  readonly context: OwnerContext
  readonly owned: Owned
}

/** All that the accounts of a herd show of what the deployment owns, of all stages; and who could not be asked. */
export interface Holdings {
  readonly held: readonly Held[]
  readonly unseen: readonly { readonly environment: string; readonly failure: Failure }[]
}

/** By what one account is told from another; undefined where nothing is ever made. */
export const accountOf = ({ type, config }: Environment): string | undefined =>
  type.list === undefined ? undefined : `${type.name} ${type.account?.(config) ?? canonical(config)}`

/** Asks each account once, however many machines are declared with it, all at a time. Changes nothing. */
export async function holdingsOf(herd: Herd, circumstances: Circumstances): Promise<Holdings> {
  const answers = await Promise.all(
    askedOf(herd).map(async ({ member, environment }) => {
      const { type, config } = environment
      const context = contextOf(member, herd, circumstances)
      try {
        const all = (await type.list?.(config, context)) ?? []
        return { held: all.map((owned): Held => ({ environment, context, owned })), unseen: [] }
      } catch (error) {
        if (circumstances.signal.aborted) throw error
        return { held: [], unseen: [{ environment: type.name, failure: failureOf(error) }] }
      }
    }),
  )
  const held = new Map(
    answers
      .flatMap(answer => answer.held)
      .map(one => [JSON.stringify([one.environment.type.name, one.owned.id]), one] as const),
  )
  return { held: [...held.values()], unseen: answers.flatMap(({ unseen }) => unseen) }
}

/** One of each account, and the machine for whose sake it is asked: of an account without one, the first. */
function askedOf({ members, others, accounts }: Herd) {
  const machines = [...members, ...others]
  const asked = [
    ...accounts.flatMap(environment => machines.slice(0, 1).map(member => ({ member, environment }))),
    ...machines.map(member => ({ member, environment: member.environment })),
  ]
  const different = new Map(asked.map(each => [accountOf(each.environment), each]))
  different.delete(undefined)
  return [...different.values()]
}
