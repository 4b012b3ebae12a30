import { exec as execOnAll } from '../engine/exec'
import { circumstancesOf, herdOf, open, type Session } from './session'

/** Runs one command on all selected machines. The secrets that the deployment file names need no value; those that have one are hidden. */
export async function exec(session: Session): Promise<number> {
  const evaluation = await open(session, 'reaching')
  const { environment, run } = session.options
  const values = [...evaluation.secrets.keys()].flatMap(name => environment[name] || [])
  session.voice.hide(values)
  session.mask(
    values,
    evaluation.machines.map(({ name }) => name),
  )
  const herd = herdOf(evaluation, session.options)
  return session.voice.end(await execOnAll(herd, await circumstancesOf(session, evaluation, 'deploy'), run))
}
