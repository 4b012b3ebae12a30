import type { TreeEntry } from './source'

/** What one tree has and another has not, in an order in which it can be made. */
export interface TreeChanges {
  /** Paths to take away, with all below them: also those of what is to be made otherwise. */
  readonly gone: readonly string[]
  readonly made: readonly TreeEntry[]
}

// Each costs a process on the machine, and has its place in the plan.
const most = 500

/**
 * How one tree becomes another; undefined where it is better made anew: where much is different, or a folder is only there
 * by what lies in it, so that nothing says whether it stays.
 */
export function treeChanges(before: readonly TreeEntry[], after: readonly TreeEntry[]): TreeChanges | undefined {
  const [old, now] = [byPath(before), byPath(after)]
  if (!(complete(old) && complete(now))) return
  const gone = [...old.values()].filter(entry => !same(entry, now.get(entry.path)))
  const made = [...now.values()].filter(entry => !same(entry, old.get(entry.path)))
  if (gone.length + made.length > most) return
  // A folder comes before what lies in it.
  return { gone: gone.map(({ path }) => path).sort(), made: made.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

const byPath = (entries: readonly TreeEntry[]) => new Map(entries.map(entry => [entry.path, entry]))

function complete(entries: ReadonlyMap<string, TreeEntry>): boolean {
  for (const path of entries.keys()) {
    const slash = path.lastIndexOf('/')
    if (slash >= 0 && entries.get(path.slice(0, slash))?.type !== 'directory') return false
  }
  return true
}

export function same(one: TreeEntry, other: TreeEntry | undefined): boolean {
  if (one.type !== other?.type) return false
  if (one.type === 'link') return other.type === 'link' && one.target === other.target
  if (one.type === 'directory') return true
  return other.type === 'file' && one.hash === other.hash && one.executable === other.executable
}
