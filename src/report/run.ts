import type {
  AccountName,
  Change,
  EnvironmentChange,
  GenerationRecord,
  Leftover,
  MachineEvent,
  Phase,
  Provenance,
  Shard,
  TimedEvent,
} from '../event'
import type { Failure, Finding } from '../failure'
import type { Origin } from '../origin'
import { gravest, gravity, type Outcome, outcomes } from '../outcome'
import { type CommandView, heard, unheard } from './command-view'

export interface StepView {
  readonly id: string
  readonly title: string
  readonly state: 'running' | 'done' | 'failed'
  readonly seconds?: number
  readonly exit?: number
  readonly output?: string
}

/** What is known of one machine of a run. What no event said is absent. */
export interface MachineView {
  readonly name: string
  readonly environment: string
  readonly origin: Origin
  readonly address?: string
  /** What becomes of its environment; absent where nobody made it. */
  readonly environmentChange?: EnvironmentChange
  readonly phase?: Phase
  /** All phases that it entered, each with the second of the run in which it did. */
  readonly phases: readonly { readonly phase: Phase; readonly at: number }[]
  /** The second of the run in which it ended. */
  readonly endedAt?: number
  readonly findings: readonly Finding[]
  /** Why “deploy” would not carry the plan out. */
  readonly refusals: readonly Failure[]
  /** Absent until the machine was planned. */
  readonly changes?: readonly Change[]
  readonly digest?: string
  /** The current generation before the run. */
  readonly before: number | null
  readonly steps: readonly StepView[]
  readonly generation?: { readonly from: number | null; readonly to: number }
  readonly generations: readonly GenerationRecord[]
  /** Of a person's command. */
  readonly command?: CommandView
  readonly outcome?: Outcome
  readonly failure?: Failure
  readonly seconds?: number
}

interface LeftView {
  readonly name: string
  readonly host: string
  readonly seenOn: string
}

/** What the deployment made and needs no more. */
export type LeftoverView = Leftover & { readonly destroyed: boolean }

/** Machines that are begun side by side. */
export interface BatchView {
  readonly canary: boolean
  readonly machines: readonly string[]
  readonly begun: boolean
}

/** A run as its events tell it: what every report but the running log is made of. */
export interface RunView {
  readonly command: string
  readonly deployment: string
  readonly stage: string
  /** Where what is deployed can be looked at, as the deployment file says. */
  readonly url?: string
  /** Whether the deployment file has the stage among those that are not taken down. */
  readonly protected?: boolean
  /** Where the machines of the deployment file are made. */
  readonly accounts?: readonly AccountName[]
  readonly provenance?: Provenance
  /** Of all machines' plans together. */
  readonly digest?: string
  /** The shards that the machines were parted into. */
  readonly shards?: readonly Shard[]
  /** In the order in which they are begun, where they are begun one part after the other. */
  readonly batches: readonly BatchView[]
  /** In the order in which they were declared. */
  readonly machines: readonly MachineView[]
  readonly left: readonly LeftView[]
  readonly leftovers: readonly LeftoverView[]
  /** Where it could not be looked for such: the environment, and why. */
  readonly unlooked: readonly { readonly environment: string; readonly failure: Failure }[]
  /** Of the run as a whole. */
  readonly failures: readonly Failure[]
  readonly ended?: { readonly outcome: Outcome; readonly exit: number; readonly seconds: number }
  /** When the last event was said, in seconds since the run started. */
  readonly at: number
}

export const emptyRun: RunView = {
  command: '',
  deployment: '',
  stage: '',
  batches: [],
  machines: [],
  left: [],
  leftovers: [],
  unlooked: [],
  failures: [],
  at: 0,
}

const newMachine = (name: string, environment: string, origin: Origin): MachineView => ({
  name,
  environment,
  origin,
  phases: [],
  findings: [],
  refusals: [],
  before: null,
  steps: [],
  generations: [],
})

