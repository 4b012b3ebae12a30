import { exec as execOnAll } from '../engine/exec'
import { overHerd } from './over-herd'
import type { Session } from './session'

/** Runs one command on all selected machines. The secrets that the deployment file names need no value; those that have one are hidden. */
export const exec = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'reaching', mode: 'deploy' }, (herd, circumstances) =>
    execOnAll(herd, circumstances, session.options.run),
  )
