import { realpathSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { type CommitRequest, type EvaluatedCommit, evaluateCommit } from '../deployment/commit'
import { foldersOf } from '../deployment/find'
import { contextFrom } from './circumstances'
import type { Options } from './options'

/**
 * The same deployment file as another commit has it, compiled in a process of its own.
 *
 * @throws DroverError as `evaluateCommit`
 */
export const atCommit = (
  commit: string,
  options: Options,
  { trackedOnly, signal }: { readonly trackedOnly: boolean; readonly signal: AbortSignal },
): Promise<EvaluatedCommit> => evaluateCommit({ ...anotherCommit(commit, options, signal), trackedOnly })

/** The same deployment file at another commit, for whatever is to be done with it there. */
export function anotherCommit(
  commit: string,
  { root: asked, file, stage, environment }: Options,
  signal: AbortSignal,
): CommitRequest {
  const { root, folder } = foldersOf(asked)
  return {
    root,
    folder: relative(root, folder),
    commit,
    ...(file === undefined ? {} : { file: relative(folder, resolve(folder, file)) }),
    context: contextFrom(environment, stage),
    command: [process.execPath, commandLine()],
    signal,
  }
}

/** The command line lies beside the entry that was started, the action's too: scripts/build.mjs puts it there. */
const commandLine = (): string => join(dirname(realpathSync(process.argv[1] ?? '')), 'cli.js')