/** Folds one event in. An event of a machine that was not announced makes the machine: the start may have been lost. */
export function foldRun(view: RunView, event: TimedEvent): RunView {
  const run = { ...view, at: Math.max(view.at, event.at) }
  switch (event.type) {
    case 'run-started': {
      const { command, deployment, stage, provenance, url, protected: kept, accounts } = event
      const machines = event.machines.map(({ name, environment, origin }) => newMachine(name, environment, origin))
      return {
        ...run,
        command,
        deployment,
        stage,
        provenance,
        machines,
        ...(url === undefined ? {} : { url }),
        ...(kept && { protected: kept }),
        ...(accounts && { accounts }),
      }
    }
    case 'machine-left':
      return { ...run, left: [...run.left, { name: event.machine, host: event.host, seenOn: event.seenOn }] }
    case 'leftover-found':
      return { ...run, leftovers: [...run.leftovers, { ...event.leftover, destroyed: false }] }
    case 'leftover-destroyed': {
      const isIt = (left: LeftoverView) => left.environment === event.environment && left.id === event.id
      return { ...run, leftovers: run.leftovers.map(left => (isIt(left) ? { ...left, destroyed: true } : left)) }
    }
    case 'leftovers-unknown':
      return { ...run, unlooked: [...run.unlooked, { environment: event.environment, failure: event.failure }] }
    case 'batches-planned':
      return { ...run, batches: event.batches.map(batch => ({ ...batch, begun: false })) }
    case 'batch-begun': {
      const batch = run.batches[event.number - 1]
      return batch ? { ...run, batches: run.batches.with(event.number - 1, { ...batch, begun: true }) } : run
    }
    case 'batches-paused':
      return run
    case 'sharded':
      return { ...run, shards: event.shards }
    case 'herd-planned':
      return { ...run, digest: event.digest }
    case 'run-failed':
      return { ...run, failures: [...run.failures, event.failure] }
    case 'run-ended':
      return { ...run, ended: { outcome: event.outcome, exit: event.exit, seconds: event.seconds } }
    default: {
      const index = run.machines.findIndex(({ name }) => name === event.machine)
      const machine = run.machines[index]
      return machine
        ? { ...run, machines: run.machines.with(index, foldMachine(machine, event)) }
        : { ...run, machines: [...run.machines, foldMachine(newMachine(event.machine, '', []), event)] }
    }
  }
}

function traced(change: Change, trails: Readonly<Record<string, readonly string[]>>): Change {
  const trail = change.drift ? (change.members ?? [change.resource]).flatMap(id => trails[id] ?? []) : []
  return trail.length === 0 ? change : { ...change, trail }
}

function foldMachine(machine: MachineView, event: MachineEvent & { readonly at: number }): MachineView {
  switch (event.type) {
    case 'phase-entered':
      return { ...machine, phase: event.phase, phases: [...machine.phases, { phase: event.phase, at: event.at }] }
    case 'located':
      return { ...machine, address: event.address }
    case 'environment-planned':
      return { ...machine, environmentChange: event.change }
    case 'found':
      return { ...machine, findings: [...machine.findings, event.finding] }
    case 'would-refuse':
      return { ...machine, refusals: [...machine.refusals, event.failure] }
    case 'planned':
      return { ...machine, changes: event.changes, digest: event.digest, before: event.generation }
    case 'drift-traced':
      return machine.changes
        ? { ...machine, changes: machine.changes.map(change => traced(change, event.trails)) }
        : machine
    case 'step-started': {
      const step: StepView = { id: event.step, title: event.title, state: 'running' }
      return { ...machine, steps: [...machine.steps.filter(({ id }) => id !== step.id), step] }
    }
    case 'step-done':
      return endStep(machine, event.step, { state: 'done', seconds: event.seconds })
    case 'step-failed':
      return endStep(machine, event.step, { state: 'failed', exit: event.exit, output: event.output })
    case 'generation-recorded':
      return { ...machine, generation: { from: event.from, to: event.to } }
    case 'generations-listed':
      return { ...machine, generations: event.generations }
    case 'output':
      return { ...machine, command: heard(machine.command ?? unheard, event.text) }
    case 'command-ended': {
      const { exit, signal } = event
      return { ...machine, command: { ...(machine.command ?? unheard), exit, signal } }
    }
    case 'machine-ended': {
      const { outcome, failure, seconds, at } = event
      return { ...machine, outcome, seconds, endedAt: at, ...(failure ? { failure } : {}) }
    }
    case 'progress':
    case 'remote-command':
      return machine
  }
}

