import type { Account } from '../environments/environment'
import { captureOrigin, type Origin } from '../origin'
import type { Machine } from './machine'

/** What a deployment file may decide by. Fields that a terminal does not know are empty. */
export interface DeploymentContext {
  /** `production` unless the run says otherwise. */
  readonly stage: string
  /** The workflow's event, as `push` or `pull_request`. */
  readonly event: string
  /** The full ref, as `refs/heads/main`. */
  readonly ref: string
  readonly sha: string
  readonly pullRequest: number | null
  /** `owner/name`. */
  readonly repository: string
}

export type Machines = readonly Machine[]
export type MachinesOf = (context: DeploymentContext) => Machines | Promise<Machines>

export interface DeploymentOptions {
  /** Under which name its machines keep its history. Without one, it is the repository's, and the file's where it is not the default. */
  readonly name?: string
  /**
   * When a machine fails: undo all of them (they are then one transaction), only this one while the others go on (what is
   * done where nothing is said), or this one and begin no other.
   */
  readonly onFailure?: 'undo-all' | 'undo-machine' | 'stop'
  /**
   * How many machines are begun side by side: a number, or a share of the selected ones, rounded up. The next batch begins when
   * all of the one before have ended. Machines that come after others (`after`) are in a later batch than those.
   */
  readonly batch?: number | `${number}%`
  /**
   * Who goes first, and has to be well before any other machine begins: so many machines, a share of them, or which, as `--machines`
   * takes it (`web-1`, `@canary`); with all that they come after.
   */
  readonly canary?: number | string
  /**
   * How many machines may fail, and a further batch begins all the same: a number, or a share of the selected ones, rounded down.
   * Where there are batches or canaries and nothing is said: none.
   */
  readonly maxFailures?: number | `${number}%`
  /** How long to wait behind a batch that changed something: seconds, or as `30s`, `10m`, `1h`. */
  readonly pause?: number | `${number}${'s' | 'm' | 'h'}`
  /**
   * A machine that can't be reached fails (so where nothing is said), or is skipped: the run does not fail for it, unless none of
   * its machines can be reached.
   */
  readonly unreachable?: 'fail' | 'skip'
  /**
   * What a machine keeps to go back to: at most so many generations (10 where nothing is said), and with `days` none that is
   * older. The current one and the one before it always stay.
   */
  readonly keep?: { readonly generations?: number; readonly days?: number }
  /** Stages that `destroy` refuses, also as globs (`release-*`). Where nothing is said: `production`. */
  readonly protect?: readonly string[]
  /**
   * Where what is deployed can be looked at, for GitHub's Deployments page and the reports: an address in which `{stage}` stands for the
   * stage, or what says it of a stage.
   */
  readonly url?: string | ((context: DeploymentContext) => string | undefined)
  /** Also a commit that does not descend from the one that runs: an older one, or another branch's. Refused where nothing is said. */
  readonly allowDowngrade?: boolean
  /** Also what nobody can undo when something fails, as a hook. Refused where nothing is said. */
  readonly allowIrreversible?: boolean
  /** How long after its last deployment a stage that is not protected may stand before `sweep` takes it down, as `3d`; else without end. */
  readonly ttl?: string
  /**
   * Whether what the deployment made for machines that it no longer names is destroyed, when all others have been deployed. False,
   * unless said otherwise: they are named, with what they cost.
   */
  readonly prune?: boolean
  /**
   * Accounts in which no machine is declared any more, and in which what the deployment made there is still looked for, by all that
   * names or destroys what is left over: `hetzner.account({ token: secret('HCLOUD_TOKEN') })`.
   */
  readonly accounts?: readonly Account[]
}

/** A deployment as it was written: nothing of it is checked before the whole file is. */
export class Deployment {
  constructor(
    readonly options: unknown,
    readonly machines: unknown,
    readonly origin: Origin,
  ) {}
}

/**
 * What a deployment file's default export says: its machines, or a function (also an async one) that lists them for a stage. Nothing
 * is checked here: what is wrong is told with all other mistakes, when the whole file has been read.
 */
export function deployment(machines: Machines | MachinesOf): Deployment
export function deployment(options: DeploymentOptions, machines: Machines | MachinesOf): Deployment
export function deployment(...written: readonly unknown[]): Deployment {
  const [options, machines] = written.length > 1 ? written : [{}, written[0]]
  return new Deployment(options, machines, captureOrigin())
}
