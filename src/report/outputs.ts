import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import type { Outcome } from '../outcome'
import type { OutputName } from './output-words'
import { reasonOf } from './reasons'
import { resultOf } from './result'
import { outcomeOf, type RunView } from './run'

export type Outputs = Readonly<Record<OutputName, string>>

const sets = {
  changed: ['changed', 'destroyed', 'planned', 'rehearsed', 'differs'],
  failed: [
    'unreachable',
    'failed',
    'failed-undone',
    'failed-left',
    'unhealthy',
    'refused',
    'skipped',
    'cancelled',
    'cancelled-undone',
    'unknown',
  ],
  unchanged: ['unchanged'],
  drifted: ['drifted'],
} satisfies Partial<Record<OutputName, readonly Outcome[]>>

/** Lists of machines are JSON arrays of names, so that `fromJSON` makes a matrix of them. */
export function outputsOf(run: RunView): Omit<Outputs, 'summary-file'> {
  const ended = run.machines.flatMap(machine => {
    const outcome = outcomeOf(machine)
    return outcome === undefined ? [] : [{ name: machine.name, outcome }]
  })
  const namesOf = (wanted: readonly Outcome[]) =>
    ended.filter(({ outcome }) => wanted.includes(outcome)).map(({ name }) => name)
  const names = [...new Set(ended.map(({ outcome }) => outcome))].map(outcome => [outcome, namesOf([outcome])] as const)
  const counts = [['machines', run.machines.length], ...names.map(([outcome, all]) => [outcome, all.length])]
  const result = resultOf(run)
  return {
    result: JSON.stringify(result),
    outcome: result.outcome,
    'failure-reason': reasonOf(run) ?? '',
    changed: JSON.stringify(namesOf(sets.changed)),
    failed: JSON.stringify(namesOf(sets.failed)),
    unchanged: JSON.stringify(namesOf(sets.unchanged)),
    drifted: JSON.stringify(namesOf(sets.drifted)),
    names: JSON.stringify(Object.fromEntries(names)),
    counts: JSON.stringify(Object.fromEntries(counts)),
    'plan-digest': run.digest ?? '',
    matrix: result.matrix === undefined ? '' : JSON.stringify(result.matrix),
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

/**
 * Appends to the file that `GITHUB_OUTPUT` names; does nothing where there is none. An output that `holdsSecret` is not written: the
 * runner would drop it from the job's outputs without a word that reaches anybody. The names of those come back.
 */
export function sendOutputs(
  outputs: Readonly<Record<string, string>>,
  file: string | undefined,
  holdsSecret: (text: string) => boolean = () => false,
): readonly string[] {
  const kept = Object.entries(outputs).filter(([, value]) => !holdsSecret(value))
  if (file) appendFileSync(file, outputLines(Object.fromEntries(kept), `drover-${randomUUID()}`))
  return Object.keys(outputs).filter(name => !kept.some(([kept]) => kept === name))
}
