import type { TreeEntry } from './source'
import { tarEnd, tarHeader } from './tar-member'

/**
 * A tree as a tar archive without contents: its files are hard links to `../plain/HASH` or `../executable/HASH`. So one
 * process makes ten thousand of them by name, once their contents lie in those two folders under their hashes. It depends
 * on nothing but the entries.
 */
export function treeArchive(entries: readonly TreeEntry[]): string {
  const blocks = entries.flatMap(entry => {
    if (entry.type === 'directory') return tarHeader({ type: 'directory', path: `${entry.path}/`, mode: '755' })
    if (entry.type === 'link') return tarHeader({ type: 'link', path: entry.path, target: entry.target, mode: '644' })
    const target = `../${shelfOf(entry)}/${entry.hash}`
    return tarHeader({ type: 'hard-link', path: entry.path, target, mode: '644' })
  })
  return Buffer.concat([...blocks, tarEnd]).toString('utf8')
}

export const shelfOf = (file: { readonly executable: boolean }): string => (file.executable ? 'executable' : 'plain')
