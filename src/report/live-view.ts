import type { TimedEvent } from '../event'
import { type LogEvent, machineWords, phases } from './log-machine'
import { emptyRun, foldRun, type MachineView, type RunView } from './run'

/** What a live display knows of a machine beside its view. */
export interface Doing {
  /** When it was begun, in seconds since the run started. */
  readonly since: number
  /** What it is at: as `applying 3/10: write /etc/motd`. */
  readonly words: string
}

export interface LiveView {
  readonly run: RunView
  /** By name: the machines that were begun. */
  readonly doing: ReadonlyMap<string, Doing>
}

export const emptyLive: LiveView = { run: emptyRun, doing: new Map() }

/** Folds one event in. */
export function foldLive(view: LiveView, event: TimedEvent): LiveView {
  const run = foldRun(view.run, event)
  const machine = 'machine' in event ? run.machines.find(({ name }) => name === event.machine) : undefined
  if (machine === undefined) return { run, doing: view.doing }
  const { name } = machine
  const before = view.doing.get(name) ?? { since: event.at, words: '' }
  const words = wordsOf(machine, event) ?? before.words
  return { run, doing: new Map(view.doing).set(name, { since: before.since, words }) }
}

const options = { runner: false, colours: false, debug: false, token: '' }

/** What the machine is at now, by what was said of it last; undefined where that does not tell. */
function wordsOf(machine: MachineView, event: TimedEvent): string | undefined {
  switch (event.type) {
    case 'run-started':
    case 'run-failed':
    case 'run-ended':
    case 'machine-left':
    case 'leftover-found':
    case 'leftover-destroyed':
    case 'leftovers-unknown':
    case 'herd-planned':
    case 'batches-planned':
    case 'batch-begun':
    case 'batches-paused':
    case 'sharded':
      return undefined
    case 'phase-entered':
      return phases[event.phase]
    case 'output':
      return 'running'
    case 'remote-command':
      // What is asked once a machine is reached says more than how it was reached; the later phases speak for themselves.
      return machine.phase === 'connect' ? event.what : undefined
    default:
      return machineWords(machine, event satisfies LogEvent, options)
  }
}
