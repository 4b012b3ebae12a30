import { DroverError, type Failure } from '../../failure'
import type { Circumstances, Member, Surroundings } from '../herd'
import type { Prepared } from './plan-machine'

/**
 * What a deployment does only where it was allowed to, or only as it was reviewed: said as a finding where it is only planned.
 *
 * @throws DroverError `not-forward`, `irreversible`, `not-reviewed`, `held` where the run deploys
 */
export async function refuseUnlessAllowed(
  member: Member,
  prepared: Prepared,
  { herd, circumstances }: Surroundings,
): Promise<void> {
  const { held } = prepared.observed
  const refusals = [
    held === undefined ? undefined : ({ code: 'held', by: held } as const),
    notReviewed(member, prepared, circumstances),
    herd.settings.allowIrreversible ? undefined : irreversible(prepared),
    herd.settings.allowDowngrade ? undefined : await notForward(prepared, circumstances),
  ].flatMap(refusal => refusal ?? [])
  const [first] = refusals
  if (first === undefined) return
  if (circumstances.mode === 'deploy') throw new DroverError(first)
  for (const refusal of refusals) circumstances.emit({ type: 'would-refuse', machine: member.name, failure: refusal })
}

function irreversible({ planned }: Prepared): Failure | undefined {
  const steps = planned.plan.steps.filter(({ undo }) => undo === 'irreversible').map(({ title }) => title)
  return steps.length === 0 ? undefined : { code: 'irreversible', steps }
}

/** A generation that is gone back to is an older one on purpose. */
async function notForward(
  { observed, wanted }: Prepared,
  { descent, provenance }: Circumstances,
): Promise<Failure | undefined> {
  const running = observed.provenance?.sha
  if (!descent || wanted.generation || running === undefined || provenance.sha === undefined) return undefined
  const { relation, why } = await descent(running)
  if (relation === 'equal' || relation === 'ahead') return undefined
  return { code: 'not-forward', relation, running, wanted: provenance.sha, ...(why === undefined ? {} : { why }) }
}

/** A machine that was not there when the plan was reviewed has no digest. */
function notReviewed({ name }: Member, { planned }: Prepared, { reviewed }: Circumstances): Failure | undefined {
  const digest = reviewed?.get(name)
  if (digest === undefined || digest === '' || digest === planned.plan.digest) return undefined
  return { code: 'not-reviewed', reviewed: digest, found: planned.plan.digest }
}
