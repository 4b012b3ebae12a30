import { collect } from '../engine/collect'
import { overHerd, type Session } from './session'

/** Removes from all selected machines what they need not keep. */
export const gc = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'reaching', mode: 'plan' }, collect)
