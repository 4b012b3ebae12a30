import type { MachineEvent } from '../event'
import { outcomes } from '../outcome'
import { environmentWords } from './environments'
import { explain, explainFinding } from './explain'
import type { LogOptions } from './log-block'
import type { MachineView } from './run'
import { changesWords, counted, duration, generationWords } from './words'

/** An event that is of one machine, and is one line of the log at most. */
export type LogEvent = Exclude<MachineEvent, { type: 'remote-command' | 'output' }>

/** What a machine is at. */
export const phases: Readonly<Record<Extract<LogEvent, { type: 'phase-entered' }>['phase'], string>> = {
  provision: 'provisioning',
  connect: 'connecting',
  observe: 'observing',
  plan: 'planning',
  prepare: 'preparing',
  apply: 'applying',
  undo: 'undoing',
  confirm: 'confirming',
}

/** What an event says of its machine, on one line; undefined where it is not worth one. */
export function machineWords(machine: MachineView, event: LogEvent, options: LogOptions): string | undefined {
  return options.live && passing.has(event.type) ? undefined : said(machine, event, options)
}

/** What a live display shows while it is so: the line at the end says what came of it. */
const passing: ReadonlySet<LogEvent['type']> = new Set([
  'phase-entered',
  'progress',
  'planned',
  'step-started',
  'generation-recorded',
  'generations-listed',
])

function said(machine: MachineView, event: LogEvent, { debug, live }: LogOptions): string | undefined {
  const of = Math.max(machine.changes?.length ?? 0, machine.steps.length)
  const nth = (id: string) => `${machine.steps.findIndex(step => step.id === id) + 1}/${of}`
  switch (event.type) {
    case 'phase-entered':
      return debug || event.phase === 'provision' || event.phase === 'connect' ? phases[event.phase] : undefined
    case 'located':
      return debug ? `is at ${event.address}` : undefined
    case 'progress':
      return event.message
    case 'environment-planned':
      return environmentWords(machine)
    case 'found':
      return debug || event.finding.answer !== 'ok' ? explainFinding(event.finding) : undefined
    case 'would-refuse':
      return `deploy would refuse: ${explain(event.failure).split('\n')[0]}`
    case 'planned':
      return event.changes.length === 0 ? 'nothing to change' : `${counted(event.changes.length, 'change')} planned`
    case 'step-started':
      return `applying ${nth(event.step)}: ${event.title}`
    case 'step-done':
      return debug ? `done ${nth(event.step)} in ${duration(event.seconds)}` : undefined
    case 'step-failed': {
      const title = machine.steps.find(step => step.id === event.step)?.title ?? event.step
      return `failed at ${nth(event.step)}: ${title} (exit code ${event.exit})`
    }
    case 'generation-recorded':
      return `generation ${event.from ?? '–'} → ${event.to}`
    case 'command-ended':
      return undefined
    case 'generations-listed':
      return counted(event.generations.length, 'generation')
    case 'machine-ended': {
      const { icon, word } = outcomes[event.outcome]
      const took = event.outcome === 'skipped' ? '' : ` in ${duration(event.seconds)}`
      return `${icon} ${word}${took}${live ? cameTo(machine) : ''}`
    }
  }
}

/** ` (2 changes, generation 6 → 7)` */
function cameTo(machine: MachineView): string {
  const changes = changesWords(machine)
  const generation = machine.generation ? [`generation ${generationWords(machine)}`] : []
  const words = [
    ...(changes === '' || changes === '0' ? [] : [changes === '1' ? '1 change' : `${changes} changes`]),
    ...generation,
  ]
  return words.length === 0 ? '' : ` (${words.join(', ')})`
}
