import type { AccountName } from '../event'
import type { Client } from './octokit'
import { deploymentsOnPage, lastSaid, type OnPage, over } from './page'
import type { Place } from './place'

/**
 * The environments in whose accounts the place's stage was deployed since it was taken down last, and that are not among those in which
 * the deployment file can look: what is left there nobody sees. Most often that takes one question.
 */
export async function unnamedAccounts(
  client: Client,
  place: Place,
  named: readonly AccountName[],
): Promise<readonly string[]> {
  const known = new Set(named.map(keyOf))
  const unknown = ({ accounts }: OnPage) => accounts.filter(account => !known.has(keyOf(account)))
  const all = await deploymentsOnPage(client, place, {})
  const ours = all.filter(({ source, stage }) => source === place.source && stage === place.stage)
  // Nothing of the stage stands, where somebody has said so of the newest.
  const last = ours.findLastIndex(each => unknown(each).length > 0)
  const found = new Set<string>()
  for (const each of ours.slice(0, last + 1)) {
    const said = await lastSaid(client, place, each.id)
    if (said?.state === 'inactive' && said.description !== over.followed) break
    for (const { environment } of unknown(each)) found.add(environment)
  }
  return [...found].sort()
}

const keyOf = ({ environment, account }: AccountName): string => JSON.stringify([environment, account])
