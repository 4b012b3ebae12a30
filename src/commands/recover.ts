import { recover as recoverAll } from '../engine/recover'
import { overHerd } from './over-herd'
import type { Session } from './session'

/** Settles on all selected machines what an earlier run left open. */
export const recover = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'reaching', mode: 'plan' }, (herd, circumstances) =>
    recoverAll(herd, circumstances, session.options.accept),
  )
