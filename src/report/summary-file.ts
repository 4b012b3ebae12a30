import { appendFileSync, statSync } from 'node:fs'
import type { RunView } from './run'
import { summaryLimit, summaryReporter } from './summary'

/**
 * Appends the summary to the file that `GITHUB_STEP_SUMMARY` names, in the form that still fits there; does nothing where
 * there is none. The runner's file may have been written to before, by this step.
 */
export function sendSummary(run: RunView, file: string | undefined): void {
  if (!file) return
  const taken = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  appendFileSync(file, summaryReporter(summaryLimit - taken).render(run))
}
