import type { Failure } from './failure'

/** How a machine ended. The one table below is the only place that says what an outcome means to the outside. */
export type Outcome =
  | 'changed'
  | 'unchanged'
  | 'valid'
  | 'seen'
  | 'ran'
  | 'planned'
  | 'rehearsed'
  | 'same'
  | 'incomparable'
  | 'differs'
  | 'destroyed'
  | 'recovered'
  | 'collected'
  | 'released'
  | 'locked'
  | 'unlocked'
  | 'drifted'
  | 'unhealthy'
  | 'unreachable'
  | 'failed'
  | 'failed-undone'
  | 'failed-left'
  | 'refused'
  | 'skipped'
  | 'skipped-unreachable'
  | 'cancelled'
  | 'cancelled-undone'
  | 'unknown'

export interface Meaning {
  /** The exit code of a run whose gravest outcome this is. */
  readonly exit: number
  readonly word: string
  readonly icon: string
  readonly annotation?: 'error' | 'warning' | 'notice'
  /** What a check run on GitHub ends with, where that is not plain success or failure. */
  readonly conclusion?: 'neutral' | 'cancelled' | 'action_required'
}

/** What a check run on GitHub ends with. */
export const conclusionOf = (outcome: Outcome): 'success' | 'failure' | 'neutral' | 'cancelled' | 'action_required' =>
  outcomes[outcome].conclusion ?? (outcomes[outcome].exit === 0 ? 'success' : 'failure')

/** From the lightest to the gravest: a run ends as the gravest of its machines does. */
export const outcomes: Readonly<Record<Outcome, Meaning>> = {
  // The lightest: what became of the other machines is what became of the run.
  'skipped-unreachable': { exit: 0, word: 'skipped as unreachable', icon: '–', annotation: 'warning' },
  valid: { exit: 0, word: 'valid', icon: '✓' },
  seen: { exit: 0, word: 'seen', icon: '✓' },
  ran: { exit: 0, word: 'ran', icon: '✓' },
  unchanged: { exit: 0, word: 'unchanged', icon: '✓' },
  changed: { exit: 0, word: 'changed', icon: '●' },
  destroyed: { exit: 0, word: 'destroyed', icon: '●' },
  recovered: { exit: 0, word: 'recovered', icon: '●' },
  collected: { exit: 0, word: 'collected', icon: '●' },
  locked: { exit: 0, word: 'locked', icon: '●' },
  unlocked: { exit: 0, word: 'unlocked', icon: '●' },
  released: { exit: 0, word: 'released', icon: '●' },
  same: { exit: 0, word: 'declared the same', icon: '=' },
  incomparable: { exit: 0, word: 'not comparable', icon: '?', annotation: 'notice', conclusion: 'neutral' },
  differs: { exit: 0, word: 'declared otherwise', icon: '○' },
  rehearsed: { exit: 0, word: 'rehearsed', icon: '✓' },
  planned: { exit: 0, word: 'would change', icon: '○' },
  drifted: { exit: 3, word: 'drifted', icon: '≠', annotation: 'warning', conclusion: 'action_required' },
  skipped: { exit: 1, word: 'skipped', icon: '–', annotation: 'warning' },
  refused: { exit: 4, word: 'refused', icon: '⊘', annotation: 'error' },
  unhealthy: { exit: 1, word: 'unhealthy', icon: '✚', annotation: 'error' },
  unreachable: { exit: 1, word: 'unreachable', icon: '⊗', annotation: 'error' },
  failed: { exit: 1, word: 'failed', icon: '✗', annotation: 'error' },
  'failed-undone': { exit: 1, word: 'failed and undone', icon: '✗', annotation: 'error' },
  'cancelled-undone': {
    exit: 130,
    word: 'cancelled and undone',
    icon: '■',
    annotation: 'error',
    conclusion: 'cancelled',
  },
  cancelled: { exit: 130, word: 'cancelled', icon: '■', annotation: 'error', conclusion: 'cancelled' },
  // Gravest of all is a machine that nobody can vouch for, also in a run that was cancelled.
  'failed-left': { exit: 5, word: 'failed and half undone', icon: '‼', annotation: 'error' },
  unknown: { exit: 5, word: 'unknown', icon: '?', annotation: 'error' },
}

