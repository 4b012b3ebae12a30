import { DroverError } from '../failure'
import type { Target } from '../target/target'
import { checksOf, Health, limitOf } from './health'
import type { Circumstances, MachineResult, Member } from './herd'
import type { Prepared } from './plan-machine'
import { lastLines } from './prepare'

/**
 * How a machine ends of which nothing is to be changed: `unchanged` where all of it was seen to be well, with no further command;
 * where something did not look so, it is looked at in earnest, as after a change, and may be `unhealthy`.
 *
 * @throws DroverError `remote-answer-broken` where the checks themselves broke
 */
export async function unchanged(
  { name, kinds, origins }: Member,
  target: Target,
  { resolved, observed }: Prepared,
  { emit, signal }: Circumstances,
): Promise<MachineResult> {
  const well = resolved.resources.every(
    ({ id, kind, want }) => kinds.get(kind)?.well?.(want, observed.seen.get(id)) ?? true,
  )
  if (well) return { outcome: 'unchanged' }
  const limit = limitOf(resolved, kinds)
  const health = new Health(origins, message => emit({ type: 'progress', machine: name, message }))
  const over = AbortSignal.timeout(limit * 1000)
  try {
    const answer = await target.run({
      what: 'health',
      script: checksOf(resolved, kinds),
      onLine: line => void health.read(line),
      signal: AbortSignal.any([signal, over]),
    })
    if (!health.ended)
      throw new DroverError({ code: 'remote-answer-broken', what: 'health', message: lastLines(answer) })
  } catch (error) {
    if (signal.aborted || !over.aborted) throw error
  }
  const sick = health.sick(health.ended ? undefined : limit)
  return sick.length === 0
    ? { outcome: 'unchanged' }
    : { outcome: 'unhealthy', failure: { code: 'unhealthy', sick, found: true } }
}
