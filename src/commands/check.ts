import { run } from '../engine/run'
import { circumstancesOf, herdOf, open, type Session } from './session'

/** Compares each machine with its own current generation, and changes nothing: what differs, nobody declared. */
export async function check(session: Session): Promise<number> {
  const opened = await open(session, 'reaching')
  const herd = herdOf(opened, session.options)
  const circumstances = await circumstancesOf(session, opened, 'check')
  return session.voice.end(await run(herd, { ...circumstances, rollbackTo: 'current' }))
}
