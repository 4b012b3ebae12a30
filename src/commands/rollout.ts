import { canariesOf } from '../deployment/canary'
import { type DeclaredRollout, rolloutOf } from '../deployment/settings'
import type { Rollout } from '../engine/rollout/rollout'
import { DroverError } from '../failure'
import type { Inputs } from './inputs'

/** What was said of a rollout beside the deployment file. */
export const rolloutFrom = (inputs: Inputs): DeclaredRollout =>
  rolloutOf({
    batch: inputs.batch,
    canary: inputs.canary,
    maxFailures: inputs['max-failures'],
    pause: inputs.pause,
  })

/**
 * The same with the canaries' names. What they are called is looked up among all machines, whichever are selected: where no
 * canary is among those, there is none.
 *
 * @throws DroverError `bad-input` where the canaries are machines that nobody declared
 */
export function rolloutFor(
  { canary, ...rollout }: DeclaredRollout,
  machines: readonly { readonly name: string; readonly labels: readonly string[] }[],
): Rollout {
  if (canary === undefined) return rollout
  try {
    return { ...rollout, canary: canariesOf(canary, machines) }
  } catch (error) {
    if (!(error instanceof DroverError) || error.failure.code !== 'no-machine-selected') throw error
    const { selector, known } = error.failure
    const message = `“${selector}” selects no machine. The deployment file has ${known.join(', ')}.`
    throw new DroverError({ code: 'bad-input', input: 'canary', message }, { cause: error })
  }
}
