import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { annotationsReporter } from '../report/annotations'
import { outputsOf, sendOutputs } from '../report/outputs'
import type { RunView } from '../report/run'
import { type SummaryMode, summaryReporter } from '../report/summary'
import { sendSummary } from '../report/summary-file'
import { workflowCommand } from '../report/workflow-command'

/** What the reports of a workflow's run need beside the run. */
export interface ReportCircumstances {
  readonly environment: NodeJS.ProcessEnv
  /** Where files for later steps are put. */
  readonly folder: string
  readonly summary: SummaryMode | 'off'
  readonly print: (text: string) => void
  readonly holdsSecret: (text: string) => boolean
}

/**
 * Annotations, job summary and outputs of a run that ended, each on its own: none of them fails a deployment, nor keeps another from
 * being made.
 */
export function writeReports(run: RunView, circumstances: ReportCircumstances): void {
  const { environment, print, summary } = circumstances
  const attempts: readonly (readonly [string, () => void])[] = [
    ['the annotations', () => print(annotationsReporter.render(run))],
    ['the job summary', () => sendSummary(run, environment.GITHUB_STEP_SUMMARY, summary)],
    ['the outputs', () => writeOutputs(run, circumstances)],
  ]
  for (const [what, attempt] of attempts) {
    try {
      attempt()
    } catch (error) {
      print(`Drover could not write ${what}: ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
}

function writeOutputs(run: RunView, { environment, folder, print, holdsSecret }: ReportCircumstances): void {
  const file = join(folder, `drover-summary-${randomUUID()}.md`)
  writeFileSync(file, summaryReporter().render(run), { mode: 0o600 })
  const leftOut = sendOutputs({ ...outputsOf(run), 'summary-file': file }, environment.GITHUB_OUTPUT, holdsSecret)
  for (const name of leftOut) {
    const message = `The output “${name}” was left out: it would hold the value of a secret, as its own text or by chance.`
    print(`${workflowCommand('warning', { title: 'Drover' }, message)}\n`)
  }
}
