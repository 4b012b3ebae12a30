import { DroverError, type Mistake } from '../failure'
import type { Origin } from '../origin'
import { type Amount, canaryAmount } from './rollout-schema'
import { selectMachines } from './selector'

interface Selectable {
  readonly name: string
  readonly labels: readonly string[]
}

/**
 * The machines that go first: how many, or the names of those that are declared so. Who of them is not selected, the engine
 * does not know.
 *
 * @throws DroverError `no-machine-selected` where a name or label finds none in the whole deployment
 */
export const canariesOf = (canary: number | string, machines: readonly Selectable[]): Amount | readonly string[] =>
  canaryAmount(canary) ?? selectMachines(machines, String(canary)).map(({ name }) => name)

/** What is wrong with the canaries that a deployment file declares. */
export function canaryMistakes(
  canary: number | string | undefined,
  machines: readonly Selectable[],
  origin: Origin,
): readonly Mistake[] {
  try {
    if (canary !== undefined) canariesOf(canary, machines)
    return []
  } catch (error) {
    if (!(error instanceof DroverError) || error.failure.code !== 'no-machine-selected') throw error
    return [{ origin, path: 'canary', message: `“${error.failure.selector}” selects no machine of the deployment` }]
  }
}
