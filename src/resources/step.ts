import type { Attribute, Change } from '../event'
import type { Script } from '../target/script'
import type { Keep } from './kind'

/** How a step is undone. */
export interface Undo extends Keep {
  /** Runs before anything is restored, for what would be in the way; `restore` then runs behind all others (ResourceKind.makeRoom). */
  readonly room?: Script
}

/** One thing that is done on a machine, as plain data: it can be written down, compared, and carried out by another process. */
export interface Step {
  readonly id: string
  readonly resource: string
  readonly action: Change['action']
  readonly title: string
  readonly effect: Script
  readonly undo: Undo | 'irreversible'
  readonly irreversible?: string
  /** Ids of the steps that come before. */
  readonly after: readonly string[]
  /** The ids of all resources that it changes, where there are several. */
  readonly members?: readonly string[]
  readonly attributes?: readonly Attribute[]
  /** Ids of the later steps that this one makes necessary: ten changed files restart a unit once. */
  readonly triggers: readonly string[]
  readonly contents: readonly string[]
  readonly secrets: readonly string[]
  readonly diff?: { readonly before: string; readonly after: string }
  /** Why there is no diff. */
  readonly withheld?: string
  readonly drift: boolean
}
