import { z } from 'zod'
import type { Attribute } from '../event'
import { lines, sh } from '../target/script'
import { type Content, contentOfBlob, contentOfText } from './content'
import { type FileSeen, longestDiff, probeFiles, readFiles } from './file-probe'
import { keepPlace } from './keep-place'
import { resourceKind, type StepDraft } from './kind'
import { comesBefore, exactMode, modeSchema, ownerSchema, pathSchema, readableByAll } from './path'
import { putFile } from './place'
import { differences, differing, endOfAnswer } from './standing'
import { hasSecret, secretsOf, type Text, textSchema, wholeText } from './text'

type FileContent = Text | { readonly source: string } | { readonly blob: string }

/** A file with its contents and rights. `source` is a file of the repository, which `prepare` replaces by its hash. */
export interface FileWant {
  readonly path: string
  readonly content: FileContent
  readonly mode: string
  readonly owner: string
  readonly group: string
}

const schema: z.ZodType<FileWant> = z
  .strictObject({
    path: pathSchema,
    content: z.union([
      textSchema,
      z.strictObject({ source: z.string().min(1) }),
      z.strictObject({ blob: z.string().regex(/^[0-9a-f]{64}$/) }),
    ]),
    mode: modeSchema.optional(),
    owner: ownerSchema.default('root'),
    group: ownerSchema.default('root'),
  })
  .transform(want => ({ ...want, mode: want.mode ?? (isSecret(want.content) ? '600' : '644') }))

/** Unless it says otherwise, a file is root's and everybody may read it; one with a secret in it is for its owner alone. */
export const file = resourceKind<FileWant, FileSeen>({
  name: 'file',
  rank: 50,
  needsRoom: () => false,
  schema,
  prepare: (want, files) =>
    isText(want.content) || !('source' in want.content)
      ? want
      : { ...want, content: { blob: files.file(want.content.source).hash } },
  id: ({ path }) => `file:${path}`,
  claims: ({ path }) => [`path:${path}`],
  after: want => comesBefore(want.path, want),
  contents: ({ content }) => [contentOf(content)],
  probe: wants =>
    lines(
      probeFiles(
        wants.map(({ path, content }) => ({
          path,
          secret: isSecret(content),
          expected: plainOf(content) === undefined ? undefined : contentOf(content).label,
        })),
      ),
      endOfAnswer,
    ),
  read: answer => new Map([...readFiles(answer)].map(([path, seen]) => [`file:${path}`, seen])),
  steps: ({ want, seen, hadSecret = false }) => {
    const differs = seen.type === 'file' ? changesOf(want, seen) : [`${seen.type} → file`]
    if (differs.length === 0) return []
    return [
      seen.type === 'absent'
        ? { action: 'create', title: `create ${want.path}`, ...effectOf(want), ...diffOf(want, '', false) }
        : {
            action: 'change',
            title: `change ${want.path} (${differs.join(', ')})`,
            attributes:
              seen.type === 'file'
                ? attributesOf(want, seen, hadSecret)
                : [{ name: 'type', from: seen.type, to: 'file' }],
            ...effectOf(want),
            ...(seen.type === 'file' && !holds(want.content, seen) ? diffOf(want, seen.text, hadSecret) : {}),
          },
    ]
  },
  keep: ({ path }) => keepPlace(path),
})

function changesOf(want: FileWant, seen: FileSeen): readonly string[] {
  return [...(holds(want.content, seen) ? [] : ['content']), ...differences(want, seen)]
}

/** Hashes of contents as well, but only of what everybody may read there anyway: one can be searched for. */
function attributesOf(want: FileWant, seen: FileSeen, hadSecret: boolean): readonly Attribute[] {
  const rights = differing(want, seen)
  if (hadSecret || isSecret(want.content) || !readableByAll(want.mode) || seen.type !== 'file') return rights
  if (seen.sha256 === undefined || holds(want.content, seen) || !readableByAll(seen.mode)) return rights
  return [{ name: 'sha256', from: seen.sha256, to: contentOf(want.content).label }, ...rights]
}

function holds(content: FileContent, seen: FileSeen): boolean {
  if (!isSecret(content)) return seen.sha256 === contentOf(content).label
  const hmac = isText(content) && typeof content === 'object' && '$hmac' in content ? content.$hmac : undefined
  return hmac !== undefined && seen.hmac === hmac
}

function effectOf({ path, content, mode, owner, group }: FileWant): Pick<StepDraft, 'effect' | 'contents' | 'secrets'> {
  const { label } = contentOf(content)
  // Made ready where only root comes, with its rights: at no moment is it there with others.
  return {
    effect: sh`drover_find ${label}
install -T -m ${exactMode(mode)} -o ${owner} -g ${group} -- "$drover_found" "$step/ready"
${putFile(sh`"$step/ready"`, path)}`,
    contents: [label],
    secrets: isText(content) ? secretsOf(content) : [],
  }
}

/** Only of what everybody may read there anyway: what is kept from the machine's users is kept out of plans too. */
function diffOf(
  { content, mode }: FileWant,
  before: string | undefined,
  hadSecret: boolean,
): Pick<StepDraft, 'diff' | 'withheld'> {
  if (isSecret(content)) return { withheld: 'it holds a secret' }
  if (hadSecret) return { withheld: 'what stood there may hold a secret' }
  const after = plainOf(content)
  if (before === undefined || after === undefined || before === after || !readableByAll(mode)) return {}
  return Buffer.byteLength(after) > longestDiff ? {} : { diff: { before, after } }
}

const isText = (content: FileContent): content is Text =>
  typeof content === 'string' || !('source' in content || 'blob' in content)

const isSecret = (content: FileContent): boolean => isText(content) && hasSecret(content)

/** The text where it has no holes. */
const plainOf = (content: FileContent): string | undefined => (isText(content) ? wholeText(content) : undefined)

function contentOf(content: FileContent): Content {
  if (isText(content)) return contentOfText(content)
  if ('blob' in content) return contentOfBlob(content.blob)
  throw new TypeError(`the source ${content.source} was not prepared`)
}
