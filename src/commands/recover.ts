import { recover as recoverAll } from '../engine/recover'
import { circumstancesOf, herdOf, open, type Session } from './session'

/** Settles on all selected machines what an earlier run left open. */
export async function recover(session: Session): Promise<number> {
  const opened = await open(session, 'reaching')
  const herd = herdOf(opened, session.options)
  const circumstances = await circumstancesOf(session, opened, 'plan')
  return session.voice.end(await recoverAll(herd, circumstances, session.options.accept))
}
