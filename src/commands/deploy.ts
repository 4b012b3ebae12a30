import { run } from '../engine/run'
import { overHerd, type Session } from './session'

/** Brings all selected machines to what the deployment file declares. The exit code comes back. */
export const deploy = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'required', mode: 'deploy' }, run)

/** Says what `deploy` would change, and changes nothing. */
export const plan = (session: Session): Promise<number> => overHerd(session, { secrets: 'required', mode: 'plan' }, run)
