import { collect } from '../engine/collect'
import { overHerd } from './over-herd'
import type { Session } from './session'

/** Removes from all selected machines what they need not keep. */
export const gc = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'reaching', mode: 'plan' }, collect)
