import { run } from '../engine/run'
import { circumstancesOf, herdOf, open, type Session } from './session'

/** Brings all selected machines to what an earlier generation wanted, from what each of them keeps. */
export async function rollback(session: Session): Promise<number> {
  const opened = await open(session, 'reaching')
  const herd = herdOf(opened, session.options)
  const circumstances = await circumstancesOf(session, opened, 'deploy')
  return session.voice.end(await run(herd, { ...circumstances, rollbackTo: session.options.to ?? 'previous' }))
}
