import type { z } from 'zod'
import type { Attribute, Change } from '../event'
import type { Script } from '../target/script'
import type { Content } from './content'
import type { SourceFiles } from './source'

/**
 * A kind of resource. It only answers questions, and all its answers are pure: what to ask a machine, what the answer
 * means, what to do about it. The engine alone runs anything, and never asks which kind it holds.
 *
 * Method syntax on purpose: one kind may stand where any kind is asked for.
 *
 * Every script runs as root under `sh -eu` with the functions of `target/prelude.sh`, LC_ALL=C, umask 022 (077 for
 * `record`) and nothing on its standard input.
 */
export interface ResourceKind<Want, Seen> {
  /** Lower case, as `file`. Built-in names are taken. */
  readonly name: string
  /** Where nothing else says what comes first: the lower rank. Removal goes the other way. */
  readonly rank: number
  /** What may be wanted. Parsed once when a system is compiled; every other method gets what it gave. */
  readonly schema: z.ZodType<Want>

  /**
   * Called once, when a system is compiled: replaces what a want names of the user's files by what they hold.
   *
   * @throws SourceError
   */
  prepare?(want: Want, files: SourceFiles): Want

  /** `file:/etc/motd`: the kind's name, a colon, and what tells it from others of its kind. */
  id(want: Want): string

  /**
   * What it occupies on the machine, its own place first: `path:/etc/motd`, `user:forum`, `unit:forum.service`, `port:80`.
   * Two resources of one system, or of two deployments, that claim one place are refused, unless the kind is `shared`.
   */
  claims(want: Want): readonly string[]

  /** More than one may ask for it, if they ask for the same (a package). */
  readonly shared?: boolean

  /** Folders that it delivers with all that is in them: nothing else of a system may lie below one. */
  whole?(want: Want): readonly string[]

  /** Nothing on a machine is ever changed for it: a claim, a check. */
  readonly changesNothing?: boolean

  /**
   * What its removal does to make room (a port, a user's process) before anything is done that may need it, with `$original`
   * set as for `restore`. That follows at the very end, when all that the resource reads is back.
   */
  makeRoom?(want: Want): Script

  /**
   * Whether a step that does this may need what a removed resource still holds: a port, a user without processes. Room is
   * made right before the first such step, so that whatever fails before it fails while the old things still run. Every
   * step may, where a kind does not say.
   */
  needsRoom?(action: Change['action']): boolean

  /** Ids of resources that come before this one where the system has them: a file's owner, its folder. */
  after?(want: Want): readonly string[]

  /** Ids of resources by whose state this one is to be renewed, by name: `{ restart: ['file:/etc/x.conf'] }`. */
  follows?(want: Want): Readonly<Record<string, readonly string[]>>

  /** What must lie on the machine before a step of this resource can run. */
  contents?(want: Want): readonly Content[]

  /** The trees in Drover's own folder that a generation lives from, by their hash. */
  trees?(want: Want): readonly string[]

  /**
   * One question for all wants of the kind. It changes nothing and exits 0 whatever it finds. `$drover_same` is `yes` where the
   * machine's current generation wants nothing else than what is wanted now. `deep`: also what takes long, as reading each file of a
   * tree.
   */
  probe(wants: readonly Want[], deep?: boolean): Script

  /** What the answer says, by id. What the machine did not answer for is left out: that is 'unknown', never absent. */
  read(answer: string): ReadonlyMap<string, Seen>

  /** What to do. Nothing where `seen` is as wanted. */
  steps(change: ResourceChange<Want, Seen>): readonly StepDraft[]

  /**
   * Asked instead of `steps` where a kind has it: one step may then do the work of many resources (all packages in one
   * call). `ids` are the resources that a step changes, one or more; a resource that is as wanted stands in no step. Each
   * of them is kept and brought back by its own `keep`.
   */
  together?(changes: readonly ResourceChange<Want, Seen>[]): readonly JointDraft[]

  /** How this resource's place is kept before it is changed, and brought back. 'irreversible' where it can't be. */
  keep(want: Want): Keep | 'irreversible'

