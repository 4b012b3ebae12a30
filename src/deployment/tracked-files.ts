import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { childEnvironment } from '../child-environment'
import type { SourceFiles, TreeEntry } from '../resources/source'
import { untrackedEntry, untrackedHash } from '../resources/untracked'
import { git } from './git'

/**
 * The user's files as far as git tracks them, each as it lies in the work tree. What git does not track is marked as such: it need
 * not even be there, where git ignores it, as what a build step makes.
 *
 * @throws Error what git says, where `root` is no work tree
 */
export async function trackedFiles(
  files: SourceFiles,
  { root, folder }: { readonly root: string; readonly folder: string },
): Promise<SourceFiles> {
  const listed = await git(root, 'ls-files', '-z', '--cached', '--recurse-submodules')
  const tracked = new Set(listed.split('\0').filter(path => path !== ''))
  const fromRoot = (path: string) => {
    const absolute = resolve(folder, path)
    return relative(root, existsSync(absolute) ? realpathSync(absolute) : absolute)
  }
  const unmade = (path: string) => !existsSync(resolve(folder, path)) && ignores(root, fromRoot(path))
  return {
    file: path =>
      unmade(path) || (existsSync(resolve(folder, path)) && !tracked.has(fromRoot(path)))
        ? { hash: untrackedHash, executable: false }
        : files.file(path),
    tree: (path, filter) => {
      if (unmade(path)) return [untrackedEntry]
      const top = fromRoot(path)
      const of = (entry: TreeEntry) => (top === '' ? entry.path : `${top}/${entry.path}`)
      const entries = files.tree(path, filter)
      const leaves = entries.filter(entry => entry.type !== 'directory')
      const known = leaves.filter(entry => tracked.has(of(entry)))
      const kept = new Set(known.flatMap(entry => [entry.path, ...foldersAbove(entry.path)]))
      return [
        ...entries.filter(entry => kept.has(entry.path)),
        ...(known.length < leaves.length ? [untrackedEntry] : []),
      ]
    },
  }
}

/** `a/b` and `a` of `a/b/c`. */
function foldersAbove(path: string): readonly string[] {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? [] : [path.slice(0, slash), ...foldersAbove(path.slice(0, slash))]
}

/** Whether git ignores the path, as a file or as a folder: nobody can tell which of them is not there. */
const ignores = (root: string, path: string): boolean =>
  spawnSync('git', ['-C', root, 'check-ignore', '--', path, `${path}/`], { env: childEnvironment() }).status === 0
