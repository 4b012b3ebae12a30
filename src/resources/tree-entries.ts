import { z } from 'zod'
import { canonical } from './canonical'
import type { TreeEntry } from './source'
import { sha256 } from './text'
import { same } from './tree-changes'

const entryPath = z.string().superRefine((path, context) => {
  const say = (message: string) => context.addIssue({ code: 'custom', message })
  if (/[\0\n\p{Surrogate}]/u.test(path)) return say('a name without line breaks and NUL characters')
  const parts = path.split('/')
  if (parts.some(part => part === '' || part === '.' || part === '..')) return say('a path below the folder')
  if (parts.some(part => Buffer.byteLength(part) > 255)) say('a name that is not as long')
})

const entry = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('file'),
    path: entryPath,
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    executable: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('link'),
    path: entryPath,
    target: z
      .string()
      .min(1)
      .refine(target => !/[\0\n\p{Surrogate}]/u.test(target)),
  }),
  z.strictObject({ type: z.literal('directory'), path: entryPath }),
])

/** What is in a tree: each path once, and nothing below what is no folder. */
export const treeEntriesSchema: z.ZodType<readonly TreeEntry[]> = z.array(entry).superRefine((entries, context) => {
  const types = new Map<string, TreeEntry['type']>()
  for (const { path, type } of entries) {
    if (types.has(path)) context.addIssue({ code: 'custom', message: `${path} is there twice` })
    types.set(path, type)
  }
  for (const { path } of entries) {
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
      if ((types.get(path.slice(0, at)) ?? 'directory') === 'directory') continue
      context.addIssue({ code: 'custom', message: `${path} lies below ${path.slice(0, at)}, which is no folder` })
    }
  }
})

/** The name of a tree: equal for equal trees, whatever runner they come from. */
export function hashOfTree(entries: readonly TreeEntry[]): string {
  const known = hashes.get(entries)
  if (known) return known
  const hash = sha256(canonical(entries))
  hashes.set(entries, hash)
  return hash
}

// For ten thousand files it takes a twentieth of a second, and each machine asks several times.
const hashes = new WeakMap<readonly TreeEntry[], string>()

/** For people: a line an entry. */
export const listing = (entries: readonly TreeEntry[]): string =>
  entries.map(entry => `${entry.path}${remark(entry)}\n`).join('')

function remark(entry: TreeEntry): string {
  if (entry.type === 'directory') return '/'
  if (entry.type === 'link') return ` → ${entry.target}`
  return `  ${entry.hash.slice(0, 12)}${entry.executable ? ' executable' : ''}`
}

export const countFiles = (entries: readonly TreeEntry[]): string =>
  plural(entries.filter(({ type }) => type !== 'directory').length, 'file')

/** How one tree differs from another, in words: `2 files changed, 1 file added`. */
export function comparison(before: readonly TreeEntry[], after: readonly TreeEntry[]): string {
  const byPath = (entries: readonly TreeEntry[]) => new Map(entries.map(each => [each.path, each]))
  const [old, now] = [byPath(before), byPath(after)]
  const added = after.filter(({ path }) => !old.has(path)).length
  const removed = before.filter(({ path }) => !now.has(path)).length
  const changed = after.filter(entry => old.has(entry.path) && !same(entry, old.get(entry.path))).length
  return [
    ...(changed > 0 ? [`${plural(changed, 'file')} changed`] : []),
    ...(added > 0 ? [`${plural(added, 'file')} added`] : []),
    ...(removed > 0 ? [`${plural(removed, 'file')} removed`] : []),
  ].join(', ')
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