  /** What its removal is called, where the planner's words (`removalTitle`) are not good enough. True whatever comes of it. */
  removal?(want: Want, former: Former): string

  /**
   * Looks whether all of the kind are well, for as long as it takes to know: when everything is applied, over a new connection,
   * and where nothing is to be changed but one does not look well. Run by root. Calls `drover_sick ID TEXT` for each trouble,
   * with the id of the resource or an empty word, and exits 0.
   */
  health?(wants: readonly Want[]): Script

  /** Seconds that `health` may take for one. */
  patience?(want: Want): number

  /** Whether one that needs no change looks well too; where it does not, `health` looks in earnest. Without it, it does. */
  well?(want: Want, seen: Seen): boolean

  /** What the machine lacks for it, so that nothing is begun there; but where the system has one of `unless`, that brings it. */
  lacks?(want: Want, seen: Seen): { readonly what: string; readonly unless: readonly string[] } | undefined

  /** What more can be asked of one that was changed without a deployment, and what the answer says, in words: who, when, what in it. */
  trail?(want: Want): { readonly ask: Script; read(answer: string): readonly string[] }

  /** For a resource that was removed: what of it stays on the machine, in words (a home, a service's state). */
  leaves?(want: Want): readonly string[]
}

export type AnyKind = ResourceKind<unknown, unknown>

export interface ResourceChange<Want, Seen> {
  readonly want: Want
  /** What the current generation wants of it, if it knows it. */
  readonly previous?: Want
  /** The machine's current generation does not have it: it was never declared, or was removed, or an attempt to bring it failed. */
  readonly fresh?: boolean
  /** What the current generation wants of it, where nothing was attempted since: with the HMACs of its secrets, as `want`. */
  readonly recorded?: Want
  /** What stands there may have a secret of an earlier want in it: nothing of it is shown. */
  readonly hadSecret?: boolean
  readonly seen: Seen
  /** For each name of `follows`: a hash of all that is followed, and what of it this very plan changes. */
  readonly followed: Readonly<Record<string, { readonly hash: string; readonly changed: readonly string[] }>>
}

/**
 * Whether something stood in a resource's place before Drover came: what the first word in `was` says, which a `record` may
 * write. Where it wrote none, nobody can tell before `restore` runs.
 */
export type Former = 'absent' | 'present' | 'unknown'

/**
 * A pair of scripts with `$original` set to a folder. `record` writes into it what stands in the place now, in full and
 * whatever it is; `restore` brings exactly that back, from any state in between, and changes nothing where it stands
 * already (not even a modification time). The same pair undoes a step and removes a resource.
 */
export interface Keep {
  readonly record: Script
  readonly restore: Script
  /** What removal does where that is less than to restore: a package that was there before stays at the version it has by now. */
  readonly release?: Script
}

/** What a kind says of a step; the planner adds its id, its place in the order and its undo. */
export interface StepDraft {
  readonly action: Change['action']
  /** What a person reads, as “write /etc/motd” or “restart forum.service (changed: /opt/forum)”. */
  readonly title: string
  readonly effect: Script
  /** Labels of contents that the effect asks for with `drover_content LABEL`. */
  readonly contents?: readonly string[]
  /** Names of the secrets in those contents. */
  readonly secrets?: readonly string[]
  /** A text without secrets, as it is and as it will be. */
  readonly diff?: { readonly before: string; readonly after: string }
  /** What the title says of properties, one by one. Never a secret's. */
  readonly attributes?: readonly Attribute[]
  /** Why there is none, where there could have been one: `it holds a secret`. */
  readonly withheld?: string
  /** Why this can't be undone, where it can't. */
  readonly irreversible?: string
  /** Values that the effect asks for with `drover_value NAME`: known on this machine alone, and not part of what is reviewed. */
  readonly values?: Readonly<Record<string, string>>
}

/** A step that changes several resources at once. */
export interface JointDraft {
  readonly ids: readonly string[]
  readonly draft: StepDraft
}

/** Declares a kind: nothing but a check of its type. */
export const resourceKind = <Want, Seen>(kind: ResourceKind<Want, Seen>): ResourceKind<Want, Seen> => kind
