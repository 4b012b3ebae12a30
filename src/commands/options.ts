import { resolve } from 'node:path'
import type { DeclaredRollout, OnFailure, Unreachable } from '../deployment/settings'
import type { Shard } from './shard'

/** What every command may be told, wherever it was said: by the action's inputs or on a command line. */
export interface Options {
  /** Where the deployment file is looked for: an absolute path. */
  readonly root: string
  /** From `root`; undefined: the default file. */
  readonly file: string | undefined
  readonly stage: string
  /** The deployment that the file has to be of, where that is told. */
  readonly deployment?: string
  /** A selector; empty for all machines. */
  readonly machines: string
  /** Of those machines only this share. */
  readonly shard: Shard | undefined
  /** With `matrix`: how many shards. */
  readonly shards: number | undefined
  /** With `merge`: the folder with the shards' files of events, an absolute path. */
  readonly shardEvents: string | undefined
  /** Private keys as texts or paths, each with the name under which it was given. */
  readonly keys: readonly { readonly source: string; readonly text: string }[]
  readonly passphrase: string | undefined
  readonly knownHosts: string | undefined
  /** The path of an ssh_config that managed hosts are reached by: absolute, or from `~/`. */
  readonly sshConfig: string | undefined
  readonly maxParallel: number
  /** Seconds for the whole run. */
  readonly timeout: number
  /** Instead of what the deployment file says. */
  readonly onFailure: OnFailure | undefined
  /** Each of them instead of what the deployment file says. */
  readonly rollout: DeclaredRollout
  /** Instead of what the deployment file says. */
  readonly unreachable: Unreachable | undefined
  /** Instead of what the deployment file says. */
  readonly allowDowngrade: boolean | undefined
  readonly allowIrreversible: boolean | undefined
  /** With `destroy`: also a stage that the deployment file protects. */
  readonly allowProtected: boolean
  /** With `destroy`: say what would be destroyed, and destroy nothing. */
  readonly dryRun: boolean
  readonly prune: boolean | undefined
  /** With `sweep`: seconds after its last deployment for which a stage may stand, instead of what the deployment file says. */
  readonly ttl: number | undefined
  /** With `deploy`, `plan` and `check`: every file of a tree is read. */
  readonly deep: boolean
  /** With `deploy`: the digest of the plan that was reviewed, or the beginning of it. */
  readonly plan: string | undefined
  /** What GitHub is asked with. */
  readonly token: string | undefined
  /** The stage of a rehearsal on containers of this host, in the place of the machines; undefined: the machines themselves. */
  readonly rehearsal: string | undefined
  /** With `diff`: the commit to compare with; with `rehearse`: the one to begin on. */
  readonly base: string | undefined
  /** With `rollback`: the generation; undefined for the one before. */
  readonly to: number | undefined
  /** With `recover`: what could not be undone is taken as it is. */
  readonly accept: boolean
  /** With `lock`: why. */
  readonly message: string | undefined
  /** With `exec`: one word is a line for sh, several are the command and its arguments. */
  readonly run: readonly string[]
  readonly environment: NodeJS.ProcessEnv
}

/** A path that was given, from a folder; one that begins with `~/` is left to whoever opens it. */
export const fromHere = (path: string | undefined, folder: string): string | undefined =>
  path === undefined || path.startsWith('~/') ? path : resolve(folder, path)
