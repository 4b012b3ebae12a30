import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { type Failure, failureOf } from '../failure'
import { clearEventsFile } from '../report/events-file'
import type { ParsedInputs } from './read-inputs'

/**
 * Where the action keeps the events of its run: in the file that the input names from the working directory `folder`, which is
 * begun anew, else in a new one in `temporary`.
 */
export function keptEvents(
  read: ParsedInputs,
  folder: string,
  temporary: string,
): { readonly path: string; readonly failures: readonly Failure[] } {
  const path = join(temporary, `drover-events-${randomUUID()}.ndjson`)
  // “merge” reads what others kept there.
  const asked = read.ok && read.inputs.command !== 'merge' ? read.inputs.events : undefined
  if (asked === undefined) return { path, failures: [] }
  const named = resolve(folder, asked)
  try {
    clearEventsFile(named)
    return { path: named, failures: [] }
  } catch (error) {
    return { path, failures: [failureOf(error)] }
  }
}
