import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { outputLines } from './outputs'

/** What the action's main part leaves for its post part, which finds each as `STATE_NAME`. */
export interface State {
  /** The path of the file of events. */
  readonly events?: string
  /** Which process does the main part. */
  readonly main?: string
  /** What lies on the runner itself has been written: annotations, summary, outputs. */
  readonly written?: 'true'
  /** All reports have been made. */
  readonly reported?: 'true'
}

/** Appends to the file that `GITHUB_STATE` names; does nothing where there is none. */
export function saveState(state: State, file: string | undefined): void {
  const values = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined))
  if (file) appendFileSync(file, outputLines(values, `drover-${randomUUID()}`))
}
