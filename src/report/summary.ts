import { bytes } from './escape'
import type { Reporter } from './reporter'
import { emptyRun, foldRun, type RunView } from './run'
import { detailsPart } from './summary-details'
import { failuresPart } from './summary-failures'
import { generationsPart } from './summary-generations'
import { headline, leftPart, table } from './summary-table'

/** What the runner takes of a step's summary, in bytes (actions/runner, CreateStepSummaryCommand); more is thrown away whole. */
export const summaryLimit = 1024 * 1024

const note = (what: string) => `_${what} did not fit into the 1 MiB that GitHub takes; see the log._`

/** From all there is to the least. Each is whole in itself: nothing is ever cut in the middle. */
const levels: readonly ((run: RunView) => readonly string[])[] = [
  run => [headline(run), failuresPart(run), table(run), leftPart(run), generationsPart(run), detailsPart(run, 'all')],
  run => [
    headline(run),
    failuresPart(run),
    table(run),
    leftPart(run),
    note('The details of machines that did not fail'),
    detailsPart(run, 'failed'),
  ],
  run => [headline(run), failuresPart(run), table(run), leftPart(run), note('The details')],
  run => [headline(run), table(run), leftPart(run), note('What failed and the details')],
  run => [headline(run), note('All but the counts')],
]

/**
 * The job summary, in GitHub's Markdown: the outcome, what failed with its output, a row and a folded part a machine. It
 * takes the fullest form that fits into `budget` bytes, and is empty if none does.
 */
export const summaryReporter = (budget: number = summaryLimit): Reporter<RunView> => ({
  initial: emptyRun,
  fold: foldRun,
  render: run => {
    for (const level of levels) {
      const text = `${level(run)
        .filter(part => part !== '')
        .join('\n\n')}\n`
      if (bytes(text) <= budget) return text
    }
    return ''
  },
})
