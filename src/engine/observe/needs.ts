import type { AnyKind } from '../../resources/kind'
import type { Manifest } from '../../resources/manifest'

/**
 * What a generation needs of Drover's own folder to be gone back to, beside what its manifest names itself (the hashes of
 * files, and of texts with a secret): texts by their hash, and trees.
 */
export function needsOf(manifest: Manifest, kinds: ReadonlyMap<string, AnyKind>): readonly string[] {
  const names = manifest.resources.flatMap(({ kind, want }) => {
    const contents = kinds.get(kind)?.contents?.(want) ?? []
    const texts = contents.flatMap(content => ('text' in content ? [content.label] : []))
    return [...texts, ...(kinds.get(kind)?.trees?.(want) ?? [])]
  })
  return [...new Set(names)].sort()
}
