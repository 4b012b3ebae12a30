import { status as statusOf } from '../engine/status'
import { overHerd } from './over-herd'
import type { Session } from './session'

/** Lists the generations that each machine keeps. */
export const status = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'reaching', mode: 'plan' }, statusOf)
