import type { TimedEvent } from '../event'
import { annotationsReporter } from '../report/annotations'
import { readEventsFile } from '../report/events-file'
import { logReporter } from '../report/log'
import type { Reporter } from '../report/reporter'
import { resultReporter } from '../report/result'
import { summaryReporter } from '../report/summary'

const reports: Readonly<Record<string, () => (events: readonly TimedEvent[]) => string>> = {
  log: () => folded(logReporter({ runner: false, colours: false, debug: false, token: '' })),
  summary: () => folded(summaryReporter()),
  annotations: () => folded(annotationsReporter),
  result: () => folded(resultReporter),
}

export const reportNames = Object.keys(reports)

/** A report made again from a file of events alone; undefined where no report has that name. */
export function render(report: string, path: string): string | undefined {
  return reports[report]?.()(readEventsFile(path).events)
}

const folded =
  <View>({ initial, fold, render }: Reporter<View>) =>
  (events: readonly TimedEvent[]): string =>
    render(events.reduce((view, event) => fold(view, event), initial))
