import { git } from './git'

/** What is checked out, and what the runner says of the run. */
export interface CheckedOut {
  /** The commit that is checked out. */
  readonly head: string
  readonly parents: readonly string[]
  /** GITHUB_SHA and GITHUB_REF: the runner's, which nobody else can set. */
  readonly sha: string
  readonly ref: string
  /** The head of the pull request that the run is of, where GitHub says that it lay on a branch of the repository itself. */
  readonly ownHead?: string | undefined
}

/**
 * Whether the commit that is checked out is the repository's own; or, where that is not said by the runner, the commit of which it is
 * to be asked. A push, a schedule or a dispatch is of a branch or a tag, and who makes these may write to the repository; so it is with the
 * head of a pull request that lay here, whose branch may have gone on, or be gone, when the run begins. GitHub's own merge of a pull request is
 * as good as the commit that it merges; any other merge may be of anything.
 */
export function whoseCommit({ head, parents, sha, ref, ownHead }: CheckedOut): 'own' | { readonly ask: string } {
  const [, merged] = parents
  const ofRun = head === sha
  if (ofRun && /^refs\/(heads|tags)\//.test(ref)) return 'own'
  const ask = ofRun && /^refs\/pull\/\d+\/merge$/.test(ref) && merged !== undefined ? merged : head
  return ask === ownHead ? 'own' : { ask }
}

/** What is checked out in the work tree; undefined where it is none. A shallow clone knows the parents' names as well. */
export async function checkedOut(root: string): Promise<Pick<CheckedOut, 'head' | 'parents'> | undefined> {
  const head = await git(root, 'rev-parse', '--verify', 'HEAD^{commit}').catch(() => undefined)
  if (head === undefined) return undefined
  const [header = ''] = (await git(root, 'cat-file', 'commit', head)).split('\n\n')
  return { head, parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent) }
}
