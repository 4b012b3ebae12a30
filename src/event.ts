import type { Failure, Finding } from './failure'
import type { Origin } from './origin'
import type { Outcome } from './outcome'
import type { Price } from './price'

export const eventFormat = 1

export type Phase = 'provision' | 'connect' | 'observe' | 'plan' | 'prepare' | 'apply' | 'confirm' | 'undo'

/** Where a run comes from. Every field but `command` may be absent: a terminal has no run and no actor. */
export interface Provenance {
  readonly repository?: string
  readonly sha?: string
  readonly ref?: string
  readonly run?: string
  readonly actor?: string
  /** ISO 8601, UTC. */
  readonly time: string
  readonly file: string
  /** sha256 of the deployment file. */
  readonly fileHash?: string
  /** The generation that was gone back to; repository, commit and ref are those of then. */
  readonly rollbackTo?: number
  /** The files were not as the commit has them. */
  readonly dirty?: boolean
  /** The version of Drover. */
  readonly drover?: string
}

/** What one property of a resource is and will be. Never of a secret. */
export interface Attribute {
  readonly name: string
  readonly from: string
  readonly to: string
}

/** One thing that changes, or would change, on a machine. */
export interface Change {
  readonly resource: string
  readonly action: 'create' | 'change' | 'remove' | 'restart' | 'reload' | 'run'
  readonly title: string
  /** The machine differs from its own current generation here: nobody declared this difference. */
  readonly drift: boolean
  /** The ids of all resources that it changes, where it does the work of more than one. */
  readonly members?: readonly string[]
  /** The same as in the title, one by one. */
  readonly attributes?: readonly Attribute[]
  /** Of drift: what the machine says of who changed it, and when. Nothing of it is guessed. */
  readonly trail?: readonly string[]
  /** A unified diff of a text without secrets. */
  readonly diff?: string
  /** Why there is no diff, where there could have been one. */
  readonly withheld?: string
  readonly irreversible?: string
  readonly origin: Origin
}

/** What becomes of a machine's environment, or would become of it. */
export interface EnvironmentChange {
  readonly action: 'nothing' | 'create' | 'replace' | 'destroy'
  /** As “a container of Debian bookworm”. */
  readonly summary: string
  /** Why it is replaced, a line each: “size: cx22 → cx32”. */
  readonly changes: readonly string[]
  /** What it costs a month when that is done, and what it costs now; null where it costs nothing or nobody knows. */
  readonly price: Price | null
  readonly before: Price | null
}

/** Something that the deployment made, for a machine that the deployment file no longer names. */
export interface Leftover {
  /** The name of its environment's type. */
  readonly environment: string
  /** The provider's own. */
  readonly id: string
  readonly name: string
  readonly machine: string
  readonly price: Price | null
  /** `protected`: it may not be destroyed; `goes`: it is to be, or would be. */
  readonly fate: 'stays' | 'protected' | 'goes'
}

/** A share of a herd. */
export interface Shard {
  /** As 2/3. */
  readonly shard: string
  readonly machines: readonly string[]
}

/** What a generation kept on a machine says of itself. */
export interface GenerationRecord {
  readonly number: number
  readonly current: boolean
  readonly resources: number
  readonly provenance: Provenance
}

/** An account in which machines are made: the name of its environment's type, and a fingerprint that tells it from others. */
export interface AccountName {
  readonly environment: string
  readonly account: string
}

