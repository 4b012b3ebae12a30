import { run } from '../engine/run'
import { overHerd } from './over-herd'
import type { Session } from './session'

/** Compares each machine with its own current generation, and changes nothing: what differs, nobody declared. */
export const check = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'reaching', mode: 'check' }, (herd, circumstances) =>
    run(herd, { ...circumstances, rollbackTo: 'current' }),
  )
