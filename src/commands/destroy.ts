import { destroy as destroyStage } from '../engine/destroy'
import { circumstancesOf, herdOf } from './herd'
import { refuseProtected } from './protected'
import { open, type Session } from './session'

/**
 * Takes the stage down: what was made for it is destroyed, and machines that someone else made are brought back to what they were
 * before its first deployment. Where only some machines are selected, only these.
 *
 * @throws DroverError `protected-stage`
 */
export async function destroy(session: Session): Promise<number> {
  const { options } = session
  const opened = await open(session, 'reaching')
  const { stage, settings } = opened
  if (!options.dryRun) refuseProtected(stage, settings.protect, options.allowProtected)
  const herd = herdOf(opened, options)
  const whole = herd.others.length === 0
  const circumstances = await circumstancesOf(session, opened, 'deploy')
  return session.voice.end(await destroyStage(herd, circumstances, { whole, dry: options.dryRun }))
}
