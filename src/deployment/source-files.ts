import { type Dirent, existsSync, lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { SourceError, type SourceFiles, type TreeEntry, type TreeFilter } from '../resources/source'
import { hashFile } from './file-hash'
import { isInside, shown } from './find'
import { emptySource, missingSource } from './missing-source'

export interface RememberedFiles extends SourceFiles {
  /** Where the bytes of each hash that was given out lie: sha256 → absolute path. */
  readonly blobs: ReadonlyMap<string, string>
}

/**
 * The user's files, relative to `folder`, none from outside of `root` (an absolute path without links). Each file is read once;
 * what is given out stays as it was first seen. `.git` is never delivered; a link in a tree is delivered as a link.
 */
export function sourceFiles({ root, folder }: { readonly root: string; readonly folder: string }): RememberedFiles {
  const blobs = new Map<string, string>()
  const hashed = new Map<string, ReturnType<typeof hashFile>>()
  const trees = new Map<string, readonly TreeEntry[]>()

  const hash = (path: string) => {
    const known = hashed.get(path)
    if (known) return known
    const made = hashFile(path)
    hashed.set(path, made)
    if (!blobs.has(made.hash)) blobs.set(made.hash, path)
    return made
  }

  // actions/checkout leaves the job's token in there.
  const refuseGit = (path: string) => {
    if (relative(root, path).split(sep).includes('.git'))
      throw new SourceError(`${shown(root, path)} is git's own: nothing of .git is ever delivered`)
  }

  const find = (path: string, wanted: 'file' | 'folder'): string => {
    const absolute = resolve(folder, path)
    if (!isInside(root, absolute))
      throw new SourceError(`${path} lies outside of the repository: only its own files are delivered`)
    refuseGit(absolute)
    if (!existsSync(absolute)) throw missingSource(root, absolute, wanted)
    const real = realpathSync(absolute)
    if (!isInside(root, real))
      throw new SourceError(`${shown(root, absolute)} is a link that leads out of the repository`)
    refuseGit(real)
    const found = lstatSync(real)
    if (wanted === 'file' ? found.isFile() : found.isDirectory()) return real
    throw new SourceError(`${shown(root, absolute)} is ${typeName(found)}, not a ${wanted}`)
  }

  const walk = (top: string, filter: TreeFilter): readonly TreeEntry[] => {
    const taken = takes(filter)
    const entries: TreeEntry[] = []
    // Says whether anything was taken: of a folder that the filter does not name, only what leads to something is delivered.
    const visit = (folder: string, below: string, wholly: boolean): boolean => {
      let any = false
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = below === '' ? entry.name : `${below}/${entry.name}`
        if (entry.name === '.git' || taken.excluded(path)) continue
        const whole = wholly || taken.included(path)
        if (entry.isDirectory()) {
          if (!visit(join(folder, entry.name), path, whole) && !whole) continue
          entries.push({ path, type: 'directory' })
        } else {
          if (!whole) continue
          entries.push(leaf(join(folder, entry.name), path, entry))
        }
        any = true
      }
      return any
    }
    visit(top, '', !filter.include?.length)
    if (!entries.some(({ type }) => type !== 'directory')) {
      throw emptySource(root, top, Boolean(filter.include?.length || filter.exclude?.length))
    }
    return Object.freeze(entries.sort((a, b) => (a.path < b.path ? -1 : 1)))
  }

  const leaf = (absolute: string, path: string, entry: Dirent): TreeEntry => {
    if (path.includes('\uFFFD')) throw new SourceError(`the name of ${shown(root, absolute)} is not UTF-8`)
    if (entry.isSymbolicLink()) return { path, target: readlinkSync(absolute), type: 'link' }
    if (entry.isFile()) return { ...hash(absolute), path, type: 'file' }
    throw new SourceError(`${shown(root, absolute)} is ${typeName(entry)}, which cannot be delivered: exclude it`)
  }

  return {
    blobs,
    file: path => hash(find(path, 'file')),
    tree: (path, filter) => {
      const top = find(path, 'folder')
      const key = JSON.stringify([top, filter.include ?? [], filter.exclude ?? []])
      const entries = trees.get(key) ?? walk(top, filter)
      trees.set(key, entries)
      return entries
    },
  }
}

// A pattern without a slash is of names at any depth, as in .gitignore; one that names a folder is of all that lies in it.
function takes({ include = [], exclude = [] }: TreeFilter) {
  const matcher = (globs: readonly string[]) => {
    const matchers = globs.map(glob => {
      const pattern = glob.replace(/^\.\//, '').replace(/\/$/, '')
      return picomatch(pattern, { dot: true, basename: !glob.replace(/\/$/, '').includes('/') })
    })
    return (path: string) => matchers.some(match => match(path))
  }
  return { included: matcher(include), excluded: matcher(exclude) }
}

function typeName(entry: Pick<Dirent, 'isDirectory' | 'isFile' | 'isSocket' | 'isFIFO' | 'isSymbolicLink'>): string {
  if (entry.isDirectory()) return 'a folder'
  if (entry.isFile()) return 'a file'
  if (entry.isSocket()) return 'a socket'
  if (entry.isFIFO()) return 'a named pipe'
  return entry.isSymbolicLink() ? 'a link' : 'a device'
}
