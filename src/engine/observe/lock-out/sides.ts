import { z } from 'zod'
import type { ManifestResource } from '../../../resources/manifest'
import { textSchema, wholeText } from '../../../resources/text'
import type { Access } from '../../../target/target'

/** What is wanted and what was wanted before, with all that is known of how Drover gets in. */
export interface Sides {
  readonly access: Access
  readonly wanted: readonly ManifestResource[]
  readonly before: readonly ManifestResource[]
  /** By id: how it stands on the machine. */
  readonly seen: ReadonlyMap<string, unknown>
  /** The text of a file of the repository, by its sha256, where it is to be had. */
  readonly blob: (sha256: string) => string | undefined
}

/** One resource that is changed: as it is wanted, and as it was. */
export type Change = readonly [now: ManifestResource | undefined, was: ManifestResource | undefined]

export const userSchema = z.looseObject({
  name: z.string(),
  group: z.string().optional(),
  groups: z.array(z.string()).default([]),
  shell: z.string().optional(),
  home: z.string().optional(),
  authorizedKeys: z.array(z.string()).optional(),
})
export type DeclaredUser = z.infer<typeof userSchema>

const fileSchema = z.looseObject({ path: z.string(), content: z.unknown() })
const blobSchema = z.object({ blob: z.string() })

export const wantOf = <Want>(
  kind: string,
  schema: z.ZodType<Want>,
  resource: ManifestResource | undefined,
): Want | undefined => (resource?.kind === kind ? schema.safeParse(resource.want).data : undefined)

export interface ReadFile {
  readonly path: string
  /** Undefined where there is a hole in it, or it is not to be had. */
  readonly text: string | undefined
}

/** A file with its text, where the resource is one. */
export function fileOf(resource: ManifestResource | undefined, { blob }: Pick<Sides, 'blob'>): ReadFile | undefined {
  const file = wantOf('file', fileSchema, resource)
  if (file === undefined) return undefined
  const source = blobSchema.safeParse(file.content)
  const text = textSchema.safeParse(file.content)
  return {
    path: file.path,
    text: source.success ? blob(source.data.blob) : text.success ? wholeText(text.data) : undefined,
  }
}

/** The user as whom Drover logs in, where one side declares it. */
export const declaredUser = (name: string, resources: readonly ManifestResource[]): DeclaredUser | undefined =>
  resources.flatMap(resource => wantOf('user', userSchema, resource) ?? []).find(user => user.name === name)

/** Its groups, as far as a declaration tells them: it may be in others. */
export const groupsOf = ({ name, group, groups }: DeclaredUser): readonly string[] => [group ?? name, ...groups]

/** Where the user's keys are looked for: where it is declared, else where it stands, else where homes are. */
export function homeOf(user: string, resources: readonly ManifestResource[], seen: unknown): string {
  const stands = z.looseObject({ home: z.string() }).safeParse(seen)
  const usual = user === 'root' ? '/root' : `/home/${user}`
  return declaredUser(user, resources)?.home ?? stands.data?.home ?? usual
}

export const keysIn = (home: string): string => `${home}/.ssh/authorized_keys`
