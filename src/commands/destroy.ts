import { destroy as destroyAll } from '../engine/destroy'
import { overHerd, type Session } from './session'

/** Destroys the environments of all selected machines, with everything on them. */
export const destroy = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'reaching', mode: 'deploy' }, destroyAll)
