import { type Reviewed, runPlanned, runReviewed } from '../engine/reviewed'
import { run } from '../engine/run'
import { DroverError } from '../failure'
import { reviewedPlan } from '../github/reviewed-plan'
import { overHerd } from './over-herd'
import { placeFrom } from './place'
import type { Session } from './session'

/** Brings all selected machines to what the deployment file declares. The exit code comes back. */
export const deploy = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'required', mode: 'deploy' }, async (herd, circumstances) => {
    const { plan } = session.options
    if (plan === undefined) return run(herd, circumstances)
    const reviewed = plan === 'reviewed' ? await reviewOf(session, herd.deployment) : { digest: plan }
    return runReviewed(herd, circumstances, reviewed)
  })

/** @throws DroverError `no-reviewed-plan` */
async function reviewOf({ options, signal }: Session, deployment: string): Promise<Reviewed> {
  const place = placeFrom(options.environment, { ...options, command: 'deploy', folder: '' })
  const found =
    place === undefined
      ? { why: 'no GitHub is known to ask (in a workflow, the input token gives access)' }
      : await reviewedPlan(place, deployment, signal)
  if ('why' in found) throw new DroverError({ code: 'no-reviewed-plan', why: found.why })
  return found
}

/** Says what `deploy` would change, and changes nothing. */
export const plan = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'required', mode: 'plan' }, runPlanned)