/** From the lightest to the gravest. */
export const gravity = Object.keys(outcomes) as readonly Outcome[]

/** The gravest of several outcomes; `unless` where there are none. */
export function gravest(all: Iterable<Outcome>, unless: Outcome): Outcome {
  return [...all].reduce((a, b) => (gravity.indexOf(b) > gravity.indexOf(a) ? b : a), [...all][0] ?? unless)
}

/** What each failure makes of a machine, and of a run that it ends as a whole; `exit` where the outcome's own says too little. */
export const verdicts: Readonly<Record<Failure['code'], { readonly outcome: Outcome; readonly exit?: number }>> = {
  // What the user wrote.
  'bad-input': { outcome: 'failed', exit: 2 },
  'deployment-file-missing': { outcome: 'failed', exit: 2 },
  'deployment-file-broken': { outcome: 'failed', exit: 2 },
  mistakes: { outcome: 'failed', exit: 2 },
  'cannot-evaluate': { outcome: 'failed', exit: 2 },
  'no-machine-selected': { outcome: 'failed', exit: 2 },
  'key-unusable': { outcome: 'failed', exit: 2 },
  // What may not be, as things are; whoever looked changed nothing.
  'foreign-commit': { outcome: 'refused' },
  'protected-stage': { outcome: 'refused' },
  locked: { outcome: 'refused' },
  held: { outcome: 'refused' },
  'claimed-by-another': { outcome: 'refused' },
  'foreign-machine': { outcome: 'refused' },
  'environment-refused': { outcome: 'refused' },
  'handed-over': { outcome: 'refused' },
  irreversible: { outcome: 'refused' },
  'not-forward': { outcome: 'refused' },
  'not-reviewed': { outcome: 'refused' },
  'no-reviewed-plan': { outcome: 'refused' },
  'no-generation': { outcome: 'refused' },
  'unknown-kinds': { outcome: 'refused' },
  'newer-format': { outcome: 'refused' },
  'undo-open': { outcome: 'refused' },
  cancelled: { outcome: 'cancelled' },
  'run-timed-out': { outcome: 'cancelled' },
  'dependency-failed': { outcome: 'skipped' },
  'state-unknown': { outcome: 'unknown' },
  // What went wrong.
  'shards-lost': { outcome: 'failed' },
  'machine-unreachable': { outcome: 'unreachable' },
  'host-key-refused': { outcome: 'failed' },
  'authentication-failed': { outcome: 'failed' },
  'sudo-refused': { outcome: 'failed' },
  'connection-lost': { outcome: 'failed' },
  'timed-out': { outcome: 'failed' },
  'deployment-code-failed': { outcome: 'failed' },
  'environment-failed': { outcome: 'failed' },
  'account-unnamed': { outcome: 'failed' },
  'left-behind': { outcome: 'failed' },
  'github-unasked': { outcome: 'failed' },
  'answer-too-big': { outcome: 'failed' },
  'remote-answer-broken': { outcome: 'failed' },
  'checks-failed': { outcome: 'failed' },
  'undone-with-others': { outcome: 'failed' },
  'kept-without-others': { outcome: 'failed' },
  stopped: { outcome: 'failed' },
  'canary-failed': { outcome: 'failed' },
  'too-many-failed': { outcome: 'failed' },
  'none-reached': { outcome: 'unreachable' },
  'not-brought-back': { outcome: 'failed' },
  unobserved: { outcome: 'failed' },
  'step-failed': { outcome: 'failed' },
  unhealthy: { outcome: 'failed' },
  'locked-out': { outcome: 'failed' },
  'undone-by-machine': { outcome: 'failed' },
  'undo-failed': { outcome: 'failed' },
  'command-failed': { outcome: 'failed' },
  'command-killed': { outcome: 'failed' },
  unexpected: { outcome: 'failed' },
}
