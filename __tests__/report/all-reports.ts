import type { TimedEvent } from '../../src/event'
import { annotationsReporter } from '../../src/report/annotations'
import { logReporter } from '../../src/report/log'
import { report } from '../../src/report/reporter'
import { resultReporter } from '../../src/report/result'
import { summaryReporter } from '../../src/report/summary'

export const ci = logReporter({ runner: true, colours: false, debug: false, token: 'TOKEN' })
export const terminal = logReporter({ runner: false, colours: false, debug: false, token: 'TOKEN' })
export const debug = logReporter({ runner: true, colours: false, debug: true, token: 'TOKEN' })

/** Every report of these events, by name. */
export const allReports = (events: readonly TimedEvent[]): Readonly<Record<string, string>> => ({
  'summary.md': report(summaryReporter(), events),
  'log.txt': report(ci, events),
  'debug.txt': report(debug, events),
  'terminal.txt': report(terminal, events),
  'annotations.txt': report(annotationsReporter, events),
  'result.json': report(resultReporter, events),
})
