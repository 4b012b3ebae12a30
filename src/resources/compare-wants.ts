import { z } from 'zod'
import { canonical } from './canonical'
import type { ManifestResource } from './manifest'
import { namedText } from './named-text'
import { readableByAll } from './path'
import type { TreeEntry } from './source'
import { hasSecret, type Text, textSchema } from './text'
import { same } from './tree-changes'
import { untrackedHash } from './untracked'

export interface Differences {
  /** What is declared otherwise, in words: `mode 644 → 755`. Empty where nothing that can be told apart is. */
  readonly remarks: readonly string[]
  /** Before and after, of the texts that have more than one line; their holes by their names. */
  readonly texts: readonly (readonly [string, string])[]
  /** A line for each file of a folder. */
  readonly lists: readonly string[]
  /** Why the texts are not here. */
  readonly withheld?: string
}

interface Difference {
  readonly remark: string
  readonly texts?: readonly [Text, Text]
  readonly list?: string
}

const longestWord = 60
const mostEntries = 200

/** How two declarations of one resource differ, property by property. */
export function differencesOf(before: ManifestResource, after: ManifestResource): Differences {
  const found = [
    ...(before.kind === after.kind ? [] : [{ remark: `${before.kind} → ${after.kind}` }]),
    ...ofWants(before.want, after.want),
    ...(canonical(before.after) === canonical(after.after) ? [] : [{ remark: 'what it comes after' }]),
    ...(canonical(before.stored ?? null) === canonical(after.stored ?? null) ? [] : [{ remark: 'how its kind works' }]),
  ]
  const remarks = found.map(({ remark }) => remark)
  const texts = found.flatMap(({ texts: pair }) => (pair === undefined ? [] : [pair]))
  const lists = found.flatMap(({ list }) => (list === undefined ? [] : [list]))
  if (texts.flat().some(hasSecret)) return { remarks, texts: [], lists, withheld: 'it holds a secret' }
  if (texts.length > 0 && !(readable(before.want) && readable(after.want)))
    return { remarks, texts: [], lists, withheld: 'not everybody may read it on the machine' }
  return { remarks, texts: texts.map(([old, now]) => [namedText(old), namedText(now)] as const), lists }
}

const objectSchema = z.record(z.string(), z.json())
type Json = z.infer<ReturnType<typeof z.json>>

function ofWants(before: Json, after: Json): readonly Difference[] {
  const [old, now] = [objectSchema.safeParse(before), objectSchema.safeParse(after)]
  if (!old.success || !now.success) return canonical(before) === canonical(after) ? [] : [{ remark: 'what is wanted' }]
  const keys = [...new Set([...Object.keys(old.data), ...Object.keys(now.data)])].sort()
  return keys.flatMap(key => {
    const [was, is] = [old.data[key], now.data[key]]
    return alike(was, is) ? [] : ofProperty(key, was, is)
  })
}

const alike = (was: Json | undefined, is: Json | undefined): boolean =>
  was === undefined || is === undefined ? was === is : canonical(was) === canonical(is)

function ofProperty(key: string, was: Json | undefined, is: Json | undefined): readonly Difference[] {
  const [entriesWere, entries] = [treeSchema.safeParse(was), treeSchema.safeParse(is)]
  if (entriesWere.success && entries.success) return ofTree(entriesWere.data, entries.data)
  const [textWas, text] = [textSchema.safeParse(was ?? ''), textSchema.safeParse(is ?? '')]
  if (textWas.success && text.success) {
    // What a file holds is shown by its diff, however short: not everybody may be shown it.
    const short = key !== 'content' && [textWas.data, text.data].every(each => isWord(namedText(each)))
    return short
      ? [{ remark: `${key} ${shownWord(was)} → ${shownWord(is)}` }]
      : [{ remark: key, texts: [textWas.data, text.data] }]
  }
  const [listWas, list] = [wordsSchema.safeParse(was ?? []), wordsSchema.safeParse(is ?? [])]
  if (listWas.success && list.success) {
    const gone = listWas.data.filter(each => !list.data.includes(each)).map(each => `−${each}`)
    const come = list.data.filter(each => !listWas.data.includes(each)).map(each => `+${each}`)
    const words = [...gone, ...come].map(word => namedText(word))
    return [{ remark: words.length === 0 ? `the order of ${key}` : `${key} ${clipped(words)}` }]
  }
  const plain = [was, is].every(each => typeof each !== 'object' || each === null)
  return [{ remark: plain ? `${key} ${shownWord(was)} → ${shownWord(is)}` : key }]
}

const wordsSchema = z.array(z.union([z.string(), z.number()]))
const treeSchema: z.ZodType<TreeEntry[]> = z
  .array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('file'), path: z.string(), hash: z.string(), executable: z.boolean() }),
      z.object({ type: z.literal('link'), path: z.string(), target: z.string() }),
      z.object({ type: z.literal('directory'), path: z.string() }),
    ]),
  )
  .min(1)

const isWord = (text: string): boolean => text.length <= longestWord && !text.includes('\n')
const shownWord = (value: Json | undefined): string => {
  if (value === undefined) return '–'
  const text = textSchema.safeParse(value)
  return text.success ? namedText(text.data) || '“”' : String(value)
}
const clipped = (words: readonly string[]): string =>
  words.length > 12 ? `${words.slice(0, 12).join(' ')} and ${words.length - 12} more` : words.join(' ')

function ofTree(before: readonly TreeEntry[], after: readonly TreeEntry[]): readonly Difference[] {
  const told = (entry: TreeEntry) => entry.type !== 'file' || entry.hash !== untrackedHash
  const [old, now] = [byPath(before.filter(told)), byPath(after.filter(told))]
  const gone = [...old.keys()].filter(path => !now.has(path))
  const come = [...now.keys()].filter(path => !old.has(path))
  const other = [...now.values()].filter(entry => old.has(entry.path) && !same(entry, old.get(entry.path)))
  const lines = [
    ...gone.map(path => `-${path}`),
    ...come.map(path => `+${path}`),
    ...other.flatMap(({ path }) => [`-${path}`, `+${path} (changed)`]),
  ]
  if (lines.length === 0) return []
  const counts = [
    ...(come.length > 0 ? [`${come.length} added`] : []),
    ...(gone.length > 0 ? [`${gone.length} removed`] : []),
    ...(other.length > 0 ? [`${other.length} changed`] : []),
  ]
  const rest = lines.length > mostEntries ? [` … and ${lines.length - mostEntries} lines more`] : []
  return [{ remark: counts.join(', '), list: [...lines.slice(0, mostEntries), ...rest, ''].join('\n') }]
}

const byPath = (entries: readonly TreeEntry[]) => new Map(entries.map(entry => [entry.path, entry]))

const modeSchema = z.object({ mode: z.string() })

/** What is kept from the machine's users is kept out of reports too, as in a plan. */
function readable(want: Json): boolean {
  const mode = modeSchema.safeParse(want)
  return !mode.success || readableByAll(mode.data.mode)
}
