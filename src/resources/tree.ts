import { z } from 'zod'
import { lines, sh } from '../target/script'
import { type Content, contentOfBlob, contentOfText } from './content'
import { longestDiff } from './file-probe'
import { keepPlace } from './keep-place'
import { resourceKind, type StepDraft } from './kind'
import { comesBefore, pathSchema } from './path'
import type { TreeEntry } from './source'
import { answerLines, endOfAnswer, probeStanding, readStanding, type Standing } from './standing'
import { shelfOf, treeArchive } from './tree-archive'
import { treeChanges } from './tree-changes'
import { comparison, countFiles, hashOfTree, listing, treeEntriesSchema } from './tree-entries'
import { differencesOf, hashOfRecords, printRecords } from './tree-records'
import { fromContents, fromTree, makeTree, probeTrees } from './tree-scripts'

/** A folder of the repository, delivered whole. `prepare` replaces `source` and the globs by what the folder holds. */
export interface TreeWant {
  readonly path: string
  readonly source?: string | undefined
  readonly include?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
  readonly entries: readonly TreeEntry[]
}

export type TreeSeen = Standing & {
  /** The tree that the link leads to. Its name is its hash, and a number where an altered one had to be made again. */
  readonly tree?: string
  readonly intact?: boolean
  /** Of a deep look: a hash of all that is in it, with every file read. */
  readonly records?: string
}

const globs = z.array(z.string().min(1)).optional()

const schema: z.ZodType<TreeWant> = z
  .strictObject({
    path: pathSchema,
    source: z.string().min(1).optional(),
    include: globs,
    exclude: globs,
    entries: treeEntriesSchema.optional(),
  })
  .refine(want => (want.source === undefined) !== (want.entries === undefined), {
    error: 'the folder that is delivered: source',
    path: ['source'],
  })
  .transform(({ entries = [], ...want }) => ({ ...want, entries }))

/**
 * A tree that nobody but root changes, named by what is in it. It lies in Drover's own folder, `path` is a symlink to it, and
 * a new tree takes an old one's place by one rename. Files are root's, with the modes 644 and 755.
 */
export const tree = resourceKind<TreeWant, TreeSeen>({
  name: 'tree',
  rank: 45,
  needsRoom: () => false,
  schema,
  prepare: ({ path, source, include, exclude, entries }, files) => ({
    path,
    entries: source === undefined ? entries : files.tree(source, { include, exclude }),
  }),
  id: ({ path }) => `tree:${path}`,
  claims: ({ path }) => [`path:${path}`],
  whole: ({ path }) => [path],
  after: ({ path }) => comesBefore(path),
  contents: want => {
    const { archive, objects } = recipeOf(want)
    const hashes = new Set(filesOf(want.entries).map(({ hash }) => hash))
    return [archive, objects, ...[...hashes].map(contentOfBlob)]
  },
  trees: ({ entries }) => [hashOfTree(entries)],
  probe: (wants, deep = false) => {
    const paths = wants.map(({ path }) => path)
    return lines(probeStanding(paths), probeTrees(paths, deep), endOfAnswer)
  },
  read: readTrees,
  steps: ({ want, previous, seen }) => {
    const hash = hashOfTree(want.entries)
    const seenHash = seen.tree?.split('.')[0]
    // Who forges times leaves the seal whole.
    const forged = seen.records !== undefined && seenHash === hash && seen.records !== hashOfRecords(want.entries)
    if (seenHash === hash && seen.intact && !forged) return []
    const { path } = want
    const files = countFiles(want.entries)
    if (seen.type === 'absent')
      return [{ action: 'create', title: `create ${path}/ (${files})`, ...effectOf(want, hash) }]
    const known = seenHash !== undefined && previous && hashOfTree(previous.entries) === seenHash
    const base =
      known && seen.intact && seen.tree !== undefined ? { tree: seen.tree, entries: previous.entries } : undefined
    const how = () => {
      if (seen.type !== 'symlink') return `${seen.type} → tree of ${files}`
      if (seen.tree === undefined) return `symlink to ${seen.target} → tree of ${files}`
      if (seenHash === hash) return 'altered on the machine'
      return known ? comparison(previous.entries, want.entries) : `another tree → ${files}`
    }
    return [
      {
        action: 'change',
        title: `change ${path}/ (${how()})`,
        ...(forged ? unsealed(effectOf(want, hash), seen.tree ?? hash) : effectOf(want, hash, base)),
        ...(known ? diffOf(previous, want) : {}),
      },
    ]
  },
  keep: ({ path }) => keepPlace(path),
  trail: ({ path, entries }) => ({
    ask: printRecords(sh`"$(readlink -- ${path})"`),
    read: answer => differencesOf(entries, answer),
  }),
})

