import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SourceFiles } from '../resources/source'
import { untrackedEntry, untrackedHash } from '../resources/untracked'

/**
 * The user's files, and a mark in the place of each that is not there: for what delivers none of them, as a rollback or a teardown, which
 * must not need what a build step makes.
 */
export const presentFiles = (files: SourceFiles, folder: string): SourceFiles => {
  const isThere = (path: string) => existsSync(resolve(folder, path))
  return {
    file: path => (isThere(path) ? files.file(path) : { hash: untrackedHash, executable: false }),
    tree: (path, filter) => (isThere(path) ? files.tree(path, filter) : [untrackedEntry]),
  }
}
