import { realpathSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { type EvaluatedCommit, evaluateCommit } from '../deployment/commit'
import { foldersOf } from '../deployment/find'
import { contextFrom } from './circumstances'
import type { Options } from './options'

/**
 * The same deployment file as another commit has it, compiled in a process of its own.
 *
 * @throws DroverError as `evaluateCommit`
 */
export function atCommit(
  commit: string,
  { root: asked, file, stage, environment }: Options,
  { trackedOnly, signal }: { readonly trackedOnly: boolean; readonly signal: AbortSignal },
): Promise<EvaluatedCommit> {
  const { root, folder } = foldersOf(asked)
  return evaluateCommit({
    root,
    folder: relative(root, folder),
    commit,
    ...(file === undefined ? {} : { file: relative(folder, resolve(folder, file)) }),
    context: contextFrom(environment, stage),
    command: [process.execPath, commandLine()],
    trackedOnly,
    signal,
  })
}

/** The command line lies beside the entry that was started, the action's too: scripts/build.mjs puts it there. */
const commandLine = (): string => join(dirname(realpathSync(process.argv[1] ?? '')), 'cli.js')