function readTrees(answer: string): ReadonlyMap<string, TreeSeen> {
  const trees = new Map<string, Pick<TreeSeen, 'tree' | 'intact' | 'records'>>()
  for (const line of answerLines(answer)) {
    const [, name, state, records, path] =
      /^tree (\S+) (none|intact|altered)(?: ([0-9a-f]{64}))? (\/.*)$/.exec(line) ?? []
    if (name && path)
      trees.set(
        path,
        state === 'none' ? {} : { tree: name, intact: state === 'intact', ...(records ? { records } : {}) },
      )
  }
  return new Map(
    [...readStanding(answer)].flatMap(([path, standing]) => {
      const found = trees.get(path)
      if (standing.type !== 'symlink') return [[`tree:${path}`, standing]]
      return found ? [[`tree:${path}`, { ...standing, ...found }]] : []
    }),
  )
}

interface Base {
  readonly tree: string
  readonly entries: readonly TreeEntry[]
}

function effectOf(want: TreeWant, hash: string, base?: Base): Pick<StepDraft, 'effect' | 'contents'> {
  const changes = base && treeChanges(base.entries, want.entries)
  if (base && changes) {
    const contents = new Set(filesOf(changes.made).map(file => file.hash))
    return { effect: makeTree(want.path, hash, fromTree(base.tree, changes)), contents: [...contents] }
  }
  const { archive, objects } = recipeOf(want)
  const blobs = new Set(filesOf(want.entries).map(file => file.hash))
  return {
    effect: makeTree(want.path, hash, fromContents(archive.label, objects.label)),
    contents: [archive.label, objects.label, ...blobs],
  }
}

/** A tree whose seal lies is no longer taken for whole: another one is made beside it. */
const unsealed = <Draft extends Pick<StepDraft, 'effect'>>(draft: Draft, tree: string): Draft => ({
  ...draft,
  effect: lines(sh`rm -f -- "$drover/trees/".${tree}.seal`, draft.effect),
})

interface Recipe {
  readonly hash: string
  readonly archive: Content
  readonly objects: Content
}

const recipes = new WeakMap<readonly TreeEntry[], Recipe>()

/**
 * What the machine makes the tree of, beside the files' contents: the names, and which contents are needed in which mode.
 * Made once for each list of entries: for ten thousand files it takes a quarter of a second.
 */
function recipeOf({ entries }: TreeWant): Recipe {
  const known = recipes.get(entries)
  if (known) return known
  const objects = new Set(filesOf(entries).map(file => `${shelfOf(file)} ${file.hash}\n`))
  const recipe = {
    hash: hashOfTree(entries),
    archive: contentOfText(treeArchive(entries)),
    objects: contentOfText([...objects].sort().join('')),
  }
  recipes.set(entries, recipe)
  return recipe
}

const filesOf = (entries: readonly TreeEntry[]) => entries.flatMap(entry => (entry.type === 'file' ? [entry] : []))

function diffOf(previous: TreeWant, want: TreeWant): Pick<StepDraft, 'diff'> {
  const diff = { before: listing(previous.entries), after: listing(want.entries) }
  return diff.before.length + diff.after.length > longestDiff ? {} : { diff }
}
