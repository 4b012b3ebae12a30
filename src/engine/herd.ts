import type { Environment, EnvironmentPlan, Facts } from '../environments/environment'
import type { Emit } from '../event'
import type { Failure } from '../failure'
import type { Origin } from '../origin'
import type { Outcome } from '../outcome'
import type { AnyKind } from '../resources/kind'
import type { Manifest } from '../resources/manifest'
import type { Connect } from '../target/target'
import type { Observed } from './observe/observe'
import type { Provenance } from './observe/provenance'
import type { Gate } from './rollout/gate'
import type { Rollout } from './rollout/rollout'
import type { Together } from './rollout/together'

/** One machine as the engine needs it: what the deployment file said, parsed and compiled. */
export interface Member {
  readonly name: string
  /** Names of the machines that come before. */
  readonly after: readonly string[]
  readonly origin: Origin
  /** Where it is declared. */
  readonly hostName?: string
  /** Whether it may be started anew; left out: never. */
  readonly reboot?: 'when-needed' | 'never'
  readonly environment: Environment
  /** References in it are open. */
  readonly manifest: Manifest
  readonly origins: Readonly<Record<string, Origin>>
  readonly kinds: ReadonlyMap<string, AnyKind>
}

/** How the machines of a deployment are deployed. */
export interface Settings {
  /** What becomes of the other machines when one fails. */
  readonly onFailure: 'undo-all' | 'undo-machine' | 'stop'
  /** Whether a machine that can't be reached fails the run. */
  readonly unreachable: 'fail' | 'skip'
  readonly rollout: Rollout
  /** What a machine keeps to go back to: at most so many generations, and none that is older than so many days (0: however old). */
  readonly keep: { readonly generations: number; readonly days: number }
  /** Also a commit that does not descend from the one that runs. */
  readonly allowDowngrade: boolean
  /** Also what nobody can undo. */
  readonly allowIrreversible: boolean
  /** What the deployment made for machines that are declared no longer is destroyed. */
  readonly prune: boolean
}

/** All machines of one deployment, and what they need of the runner. */
export interface Herd {
  readonly deployment: string
  readonly stage: string
  readonly settings: Settings
  /** What is worked on. */
  readonly members: readonly Member[]
  /** What is declared and was not selected: looked up where another machine refers to it, and never changed. */
  readonly others: readonly Member[]
  /** Where what the deployment made is looked for too, though no machine is declared there. */
  readonly accounts: readonly Environment[]
  /** Where the user's files lie, by sha256. */
  readonly blobs: ReadonlyMap<string, string>
  readonly secrets: ReadonlyMap<string, string>
}

/** One of the generations that a machine keeps. */
export type Which = number | 'previous' | 'current'

/** How the engine is to work, and its ways out into the world. */
export interface Circumstances {
  readonly mode: 'plan' | 'deploy' | 'check'
  /** Not what is declared, but what this generation of each machine wanted. */
  readonly rollbackTo?: Which
  /** Look also at what takes long: each file of a tree. */
  readonly deep?: boolean
  /** Whatever is deployed there is forgotten when that is done. */
  readonly release?: boolean
  /** Tells how the commit that is deployed stands to the one that runs on a machine; undefined where it has none. */
  readonly descent?: (running: string) => Promise<{
    readonly relation: 'equal' | 'ahead' | 'behind' | 'diverged' | 'unknown'
    readonly why?: string
  }>
  /** By machine, and by what is left over: the digest of the plan that was reviewed, and nothing else is carried out; empty of what is made. */
  readonly reviewed?: ReadonlyMap<string, string>
  readonly maxParallel: number
  readonly connect: Connect
  readonly publicKeys: readonly string[]
  /** Hides a value from now on, here and in the job. */
  readonly mask: (value: string) => void
  /** The ssh_config that managed hosts are reached by, where the run was told of one. */
  readonly sshConfig?: string | undefined
  readonly emit: Emit
  /** The run was told to end: nothing more is begun, and what is not confirmed is undone. */
  readonly signal: AbortSignal
  /** The run ends now: connections are cut, whatever the machines are doing. */
  readonly ends: AbortSignal
  readonly provenance: Omit<Provenance, 'format' | 'machines'>
  /** Who deploys, for whoever finds a machine busy: one line. */
  readonly holder: string
  /** Seconds for which a connection that was lost in the middle is tried to be made again. */
  readonly reconnect: number
  /** Seconds to wait for another deployment to end. */
  readonly patience: number
  /** Seconds that one step may take. */
  readonly stepLimit: number
}

export interface MachineResult {
  readonly outcome: Outcome
  readonly failure?: Failure
  readonly observed?: Observed
}

/** What one machine's work needs beside the herd: the facts of all machines, and whom to name in its provenance. */
export interface Surroundings {
  readonly herd: Herd
  readonly circumstances: Circumstances
  readonly facts: ReadonlyMap<string, Facts>
  /** Those that would be made, or made anew, and are not in this run. */
  readonly anew: ReadonlyMap<string, EnvironmentPlan>
  /** Where all machines are one transaction. */
  readonly together?: Together
  /** Where these are changed batch by batch. */
  readonly gate?: Gate
}