/** What happens in a run, in order. Plain data: a report is a fold of these and nothing else. */
export type Event =
  | {
      readonly type: 'run-started'
      readonly format: typeof eventFormat
      readonly command: string
      readonly deployment: string
      readonly stage: string
      /** As 2/3, where this run has only a share of the machines. */
      readonly shard?: string
      /** Where what is deployed can be looked at, as the deployment file says. */
      readonly url?: string
      /** The deployment file has this stage among those that are not taken down. */
      readonly protected?: boolean
      /** Where the machines of the deployment file are made, as far as anybody can look there for what was. */
      readonly accounts?: readonly AccountName[]
      readonly provenance: Provenance
      readonly machines: readonly {
        readonly name: string
        readonly environment: string
        readonly origin: Origin
        readonly after: readonly string[]
      }[]
    }
  /** How the machines are begun one part after the other; said where that is declared. */
  | {
      readonly type: 'batches-planned'
      readonly batches: readonly { readonly canary: boolean; readonly machines: readonly string[] }[]
    }
  /** Counted from 1. */
  | { readonly type: 'batch-begun'; readonly number: number }
  | { readonly type: 'batches-paused'; readonly next: number; readonly seconds: number }
  | { readonly type: 'phase-entered'; readonly machine: string; readonly phase: Phase }
  /** Where the machine is found: the address under which others reach it. */
  | { readonly type: 'located'; readonly machine: string; readonly address: string }
  /** What becomes of its environment; not said of machines that someone else makes. */
  | { readonly type: 'environment-planned'; readonly machine: string; readonly change: EnvironmentChange }
  | { readonly type: 'progress'; readonly machine: string; readonly message: string }
  | { readonly type: 'remote-command'; readonly machine: string; readonly what: string; readonly script: string }
  | { readonly type: 'found'; readonly machine: string; readonly finding: Finding }
  | {
      readonly type: 'planned'
      readonly machine: string
      readonly changes: readonly Change[]
      readonly digest: string
      readonly generation: number | null
    }
  /** What the machine says of what drifted there, by resource. */
  | {
      readonly type: 'drift-traced'
      readonly machine: string
      readonly trails: Readonly<Record<string, readonly string[]>>
    }
  /** “deploy” would refuse to carry the plan out. */
  | { readonly type: 'would-refuse'; readonly machine: string; readonly failure: Failure }
  /** All selected machines are planned: the digest of all their plans together. */
  | { readonly type: 'herd-planned'; readonly digest: string }
  | { readonly type: 'step-started'; readonly machine: string; readonly step: string; readonly title: string }
  | { readonly type: 'step-done'; readonly machine: string; readonly step: string; readonly seconds: number }
  | {
      readonly type: 'step-failed'
      readonly machine: string
      readonly step: string
      readonly exit: number
      readonly output: string
    }
  | {
      readonly type: 'generation-recorded'
      readonly machine: string
      readonly from: number | null
      readonly to: number
    }
  /** What a person's command printed, on whichever stream: whole lines. */
  | { readonly type: 'output'; readonly machine: string; readonly text: string }
  /** A person's command ended: one of the two is null. `signal` is as SIGKILL. */
  | {
      readonly type: 'command-ended'
      readonly machine: string
      readonly exit: number | null
      readonly signal: string | null
    }
  | { readonly type: 'generations-listed'; readonly machine: string; readonly generations: readonly GenerationRecord[] }
  /** A machine of the last deployment that the deployment file no longer names. */
  | { readonly type: 'machine-left'; readonly machine: string; readonly host: string; readonly seenOn: string }
  /** Something that this deployment and stage made is of no use any more: it stands there still, or was destroyed now. */
  | { readonly type: 'leftover-found'; readonly leftover: Leftover }
  | { readonly type: 'leftover-destroyed'; readonly environment: string; readonly id: string }
  /** What is left over could not be looked for. */
  | { readonly type: 'leftovers-unknown'; readonly environment: string; readonly failure: Failure }
  | {
      readonly type: 'machine-ended'
      readonly machine: string
      readonly outcome: Outcome
      readonly failure?: Failure
      readonly seconds: number
    }
  /** The machines were parted for several runs side by side. */
  | { readonly type: 'sharded'; readonly shards: readonly Shard[] }
  /** The run failed as a whole, before or beside its machines. */
  | { readonly type: 'run-failed'; readonly failure: Failure }
  | { readonly type: 'run-ended'; readonly outcome: Outcome; readonly exit: number; readonly seconds: number }

/** What a machine of the run is told of with; one that left the deployment file is none. */
export type MachineEvent = Exclude<Extract<Event, { readonly machine: string }>, { readonly type: 'machine-left' }>

/** An event with the time when it was said, in seconds since the run started. */
export type TimedEvent = Event & { readonly at: number }

/** Where events go. Never throws, never waits. */
export type Emit = (event: Event) => void
