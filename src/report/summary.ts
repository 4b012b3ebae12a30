import { outcomes } from '../outcome'
import { bytes } from './escape'
import type { Reporter } from './reporter'
import { emptyRun, foldRun, hasFailed, outcomeOf, type RunView } from './run'
import { detailsPart } from './summary-details'
import { failuresPart } from './summary-failures'
import { generationsPart } from './summary-generations'
import { headline, leftPart, table } from './summary-table'
import { timelinePart } from './timeline'

/** What the runner takes of a step's summary, in bytes (actions/runner, CreateStepSummaryCommand); more is thrown away whole. */
export const summaryLimit = 1024 * 1024

const note = (what: string) => `_${what} did not fit into the 1 MiB that GitHub takes; see the log._`

type Level = (run: RunView) => readonly string[]

/** How much of the summary is wanted. */
export type SummaryMode = 'full' | 'failures'

const upToTable: Level = run => [headline(run), failuresPart(run), table(run), leftPart(run)]

// From all there is to the least. Each is whole in itself: nothing is ever cut in the middle.
const levels: Readonly<Record<SummaryMode, readonly Level[]>> = {
  full: [
    run => [...upToTable(run), generationsPart(run), timelinePart(run), detailsPart(run, 'all')],
    run => [...upToTable(run), generationsPart(run), detailsPart(run, 'all')],
    run => [...upToTable(run), note('The details of machines that did not fail'), detailsPart(run, 'failed')],
    run => [...upToTable(run), note('The details')],
    run => [headline(run), table(run), leftPart(run), note('What failed and the details')],
    run => [headline(run), note('All but the counts')],
  ],
  failures: [
    run => [headline(run), failuresPart(run), table(ofConcern(run)), detailsPart(run, 'failed')],
    run => [headline(run), failuresPart(run), table(ofConcern(run)), note('The details')],
    run => [headline(run), table(ofConcern(run)), note('What failed and the details')],
    run => [headline(run), note('All but the counts')],
  ],
}

/** The run with those of its machines alone that a person has to look at. */
const ofConcern = (run: RunView): RunView => ({
  ...run,
  machines: run.machines.filter(machine => {
    const outcome = outcomeOf(machine)
    return hasFailed(machine) || (outcome !== undefined && outcomes[outcome].exit !== 0)
  }),
})

/**
 * The job summary, in GitHub's Markdown: the outcome, what failed with its output, a row and a folded part a machine. It
 * takes the fullest form that fits into `budget` bytes, and is empty if none does.
 */
export const summaryReporter = (budget: number = summaryLimit, mode: SummaryMode = 'full'): Reporter<RunView> => ({
  initial: emptyRun,
  fold: foldRun,
  render: run => {
    for (const level of levels[mode]) {
      const text = `${level(run)
        .filter(part => part !== '')
        .join('\n\n')}\n`
      if (bytes(text) <= budget) return text
    }
    return ''
  },
})
