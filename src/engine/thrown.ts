import { DroverError, type Failure, failureOf } from '../failure'
import { verdicts } from '../outcome'
import type { MachineResult, Member } from './herd'

/** What is said where something is wanted of a machine that only a deployment makes. */
export const notThere = ({ name, environment }: Member): DroverError =>
  new DroverError({
    code: 'environment-failed',
    environment: environment.type.name,
    message: `${name} is not there; “deploy” makes it`,
  })

/** How a machine ended that threw. */
export function resultOfThrown(thrown: unknown): MachineResult {
  const aborted = thrown instanceof Error && thrown.name === 'AbortError'
  const failure: Failure = aborted ? { code: 'cancelled' } : failureOf(thrown)
  return { outcome: verdicts[failure.code].outcome, failure }
}

/** How a machine ended that could not even be connected to, where such are skipped; undefined where it ended otherwise. */
export function passedOver(thrown: unknown, unreachable: 'fail' | 'skip'): MachineResult | undefined {
  const failure = failureOf(thrown)
  if (unreachable === 'fail' || failure.code !== 'machine-unreachable') return undefined
  return { outcome: 'skipped-unreachable', failure }
}
