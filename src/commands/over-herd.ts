import type { SecretsWanted } from '../deployment/evaluate'
import type { Circumstances, Herd } from '../engine/herd'
import type { Outcome } from '../outcome'
import { circumstancesOf, herdOf } from './herd'
import { open, type Session } from './session'

/** What a command asks of its opening, and how the engine is to work for it. */
interface Way {
  readonly secrets: Exclude<SecretsWanted, 'placeholder'>
  readonly mode: Circumstances['mode']
}

/** Opens the session, does one work on the selected machines, and ends the run; its exit code comes back. */
export async function overHerd(
  session: Session,
  { secrets, mode }: Way,
  work: (herd: Herd, circumstances: Circumstances) => Promise<Outcome>,
): Promise<number> {
  const opened = await open(session, secrets)
  const circumstances = await circumstancesOf(session, opened, mode)
  return session.voice.end(await work(herdOf(opened, session.options), circumstances))
}
