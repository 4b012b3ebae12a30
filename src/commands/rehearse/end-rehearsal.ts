import { clearTreeFolders } from '../../deployment/tree-folder'
import { failureOf } from '../../failure'
import { gravest } from '../../outcome'
import { outcomeOf } from '../../report/run'
import type { Session } from '../session'
import { takenDown } from './taken-down'

/**
 * Takes down what a rehearsal that was killed, which the session's voice has told so far, has left of its machines, and of the base's
 * work tree. They are thrown away: nothing is settled on them or brought back.
 */
export async function endRehearsal({ voice, options }: Session): Promise<number> {
  const run = voice.run()
  for (const { name, outcome } of run.machines)
    if (outcome === undefined)
      voice.emit({
        type: 'machine-ended',
        machine: name,
        outcome: 'cancelled',
        failure: { code: 'cancelled', rehearsal: true },
        seconds: run.at,
      })
  await clearTreeFolders(options.root)
  try {
    const destroyed = await takenDown(run)
    voice.emit({ type: 'run-failed', failure: { code: 'cancelled', rehearsal: true, destroyed } })
  } catch (error) {
    return voice.fail(failureOf(error))
  }
  const outcomes = voice.run().machines.flatMap(machine => outcomeOf(machine) ?? [])
  return voice.end(gravest([...outcomes, 'cancelled'], 'cancelled'))
}
