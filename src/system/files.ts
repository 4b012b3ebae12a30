import { z } from 'zod'
import { directory } from '../resources/directory'
import { file } from '../resources/file'
import { symlink } from '../resources/symlink'
import { textSchema } from '../resources/text'
import { tree } from '../resources/tree'
import { asKind, foundation } from './foundation'
import { after } from './ids'

const rights = { mode: z.string().optional(), owner: z.string().optional(), group: z.string().optional() }
const path = z.string()
const globs = z.array(z.string()).readonly().optional()
const content = z.union([textSchema, z.strictObject({ source: z.string() })])

const wants = {
  file: z.strictObject({ path, content, ...rights }),
  directory: z.strictObject({ path, ...rights }),
  symlink: z.strictObject({ path, target: z.string(), mustExist: z.boolean().optional() }),
  tree: z.strictObject({ path, source: z.string(), include: globs, exclude: globs }),
}

/** A file where no kind is said, a directory, a symlink, or a folder of the repository that is delivered whole. */
const shape = z.discriminatedUnion('kind', [
  wants.file.extend({ kind: z.literal('file').optional(), after }),
  wants.directory.extend({ kind: z.literal('directory'), after }),
  wants.symlink.extend({ kind: z.literal('symlink'), after }),
  wants.tree.extend({ kind: z.literal('tree'), after }),
])

const kinds = { file, directory, symlink, tree }

export const fileItem = shape.superRefine(({ kind, after: _, ...want }, context) =>
  asKind(kinds[kind ?? 'file'])(want, context),
)

/** What lies on a machine's disk. */
export const files = foundation({
  name: 'files',
  description: 'Files, directories, symlinks and delivered folders',
  item: fileItem,
  resources: ({ kind, after = [], ...want }, origin) => [{ kind: kinds[kind ?? 'file'], want, after, origin }],
})
