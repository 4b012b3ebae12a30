import type { Event } from '../../src/event'
import type { Failure } from '../../src/failure'
import type { Outcome } from '../../src/outcome'
import { report } from '../../src/report/reporter'
import { summaryReporter } from '../../src/report/summary'
import { started, timed } from './runs'

/** Forty machines, web-1 to web-40. */
const names = Array.from({ length: 40 }, (_, index) => `web-${index + 1}`)
/** How one of them ended. */
export const ended = (machine: string, outcome: Outcome, failure: Failure): Event => ({
  ...{ type: 'machine-ended', machine, outcome, failure, seconds: 1 },
})
/** That its service did not start, and what it printed. */
export const stepFailed = (output: string): Failure => ({
  ...{ code: 'step-failed', step: 'unit:a.service', title: 'start a.service', exit: 1, output, done: [], notDone: [] },
})
/** The summary of a deployment of all forty that failed, each as `of` says. */
export const page = (of: (machine: string, index: number) => Event) =>
  report(
    summaryReporter(),
    timed([started('deploy', names), ...names.map(of), { type: 'run-ended', outcome: 'failed', exit: 1, seconds: 1 }]),
  )
