import { run } from '../engine/run'
import { circumstancesOf, herdOf, open, type Session } from './session'

/** Brings all selected machines to what the deployment file declares. The exit code comes back. */
export const deploy = (session: Session): Promise<number> => overHerd(session, 'deploy')

/** Says what `deploy` would change, and changes nothing. */
export const plan = (session: Session): Promise<number> => overHerd(session, 'plan')

async function overHerd(session: Session, mode: 'deploy' | 'plan'): Promise<number> {
  const evaluation = await open(session, 'required')
  const herd = herdOf(evaluation, session.options)
  return session.voice.end(await run(herd, await circumstancesOf(session, evaluation, mode)))
}
