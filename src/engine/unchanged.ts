import { DroverError, type Sick } from '../failure'
import type { Manifest } from '../resources/manifest'
import type { Target } from '../target/target'
import type { Circumstances, MachineResult, Member } from './herd'
import type { Prepared } from './observe/plan-machine'
import { checksOf, Health, limitOf } from './transaction/health'
import { lastLines } from './transaction/prepare'

/**
 * How a machine ends of which nothing is to be changed: `unchanged` where all of it was seen to be well, with no further command;
 * where something did not look so, it is looked at in earnest, as after a change, and may be `unhealthy`.
 *
 * @throws DroverError `remote-answer-broken` where the checks themselves broke
 */
export async function unchanged(
  member: Member,
  target: Target,
  prepared: Prepared,
  circumstances: Circumstances,
): Promise<MachineResult> {
  const sick = await lookAt(prepared.resolved, member, target, prepared, circumstances)
  return sick.length === 0
    ? { outcome: 'unchanged' }
    : { outcome: 'unhealthy', failure: { code: 'unhealthy', sick, found: true } }
}

/**
 * How a machine ends that is not as its own generation has it: `drifted`, or `unhealthy` where something that did not drift is not
 * well either. What drifted is told anyway, so of that nobody asks whether it is well.
 *
 * @throws DroverError `remote-answer-broken`
 */
export async function drifted(
  member: Member,
  target: Target,
  prepared: Prepared,
  circumstances: Circumstances,
): Promise<MachineResult> {
  const { planned, resolved } = prepared
  const differ = new Set(planned.plan.steps.flatMap(({ resource, members }) => members ?? [resource]))
  const rest = { ...resolved, resources: resolved.resources.filter(({ id }) => !differ.has(id)) }
  const sick = await lookAt(rest, member, target, prepared, circumstances)
  return sick.length === 0
    ? { outcome: 'drifted' }
    : { outcome: 'unhealthy', failure: { code: 'unhealthy', sick, found: true } }
}

/** What of these is not well; where all look well, that is believed. */
async function lookAt(
  resolved: Manifest,
  { name, origins }: Member,
  target: Target,
  { observed, kinds }: Prepared,
  { emit, signal }: Circumstances,
): Promise<readonly Sick[]> {
  const well = resolved.resources.every(
    ({ id, kind, want }) => kinds.get(kind)?.well?.(want, observed.seen.get(id)) ?? true,
  )
  if (well) return []
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
  return health.sick(health.ended ? undefined : limit)
}
