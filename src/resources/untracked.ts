import { canonical } from './canonical'
import type { TreeEntry } from './source'
import { sha256 } from './text'

// Where only what git tracks is looked at (a comparison of two commits), this stands for all else: what a build step made is
// at hand of one commit at most, and nobody can tell whether the other's would be the same.

/** Stands for the hash of a file that git does not track. No file has it: it is none of any bytes that are delivered. */
export const untrackedHash = sha256('drover: git does not track this file')

/** Stands in a folder for what of it git does not track. */
export const untrackedEntry: TreeEntry = { type: 'file', path: '…', hash: untrackedHash, executable: false }

/** Whether a want names something that git does not track. */
export const isUntracked = (want: unknown): boolean => want !== undefined && canonical(want).includes(untrackedHash)