function endStep(machine: MachineView, id: string, end: Omit<StepView, 'id' | 'title'>): MachineView {
  const index = machine.steps.findIndex(step => step.id === id)
  const step = machine.steps[index] ?? { id, title: id }
  const ended = { ...step, ...end }
  return { ...machine, steps: index < 0 ? [...machine.steps, ended] : machine.steps.with(index, ended) }
}

/**
 * How a machine ended. Where no event said it: `unknown` if something was begun on it, else undefined: it was not
 * touched.
 */
export const outcomeOf = (machine: MachineView): Outcome | undefined =>
  machine.outcome ?? (machine.phase === undefined && machine.steps.length === 0 ? undefined : 'unknown')

/** How the run ended; of one that was cut short, `unknown` or worse. */
export function outcomeOfRun(run: RunView): Outcome {
  if (run.ended) return run.ended.outcome
  return gravest(
    [run.failures.length > 0 ? 'failed' : 'unknown', ...run.machines.flatMap(m => outcomeOf(m) ?? [])],
    'unknown',
  )
}

/** Of two machines the one with the greater number ended more gravely. */
export function gravityOf(machine: MachineView): number {
  const outcome = outcomeOf(machine)
  return outcome === undefined ? -1 : gravity.indexOf(outcome)
}

/** How many changes were made, or, where nothing was to be made (plan, check), would be; and of how many. */
export function changesOf(machine: MachineView): { readonly done: number; readonly of: number } {
  const of = machine.changes?.length ?? 0
  const whole =
    machine.outcome !== undefined &&
    ['changed', 'destroyed', 'planned', 'rehearsed', 'differs', 'drifted'].includes(machine.outcome)
  const done = whole ? of : machine.steps.filter(({ state }) => state === 'done').length
  return { done, of: Math.max(of, done) }
}

/** Why a machine is not begun that nothing is wrong with. */
export const forOthers: ReadonlySet<Failure['code']> = new Set([
  'dependency-failed',
  'stopped',
  'canary-failed',
  'too-many-failed',
])

/** Whether a machine itself went wrong: one that is skipped for another's failure, or may be, did not. */
export function hasFailed(machine: MachineView): boolean {
  const outcome = outcomeOf(machine)
  if (outcome === 'skipped-unreachable') return false
  if (machine.failure) return !forOthers.has(machine.failure.code)
  return outcome !== undefined && outcomes[outcome].annotation === 'error'
}

/** The failing step of a machine, from its events or, where those are missing, from its failure. */
export function failedStep(machine: MachineView): StepView | undefined {
  const seen = machine.steps.find(({ state }) => state === 'failed')
  const { failure } = machine
  if (failure?.code !== 'step-failed') return seen
  const { step: id, title, exit, output } = failure
  return seen ? { ...seen, output: seen.output || output } : { id, title, state: 'failed', exit, output }
}

/** What the thing that failed printed: a step, or a person's command. Empty where nothing is known of it. */
export const failedOutput = (machine: MachineView): string =>
  failedStep(machine)?.output ?? (machine.failure?.code.startsWith('command-') ? (machine.command?.output ?? '') : '')

/** What declared the thing that went wrong: the resource of a failing step, the first that is not well; else the machine. */
export function failureOrigin({ failure, changes = [], origin }: MachineView): Origin {
  if (failure?.code === 'unhealthy') return failure.sick.find(({ origin }) => origin.length > 0)?.origin ?? origin
  if (failure?.code !== 'step-failed') return origin
  const resource = failure.step.replace(/#\d+$/, '')
  const declared = changes.find(change => change.resource === resource)?.origin ?? []
  return declared.length > 0 ? declared : origin
}
