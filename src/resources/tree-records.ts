import { type Script, sh } from '../target/script'
import type { TreeEntry } from './source'
import { sha256 } from './text'

// What is in a tree, with every file read, in the machine's words and in ours: two trees are the same where these are.

/** Rights, owners and link targets; the files' sums; whatever has an access list, which none has of Drover's own. */
const asked = {
  rights: sh`find . -mindepth 1 -printf '%y %m %U:%G %P\t%l\0' | sort -z`,
  sums: sh`find . -type f -print0 | sort -z | xargs -0 -r sha256sum -z --`,
  lists: sh`find . -mindepth 1 ! -type l -exec ls -ld --quoting-style=escape --time-style=+ -- {} + | sed -n 's/^.\{10\}+.* \(\.\/\)/\1/p'`,
}

/** Prints one hash for all that is in the folder. */
export const hashRecords = (folder: Script): Script => sh`(
  cd -P -- ${folder} && { ${asked.rights}; ${asked.sums}; ${asked.lists}; } | sha256sum
)`

/** Prints it all, a line each; no more than so many bytes. */
export const printRecords = (folder: Script): Script => sh`(
  cd -P -- ${folder} || exit
  { ${asked.rights}; printf '=\0'; ${asked.sums}; printf '=\0'; ${asked.lists}; printf '=\n'; } | tr '\0' '\n' | head -c ${mostRecords}
)`

const mostRecords = 4 * 1024 * 1024

/** What `hashRecords` prints of a tree that is as it was made. */
export function hashOfRecords(entries: readonly TreeEntry[]): string {
  const known = hashes.get(entries)
  if (known) return known
  const rights = [...rightsOf(entries)].map(([path, said]) => `${said[0]} ${path}\t${said[1]}`)
  const sums = entries.flatMap(entry => (entry.type === 'file' ? [[`./${entry.path}`, entry.hash] as const] : []))
  const inOrder = (lines: readonly string[]) => lines.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const byPath = new Map<string, string>(sums)
  const summed = inOrder([...byPath.keys()]).map(path => `${byPath.get(path)}  ${path}`)
  const hash = sha256([...inOrder(rights), ...summed].map(record => `${record}\0`).join(''))
  hashes.set(entries, hash)
  return hash
}

const hashes = new WeakMap<readonly TreeEntry[], string>()

/** By path: type, mode and owners, and a link's target. Folders that are there by what lies in them are there too. */
function rightsOf(entries: readonly TreeEntry[]): ReadonlyMap<string, readonly [string, string]> {
  const found = new Map<string, readonly [string, string]>()
  for (const entry of entries) {
    for (let at = entry.path.indexOf('/'); at > 0; at = entry.path.indexOf('/', at + 1))
      found.set(entry.path.slice(0, at), ['d 755 0:0', ''])
    if (entry.type === 'directory') found.set(entry.path, ['d 755 0:0', ''])
    else if (entry.type === 'link') found.set(entry.path, ['l 777 0:0', entry.target])
    else found.set(entry.path, [`f ${entry.executable ? '755' : '644'} 0:0`, ''])
  }
  return found
}

/** How what `printRecords` printed differs from what was declared, in words; nothing where it did not arrive whole. */
export function differencesOf(entries: readonly TreeEntry[], printed: string): readonly string[] {
  const [rights, sums, lists, end] = printed.split(/^=\n/m)
  if (rights === undefined || sums === undefined || lists === undefined || end === undefined) return []
  const seen = new Map(matches(rights, /^(\S+ \S+ \S+) (.*)\t(.*)$/gm).map(([, had, path, to]) => [path, [had, to]]))
  const summed = new Map(matches(sums, /^\\?(\S{64}) [ *]\.\/(.*)$/gm).map(([, sum, path]) => [path, sum]))
  const wanted = rightsOf(entries)
  const hashOf = new Map(entries.flatMap(entry => (entry.type === 'file' ? [[entry.path, entry.hash]] : [])))
  const listed = new Set(matches(lists, /^\.\/(.*)$/gm).map(([, path]) => path))
  const changed = [...wanted].flatMap(([path, [rights, target]]) => {
    const now = seen.get(path)
    if (!now) return []
    const how = [
      ...(hashOf.has(path) && summed.get(path) !== hashOf.get(path) ? ['contents'] : []),
      ...(now[0] === rights ? [] : [`${rights} → ${now[0]}`]),
      ...(now[1] === target ? [] : ['target']),
      ...(listed.has(path) ? ['an access list'] : []),
    ]
    return how.length === 0 ? [] : [`${path} (${how.join(', ')})`]
  })
  return [
    ...some('changed in it', changed),
    ...some(
      'added to it',
      [...seen.keys()].flatMap(path => (path === undefined || wanted.has(path) ? [] : [path])),
    ),
    ...some(
      'gone from it',
      [...wanted.keys()].filter(path => !seen.has(path)),
    ),
  ]
}

const matches = (text: string, line: RegExp): readonly RegExpExecArray[] => [...text.matchAll(line)]

const most = 10

function some(what: string, paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return []
  const more = paths.length > most ? `, and ${paths.length - most} more` : ''
  return [`${what}: ${paths.toSorted().slice(0, most).join(', ')}${more}`]
}
