import type { Failure } from '../failure'
import { outcomes } from '../outcome'
import { type MachineView, outcomeOf, outcomeOfRun, type RunView } from './run'

/**
 * Why a run did not come to what was asked, in one word for a later step to decide by: coarser than a failure's code, and kept when
 * codes are added.
 */
export const reasons = {
  'bad-input': 'invalid-input',
  'no-machine-selected': 'invalid-input',
  'key-unusable': 'invalid-input',
  'deployment-file-missing': 'invalid-deployment',
  'deployment-file-broken': 'invalid-deployment',
  mistakes: 'invalid-deployment',
  'cannot-evaluate': 'invalid-deployment',
  'foreign-commit': 'foreign-commit',
  'deployment-code-failed': 'invalid-deployment',
  'machine-unreachable': 'unreachable',
  'connection-lost': 'unreachable',
  'host-key-refused': 'host-key',
  'authentication-failed': 'not-let-in',
  'sudo-refused': 'not-let-in',
  'timed-out': 'timed-out',
  'run-timed-out': 'timed-out',
  cancelled: 'cancelled',
  'environment-failed': 'environment-failed',
  'environment-refused': 'environment-refused',
  'foreign-machine': 'claimed',
  'protected-stage': 'protected',
  'account-unnamed': 'left-behind',
  'left-behind': 'left-behind',
  'github-unasked': 'github-unasked',
  'claimed-by-another': 'claimed',
  'handed-over': 'claimed',
  'answer-too-big': 'unknown',
  'remote-answer-broken': 'unknown',
  'shards-lost': 'unknown',
  unobserved: 'unknown',
  'state-unknown': 'unknown',
  'checks-failed': 'checks-failed',
  'unknown-kinds': 'checks-failed',
  'newer-format': 'checks-failed',
  irreversible: 'irreversible',
  'not-forward': 'not-forward',
  'not-reviewed': 'stale-plan',
  'no-reviewed-plan': 'stale-plan',
  'no-generation': 'no-generation',
  locked: 'locked',
  held: 'locked',
  'step-failed': 'step-failed',
  unhealthy: 'unhealthy',
  'locked-out': 'locked-out',
  'undone-by-machine': 'undone-by-machine',
  'undo-failed': 'undo-failed',
  'undo-open': 'undo-failed',
  'not-brought-back': 'undo-failed',
  'kept-without-others': 'undo-failed',
  'undone-with-others': 'other-machine',
  stopped: 'other-machine',
  'canary-failed': 'other-machine',
  'too-many-failed': 'other-machine',
  'none-reached': 'unreachable',
  'dependency-failed': 'other-machine',
  'command-failed': 'command-failed',
  'command-killed': 'command-failed',
  unexpected: 'unexpected',
} as const satisfies Readonly<Record<Failure['code'], string>>

export type Reason = (typeof reasons)[Failure['code']] | 'drifted'

const gravities = Object.keys(outcomes)

/**
 * Of the run as a whole, else of its gravest machine that failed for itself and not for another's sake. Undefined where the run
 * came to what was asked.
 */
export function reasonOf(run: RunView): Reason | undefined {
  const [whole] = run.failures
  if (whole !== undefined) return reasons[whole.code]
  if (outcomes[outcomeOfRun(run)].exit === 0) return undefined
  const known = run.machines
    .toSorted((a, b) => gravityOf(b) - gravityOf(a))
    .flatMap(machine => reasonOfMachine(machine) ?? [])
  return known.find(reason => reason !== 'other-machine') ?? known[0] ?? 'unknown'
}

function reasonOfMachine(machine: MachineView): Reason | undefined {
  if (machine.failure) return reasons[machine.failure.code]
  const outcome = outcomeOf(machine)
  if (outcome === undefined || outcomes[outcome].exit === 0) return undefined
  return outcome === 'drifted'
    ? 'drifted'
    : outcomes[outcome].exit === outcomes.cancelled.exit
      ? 'cancelled'
      : 'unknown'
}

const gravityOf = (machine: MachineView): number => gravities.indexOf(outcomeOf(machine) ?? 'valid')
