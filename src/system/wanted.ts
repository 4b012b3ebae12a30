import { type Mistake, thrownWords } from '../failure'
import type { Origin } from '../origin'
import { isBare } from '../resources/canonical'
import type { AnyKind } from '../resources/kind'
import type { StoredKind } from '../resources/manifest'
import { resourceKinds } from '../resources/registry'
import type { Resource } from '../resources/resource'
import { SourceError, type SourceFiles } from '../resources/source'
import { secretsOf } from '../resources/text'
import { mistakesOf } from './mistakes'
import { storedKind } from './stored'

/** A resource whose want its kind has taken, and with what it names of the user's files put in. */
export interface Wanted {
  readonly id: string
  readonly kind: AnyKind
  readonly want: unknown
  /** Ids that come before because whoever asked for it said so. */
  readonly after: readonly string[]
  /** Ids that come before where the system has them: the kind says so. */
  readonly implied: readonly string[]
  readonly follows: Readonly<Record<string, readonly string[]>>
  readonly claims: readonly string[]
  /** Folders that nothing else may lie in. */
  readonly whole: readonly string[]
  /** Of a user's own kind: its scripts. */
  readonly stored?: StoredKind
  readonly origin: Origin
}

/** Takes a resource as its kind does, or tells what the kind has against it. No other code asks a kind that users wrote. */

export function wantedOf(resource: Resource, files: SourceFiles): Wanted | { readonly mistakes: readonly Mistake[] } {
  const { kind, want: value, after, origin } = resource
  const parsed = kind.schema.safeParse(value)
  if (!parsed.success)
    return { mistakes: mistakesOf(parsed.error, { origin, path: kind.name, value, schema: kind.schema }) }
  let path = kind.name
  const wrong = (message: string) => ({ mistakes: [{ origin, path, message }] })
  try {
    const id = kind.id(parsed.data)
    path = id
    const want = kind.prepare ? kind.prepare(parsed.data, files) : parsed.data
    const misplaced = secretsOutsideContent(kind, want)
    if (misplaced.length > 0) {
      const message = `the secret ${misplaced.join(', ')} stands where it would be shown: a secret can only be in the content of a file`
      return wrong(message)
    }
    const builtIn = resourceKinds.get(kind.name) === kind
    const claims = kind.claims(want)
    // A machine keeps them as lines of an owner, a tab and a claim.
    const broken = builtIn ? undefined : claims.find(claim => /[\0\t\n]/.test(claim))
    if (broken !== undefined)
      return wrong(
        `the kind “${kind.name}” claims ${JSON.stringify(broken)}: a claim may hold no line break, no tab and no NUL character`,
      )
    return {
      id,
      kind,
      want,
      after,
      implied: kind.after?.(want) ?? [],
      follows: kind.follows?.(want) ?? {},
      claims,
      whole: kind.whole?.(want) ?? [],
      ...(builtIn ? {} : { stored: storedKind(kind, want, id) }),
      origin,
    }
  } catch (thrown) {
    if (thrown instanceof SourceError) return wrong(thrown.message)
    return wrong(`the kind “${kind.name}” failed: ${thrownWords(thrown)}`)
  }
}

/** Names of secrets that are part of the want, but of nothing that travels as content. */
function secretsOutsideContent(kind: AnyKind, want: unknown): readonly string[] {
  const found = [...secretsIn(want)]
  if (found.length === 0) return []
  const contents = kind.contents?.(want) ?? []
  const carried = new Set(contents.flatMap(content => ('text' in content ? secretsOf(content.text) : [])))
  return [...new Set(found.filter(name => !carried.has(name)))]
}

function secretsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || isBare(value)) return []
  if ('$secret' in value && typeof value.$secret === 'string') return [value.$secret]
  return Object.values(value).flatMap(secretsIn)
}
