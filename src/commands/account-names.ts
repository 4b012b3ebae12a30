import { createHash } from 'node:crypto'
import type { Evaluation } from '../deployment/evaluate'
import { accountOf } from '../engine/provision/owned'
import type { Environment } from '../environments/environment'
import type { AccountName } from '../event'

/** Where the machines of a deployment file are made; those that someone else makes are left out. */
export const accountsOfMachines = ({ machines }: Pick<Evaluation, 'machines'>): readonly AccountName[] =>
  namesOf(machines.map(({ environment }) => environment))

/** Where a deployment file can look for what it made: also the accounts that it names alone. */
export const accountsInSight = ({
  machines,
  accounts,
}: Pick<Evaluation, 'machines' | 'accounts'>): readonly AccountName[] =>
  namesOf([...machines.map(({ environment }) => environment), ...accounts])

/** Of an account others see a fingerprint alone: in its own words a host may be named. */
function namesOf(environments: readonly Environment[]): readonly AccountName[] {
  const different = new Map<string, AccountName>()
  for (const environment of environments) {
    const account = accountOf(environment)
    if (account === undefined) continue
    const fingerprint = createHash('sha256').update(account).digest('hex').slice(0, 12)
    different.set(account, { environment: environment.type.name, account: fingerprint })
  }
  return [...different.values()]
}
