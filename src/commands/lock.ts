import { lock as lockAll, unlock as unlockAll } from '../engine/manual-lock'
import { actorFrom } from './circumstances'
import { overHerd } from './over-herd'
import type { Session } from './session'

/** Keeps all deployments away from the selected machines until they are unlocked. */
export const lock = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'reaching', mode: 'plan' }, (herd, circumstances) => {
    const { message, environment } = session.options
    const who = `${actorFrom(environment) || 'somebody'}, since ${new Date().toISOString()}${message === undefined ? '' : `: ${message}`}`
    return lockAll(herd, circumstances, who.replaceAll(/\s+/g, ' '))
  })

/** Lets deployments change the selected machines again. */
export const unlock = (session: Session): Promise<number> =>
  overHerd(session, { secrets: 'reaching', mode: 'plan' }, unlockAll)
