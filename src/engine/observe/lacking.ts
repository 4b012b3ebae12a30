import type { Finding } from '../../failure'
import type { AnyKind } from '../../resources/kind'
import type { Manifest } from '../../resources/manifest'

/** What a machine lacks for what is wanted of it, where nothing that is wanted brings it. */
export function lacking(
  { resources }: Manifest,
  kinds: ReadonlyMap<string, AnyKind>,
  seen: ReadonlyMap<string, unknown>,
): readonly Finding[] {
  const wanted = new Set(resources.map(({ id }) => id))
  return resources.flatMap(({ id, kind, want }) => {
    const lack = seen.has(id) ? kinds.get(kind)?.lacks?.(want, seen.get(id)) : undefined
    if (!lack || lack.unless.some(other => wanted.has(other))) return []
    return [{ check: id, answer: 'no', message: lack.what }]
  })
}
