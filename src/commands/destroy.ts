import { destroy as destroyAll } from '../engine/destroy'
import { circumstancesOf, herdOf, open, type Session } from './session'

/** Destroys the environments of all selected machines, with everything on them. */
export async function destroy(session: Session): Promise<number> {
  const evaluation = await open(session, 'reaching')
  const herd = herdOf(evaluation, session.options)
  return session.voice.end(await destroyAll(herd, await circumstancesOf(session, evaluation, 'deploy')))
}
