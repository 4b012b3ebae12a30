import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toInvoker } from '../deployment/invoker'
import { thrownWords } from '../failure'
import { workflowFile } from '../github/last-scheduled'
import { tellGitHub, tellSchedule } from '../github/tell'
import { annotationsReporter } from '../report/annotations'
import { outputsOf, sendOutputs } from '../report/outputs'
import { plain } from '../report/plain'
import type { RunView } from '../report/run'
import { saveState } from '../report/state'
import { type SummaryMode, summaryReporter } from '../report/summary'
import { sendSummary } from '../report/summary-file'
import { workflowCommand } from '../report/workflow-command'
import type { ToTell } from './to-tell'

/** What the reports of a workflow's run need beside the run. */
export interface ReportCircumstances {
  readonly environment: NodeJS.ProcessEnv
  /** Where files for later steps are put. */
  readonly folder: string
  readonly summary: SummaryMode | 'off'
  readonly print: (text: string) => void
  readonly holdsSecret: (text: string) => boolean
  /** Where there is a GitHub to tell of it. */
  readonly github: ToTell | undefined
  /** That GitHub was told of the run's beginning, where it was. */
  readonly announced?: () => Promise<readonly string[]>
  /** The run was told to end. */
  readonly told: boolean
  /** What lies on this runner was written already, by a process that was killed behind that. */
  readonly written?: boolean
}

/**
 * Annotations, job summary and outputs of a run that ended, and what GitHub is told of it, each on its own: none of them fails a
 * deployment, nor keeps another from being made. What lies on this runner is written first: it takes no time.
 */
export async function sendReports(run: RunView, circumstances: ReportCircumstances): Promise<void> {
  const { written = false, environment } = circumstances
  if (!written) writeFiles(run, circumstances)
  saveState({ written: 'true' }, environment.GITHUB_STATE)
  await tell(run, circumstances)
  saveState({ reported: 'true' }, environment.GITHUB_STATE)
}

async function tell(run: RunView, { github, announced, print, told, environment }: ReportCircumstances): Promise<void> {
  if (github === undefined) return
  // Of a run that was told to end, the runner waits some seconds for the process.
  const seconds = told ? 5 : undefined
  const { place, wanted } = github
  const say = (level: 'notice' | 'warning', text: string) =>
    print(`${workflowCommand(level, { title: 'Drover' }, plain(text))}\n`)
  const remarks = [...((await announced?.()) ?? []), ...(await tellGitHub(run, place, wanted, seconds))]
  const workflow =
    environment.GITHUB_EVENT_NAME === 'schedule' ? workflowFile(environment.GITHUB_WORKFLOW_REF) : undefined
  if (workflow !== undefined && !told) {
    const { last, remarks: more } = await tellSchedule(place, workflow)
    if (last) say(last.late ? 'warning' : 'notice', last.words)
    remarks.push(...more)
  }
  for (const remark of new Set(remarks)) say(place.readOnly ? 'notice' : 'warning', remark)
}

function writeFiles(run: RunView, circumstances: ReportCircumstances): void {
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
      print(`Drover could not write ${what}: ${thrownWords(error)}\n`)
    }
  }
}

function writeOutputs(run: RunView, { environment, folder, print, holdsSecret }: ReportCircumstances): void {
  const file = join(folder, `drover-summary-${randomUUID()}.md`)
  writeFileSync(file, summaryReporter().render(run), { mode: 0o600 })
  toInvoker(file)
  const leftOut = sendOutputs({ ...outputsOf(run), 'summary-file': file }, environment.GITHUB_OUTPUT, holdsSecret)
  for (const name of leftOut) {
    const message = `The output “${name}” was left out: it would hold the value of a secret, as its own text or by chance.`
    print(`${workflowCommand('warning', { title: 'Drover' }, message)}\n`)
  }
}
