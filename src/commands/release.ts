import { run } from '../engine/run'
import { overHerd } from './over-herd'
import type { Session } from './session'

/** Brings all selected machines back to what they were before the first deployment, and has them forget that there was one. */
export const release = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'reaching', mode: 'deploy' }, (herd, circumstances) =>
    run(herd, { ...circumstances, rollbackTo: 0, release: true }),
  )
