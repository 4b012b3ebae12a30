import { appendFileSync, statSync } from 'node:fs'
import type { RunView } from './run'
import { type SummaryMode, summaryLimit, summaryReporter } from './summary'

/**
 * Appends the summary to the file that `GITHUB_STEP_SUMMARY` names, in the form that still fits there; does nothing where
 * there is none. The runner's file may have been written to before, by this step.
 */
export function sendSummary(run: RunView, file: string | undefined, mode: SummaryMode | 'off' = 'full'): void {
  if (!file || mode === 'off') return
  const taken = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  appendFileSync(file, summaryReporter(summaryLimit - taken, mode).render(run))
}
