import type { TimedEvent } from '../event'
import { batchesWords, batchWords } from './batch-words'
import { colourOf, painter } from './colour'
import { leftoverWords, unlookedWords } from './environments'
import { explain } from './explain'
import { block, column, type LogOptions, printable, stackLines } from './log-block'
import { closing } from './log-closing'
import { machineWords } from './log-machine'
import { commandGroup, outputLines } from './log-output'
import { plain } from './plain'
import type { Reporter } from './reporter'
import { emptyRun, foldRun, type RunView } from './run'
import { counted, duration, runWords } from './words'
import { inertLine } from './workflow-command'

export interface LogView {
  readonly run: RunView
  readonly printed: string
}

/**
 * The log: a line for each thing that happens to a machine, and at the end of the run a group for each machine, the table
 * and what went wrong.
 */
export const logReporter = (options: LogOptions): Reporter<LogView> => ({
  initial: { run: emptyRun, printed: '' },
  fold: ({ run, printed }, event) => {
    const now = foldRun(run, event)
    return { run: now, printed: printed + linesFor(now, event, options) }
  },
  render: ({ printed }) => printed,
})

/** Prints the log while the events come. */
export function sendLog(options: LogOptions, print: (text: string) => void): (event: TimedEvent) => void {
  let run = emptyRun
  return event => {
    run = foldRun(run, event)
    const text = linesFor(run, event, options)
    if (text !== '') print(text)
  }
}

/** What is printed when `event` came; `run` has it folded in. Ends with a line break, or is empty. */
function linesFor(run: RunView, event: TimedEvent, options: LogOptions): string {
  const text = textFor(run, event, options)
  return text === undefined ? '' : `${text}\n`
}

function textFor(run: RunView, event: TimedEvent, options: LogOptions): string | undefined {
  const paint = painter(options.colours)
  switch (event.type) {
    case 'run-started':
      return inertLine(`drover: ${runWords(run)}, ${counted(run.machines.length, 'machine')}`)
    case 'run-failed':
      return [...printable(explain(event.failure)), ...stackLines(event.failure, options)].join('\n')
    case 'run-ended':
      return closing(run, options)
    case 'machine-left':
      return line(run, event.machine, `is no longer in the deployment file; it is left as it is (${event.host})`)
    case 'leftover-found':
      // What goes is told when it is gone.
      return event.leftover.fate === 'goes' && run.command !== 'plan'
        ? undefined
        : inertLine(leftoverWords(event.leftover, false, run.command))
    case 'leftover-destroyed': {
      const gone = run.leftovers.find(({ environment, id }) => environment === event.environment && id === event.id)
      return gone && inertLine(leftoverWords(gone, true, run.command))
    }
    case 'leftovers-unknown':
      return inertLine(unlookedWords(event))
    case 'herd-planned':
      return undefined
    case 'batches-planned':
      return run.batches.length > 1 ? inertLine(batchesWords(run.batches)) : undefined
    case 'batch-begun':
      return run.batches.length > 1 ? inertLine(batchWords(run.batches, event.number)) : undefined
    case 'batches-paused':
      return inertLine(`pausing for ${duration(event.seconds)} before batch ${event.next} of ${run.batches.length}`)
    case 'sharded':
      return event.shards.map(({ shard, machines }) => inertLine(`shard ${shard}: ${machines.join(' ')}`)).join('\n')
    case 'output':
      return options.runner ? undefined : outputLines(run, event, options)
    case 'remote-command': {
      if (!options.debug) return undefined
      return `${line(run, event.machine, `asks: ${event.what}`)}\n${block(plain(event.script), options)}`
    }
    default: {
      const machine = run.machines.find(({ name }) => name === event.machine)
      const said = machine && machineWords(machine, event, options)
      if (said === undefined) return undefined
      const text = line(run, event.machine, said)
      if (event.type !== 'machine-ended') return text
      return [paint(text, colourOf(event.outcome)), ...(machine ? commandGroup(machine, run, options) : [])].join('\n')
    }
  }
}

const line = (run: RunView, name: string, said: string): string => inertLine(`${column(run, name)}  ${said}`)
