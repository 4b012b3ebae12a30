import { runPlanned, runReviewed } from '../engine/reviewed'
import { run } from '../engine/run'
import { overHerd, type Session } from './session'

/** Brings all selected machines to what the deployment file declares. The exit code comes back. */
export const deploy = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'required', mode: 'deploy' }, (herd, circumstances) => {
    const { plan } = session.options
    return plan === undefined ? run(herd, circumstances) : runReviewed(herd, circumstances, plan)
  })

/** Says what `deploy` would change, and changes nothing. */
export const plan = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'required', mode: 'plan' }, runPlanned)
