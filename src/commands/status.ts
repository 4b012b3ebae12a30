import { status as statusOf } from '../engine/status'
import { circumstancesOf, herdOf, open, type Session } from './session'

/** Lists the generations that each machine keeps. */
export async function status(session: Session): Promise<number> {
  const evaluation = await open(session, 'reaching')
  const herd = herdOf(evaluation, session.options)
  return session.voice.end(await statusOf(herd, await circumstancesOf(session, evaluation, 'plan')))
}
