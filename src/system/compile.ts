import type { Mistake } from '../failure'
import type { Origin } from '../origin'
import { canonical, isKept } from '../resources/canonical'
import type { AnyKind } from '../resources/kind'
import { type Manifest, type ManifestResource, manifestFormat } from '../resources/manifest'
import { resourceKinds } from '../resources/registry'
import type { Resource } from '../resources/resource'
import type { SourceFiles } from '../resources/source'
import { clashes, intrusions } from './claims'
import type { Deployed } from './deployed'
import { linkMistakes } from './links'
import { merged } from './merge'
import { type Wanted, wantedOf } from './wanted'

/** Where a system is compiled: for which machine of which deployment, beside which files. */
export interface Surroundings extends Deployed {
  readonly machine: string
  readonly files: SourceFiles
}

export interface Compiled {
  readonly manifest: Manifest
  /** By resource id: the service that asked for it, or the system. */
  readonly origins: Readonly<Record<string, Origin>>
  /** Every kind that the machine may meet, by name: the built-in ones and the user's own. */
  readonly kinds: ReadonlyMap<string, AnyKind>
}

type Result =
  | { readonly ok: true; readonly value: Compiled }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }

/** Makes a manifest of what was asked for: checked by its kinds, each place claimed once, sorted by id. */
export function compileResources(
  asked: readonly Resource[],
  { machine, files, whole = true }: Pick<Surroundings, 'machine' | 'files'> & { readonly whole?: boolean },
): Result {
  const mistakes: Mistake[] = []
  const kinds = new Map(resourceKinds)
  for (const { kind, origin } of asked) {
    const known = kinds.get(kind.name)
    if (known && known !== kind) mistakes.push(takenName(kind, known === resourceKinds.get(kind.name), origin))
    else kinds.set(kind.name, kind)
  }
  const wanted = asked.flatMap(resource => {
    const checked = wantedOf(resource, files)
    if ('mistakes' in checked) mistakes.push(...checked.mistakes)
    return 'mistakes' in checked ? [] : [checked]
  })
  const { each, mistakes: conflicts } = merged(wanted)
  mistakes.push(...conflicts, ...clashes(each), ...intrusions(each))
  // A name that is missing may be that of a resource with a mistake.
  if (whole && mistakes.length === 0) mistakes.push(...linkMistakes(each))
  if (mistakes.length > 0) return { ok: false, mistakes }
  return { ok: true, value: { manifest: manifestOf(machine, each), origins: originsOf(each), kinds } }
}

function takenName({ name }: AnyKind, builtIn: boolean, origin: Origin): Mistake {
  const whose = builtIn ? 'the name of a built-in kind' : 'the name of two kinds'
  // The same name for two objects: which of them a manifest means could not be told.
  return { origin, path: `resource(${name})`, message: `“${name}” is ${whose}: give each kind a name of its own` }
}

function manifestOf(machine: string, each: readonly Wanted[]): Manifest {
  const known = new Set(each.map(({ id }) => id))
  const resources = each.map(({ id, kind, want, after, implied, stored }): ManifestResource => {
    const before = [...after, ...implied.filter(other => known.has(other) && other !== id)]
    return {
      id,
      kind: kind.name,
      // As plain JSON: what a manifest is when it is read back from a machine.
      want: plain(want),
      after: [...new Set(before)].sort(),
      ...(stored === undefined ? {} : { stored }),
    }
  })
  return { format: manifestFormat, machine, resources: resources.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

/** A kept list becomes one list for all machines: what was found out about it need not be found out again for each. */
function plain(value: unknown): ManifestResource['want'] {
  if (isKept(value)) {
    const made = lists.get(value) ?? Object.freeze(JSON.parse(canonical(value)))
    lists.set(value, made)
    return made
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.parse(canonical(value))
  const entries = Object.entries(value).filter(([, inner]) => canonical(inner) !== undefined)
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]))
}

const lists = new WeakMap<readonly unknown[], ManifestResource['want']>()

const originsOf = (each: readonly Wanted[]): Record<string, Origin> =>
  Object.fromEntries(each.map(({ id, origin }) => [id, origin]))
