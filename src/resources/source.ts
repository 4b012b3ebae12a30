/** One thing in a folder that is delivered. `path` is relative to the folder, with `/` between its parts. */
export type TreeEntry =
  | { readonly type: 'file'; readonly path: string; readonly hash: string; readonly executable: boolean }
  | { readonly type: 'link'; readonly path: string; readonly target: string }
  | { readonly type: 'directory'; readonly path: string }

export interface TreeFilter {
  /** Globs of what is taken; everything where there are none. */
  readonly include?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
}

/**
 * The user's files, as a kind may see them while a system is compiled. Paths are relative to the deployment file's folder
 * and may not leave the repository. Only bytes, names and the executable bit count: owner, times and the rest of the mode
 * depend on the runner.
 *
 * @throws SourceError where there is nothing, or nothing that can be delivered
 */
export interface SourceFiles {
  file(path: string): { readonly hash: string; readonly executable: boolean }
  /** Sorted by path. */
  tree(path: string, filter: TreeFilter): readonly TreeEntry[]
}

/** A source that can't be read: a mistake of the user's, whose message says what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
}
