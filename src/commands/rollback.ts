import { run } from '../engine/run'
import { overHerd } from './over-herd'
import type { Session } from './session'

/** Brings all selected machines to what an earlier generation wanted, from what each of them keeps. */
export const rollback = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'reaching', mode: 'deploy' }, (herd, circumstances) =>
    run(herd, { ...circumstances, rollbackTo: session.options.to ?? 'previous' }),
  )
