import { outcomes } from '../outcome'
import { batchesWords } from './batch-words'
import { bytes, inline } from './escape'
import type { Reporter } from './reporter'
import { emptyRun, foldRun, hasFailed, outcomeOf, type RunView } from './run'
import { detailsParts } from './summary-details'
import { environmentsPart } from './summary-environments'
import { failuresPart } from './summary-failures'
import { generationsPart } from './summary-generations'
import { headline, leftPart, table } from './summary-table'
import { timelinePart } from './timeline'
import { counted } from './words'

/** What the runner takes of a step's summary, in bytes (actions/runner, CreateStepSummaryCommand); more is thrown away whole. */
export const summaryLimit = 1024 * 1024

/** How much of the summary is wanted. */
export type SummaryMode = 'full' | 'failures'

interface Level {
  /** What it has not, as the beginning of a sentence. */
  readonly lacks?: string
  readonly parts: (run: RunView, note: string) => readonly string[]
}

const upToTable = (run: RunView): readonly string[] => [
  headline(run),
  batchesPart(run),
  failuresPart(run),
  environmentsPart(run),
]

/** With more machines what is told of several at once comes before their rows. */
const many = 20

/** The rows of the machines, and what is told of them; where that is much shorter it comes first, not below 500 rows. */
function withTable(run: RunView, parts: readonly string[]): readonly string[] {
  const rows = [table(run), leftPart(run)]
  const told = parts.filter(part => part !== '')
  const isShort = run.machines.length > many && told.length * 4 < run.machines.length
  return [...upToTable(run), ...(isShort ? [...told, ...rows] : [...rows, ...told])]
}

// From all there is to the least. Each is whole in itself: nothing is ever cut in the middle.
const levels: Readonly<Record<SummaryMode, readonly Level[]>> = {
  full: [
    { parts: run => withTable(run, [generationsPart(run), timelinePart(run), ...detailsParts(run, 'all')]) },
    { parts: run => withTable(run, [generationsPart(run), ...detailsParts(run, 'all')]) },
    {
      lacks: 'The details of machines that did not fail',
      parts: (run, note) => withTable(run, [note, ...detailsParts(run, 'failed')]),
    },
    { lacks: 'The details', parts: (run, note) => withTable(run, [note]) },
    {
      lacks: 'What failed and the details',
      parts: (run, note) => [headline(run), table(run), leftPart(run), note],
    },
    { lacks: 'All but the counts', parts: (run, note) => [headline(run), note] },
  ],
  failures: [
    {
      parts: run => [
        headline(run),
        batchesPart(run),
        failuresPart(run),
        environmentsPart(ofConcern(run)),
        table(ofConcern(run)),
        ...detailsParts(run, 'failed'),
      ],
    },
    {
      lacks: 'The details',
      parts: (run, note) => [headline(run), failuresPart(run), table(ofConcern(run)), note],
    },
    { lacks: 'What failed and the details', parts: (run, note) => [headline(run), table(ofConcern(run)), note] },
    { lacks: 'All but the counts', parts: (run, note) => [headline(run), note] },
  ],
}

/** How the machines were parted, where they were, and how far that came. */
function batchesPart({ batches, command }: RunView): string {
  if (batches.length < 2) return ''
  const open = batches.filter(({ begun }) => !begun).length
  const left = command === 'plan' || open === 0 ? '' : ` ${counted(open, 'batch', 'batches')} not begun.`
  return inline(`${batchesWords(batches)}.${left}`.replace(/^./, first => first.toUpperCase()))
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
  render: run => fitting(run, budget, mode).text,
})

/** The fullest form that fits, and whether anything but the timeline was left out of it. */
export function fitting(
  run: RunView,
  budget: number,
  mode: SummaryMode,
): { readonly text: string; readonly truncated: boolean } {
  for (const { lacks, parts } of levels[mode]) {
    const all = parts(run, `_${lacks} did not fit into what GitHub takes here; see the log._`)
    const text = `${all.filter(part => part !== '').join('\n\n')}\n`
    if (bytes(text) <= budget) return { text, truncated: lacks !== undefined }
  }
  return { text: '', truncated: true }
}
