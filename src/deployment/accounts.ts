import type { Account, Environment } from '../environments/environment'
import type { Mistake } from '../failure'
import type { Origin } from '../origin'
import { mistakesOf } from '../system/mistakes'

/** Where an account stands in a deployment, for whoever tells of it. */
export const accountPath = (index: number): string => `accounts[${index}]`

/** Checks the accounts in which a deployment file declares no machine, each by its type. */
export function checkAccounts(
  accounts: readonly Account[],
  origin: Origin,
): { readonly accounts: readonly Environment[]; readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = []
  const checked = accounts.flatMap(({ accountOf: type, config: value }, index): readonly Environment[] => {
    const path = accountPath(index)
    const schema = type.accountConfig
    if (schema === undefined) {
      mistakes.push({ origin, path, message: `the environment type ${type.name} has no account of its own` })
      return []
    }
    const parsed = schema.safeParse(value)
    if (parsed.success) return [{ type, config: parsed.data }]
    mistakes.push(...mistakesOf(parsed.error, { origin, path, value, schema }))
    return []
  })
  return { accounts: checked, mistakes }
}
