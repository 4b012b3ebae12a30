import type { Price } from '../../price'
import type { Circumstances, Herd } from '../herd'
import { holdingsOf } from './owned'

/** A stage as the accounts of a deployment show it. */
export interface StageSeen {
  readonly stage: string
  /** When the newest of its machines was made, in ISO 8601, where that is known. */
  readonly since: string | undefined
  readonly prices: readonly Price[]
}

/** All stages of which a deployment owns something, and what could not be looked at. Changes nothing. */
export async function stagesOf(
  herd: Herd,
  circumstances: Circumstances,
): Promise<{ readonly seen: readonly StageSeen[]; readonly unseen: readonly string[] }> {
  const { held, unseen } = await holdingsOf(herd, circumstances)
  for (const { environment, failure } of unseen) circumstances.emit({ type: 'leftovers-unknown', environment, failure })
  const names = [...new Set(held.map(({ owned }) => owned.stage))].sort()
  const seen = names.map((stage): StageSeen => {
    const owned = held.flatMap(each => (each.owned.stage === stage ? [each.owned] : []))
    return {
      stage,
      since: newest(owned.map(({ since }) => since)),
      prices: owned.flatMap(({ price }) => price ?? []),
    }
  })
  return { seen, unseen: unseen.map(({ environment }) => environment) }
}

/** The latest of these moments; undefined where one of them is not known. */
export function newest(moments: readonly (string | undefined)[]): string | undefined {
  const times = moments.map(moment => (moment === undefined ? Number.NaN : Date.parse(moment)))
  const latest = Math.max(...times)
  return Number.isFinite(latest) ? new Date(latest).toISOString() : undefined
}
