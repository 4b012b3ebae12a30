import type { Manifest, ManifestResource } from '../../resources/manifest'

/** What is wanted of each kind, by the kind's name. */
export function byKind(manifest: Manifest): ReadonlyMap<string, ManifestResource['want'][]> {
  const kinds = new Map<string, ManifestResource['want'][]>()
  for (const { kind, want } of manifest.resources) kinds.set(kind, [...(kinds.get(kind) ?? []), want])
  return kinds
}
