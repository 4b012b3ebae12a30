import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import type { Outcome } from '../outcome'
import { resultOf } from './result'
import { outcomeOf, type RunView } from './run'

/** The action's outputs. Lists of machines are JSON arrays of names, so that `fromJSON` makes a matrix of them. */
export interface Outputs {
  readonly result: string
  readonly outcome: Outcome
  /** With `plan`: those that would be changed. */
  readonly changed: string
  /** Those that did not get where they should: failed, refused, skipped, cancelled or unknown. */
  readonly failed: string
  readonly unchanged: string
}

const sets = {
  changed: ['changed', 'destroyed', 'planned', 'differs'],
  failed: ['failed', 'failed-undone', 'failed-left', 'refused', 'skipped', 'cancelled', 'cancelled-undone', 'unknown'],
  unchanged: ['unchanged'],
} satisfies Record<string, readonly Outcome[]>

export function outputsOf(run: RunView): Outputs {
  const names = (wanted: readonly Outcome[]) =>
    JSON.stringify(
      run.machines
        .filter(machine => {
          const outcome = outcomeOf(machine)
          return outcome !== undefined && wanted.includes(outcome)
        })
        .map(({ name }) => name),
    )
  const result = resultOf(run)
  return {
    result: JSON.stringify(result),
    outcome: result.outcome,
    changed: names(sets.changed),
    failed: names(sets.failed),
    unchanged: names(sets.unchanged),
  }
}

/**
 * Outputs as the runner's file takes them: each between two lines of a delimiter. `delimiter` must be one that nobody
 * else can know, so that no value can end itself and begin another output.
 */
export const outputLines = (outputs: Readonly<Record<string, string>>, delimiter: string): string =>
  Object.entries(outputs)
    .map(([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
    .join('')

/** Appends to the file that `GITHUB_OUTPUT` names; does nothing where there is none. */
export function sendOutputs(outputs: Readonly<Record<string, string>>, file: string | undefined): void {
  if (file) appendFileSync(file, outputLines(outputs, `drover-${randomUUID()}`))
}
