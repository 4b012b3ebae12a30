import type { AnyKind } from '../resources/kind'
import type { Manifest } from '../resources/manifest'
import { checking } from '../target/runtime'
import { lines, type Script, sh } from '../target/script'
import { byKind } from './by-kind'

/**
 * What looks whether a machine is well when everything is applied: what each kind knows of its own, side by side, and that no
 * unit has failed that had not failed before. Prints `sick BASE64` for each trouble, and `checked` at the end.
 */
export function checksOf(manifest: Manifest, kinds: ReadonlyMap<string, AnyKind>): Script {
  const own = [...byKind(manifest)].flatMap(([name, wants]) => kinds.get(name)?.health?.(wants) ?? [])
  return lines(
    checking,
    sh`drover_sick() { printf 'sick %s\n' "$(printf %s "$1" | base64 -w 0)"; }`,
    ...own.map(
      script => sh`(
${script}
) &`,
    ),
    sh`wait
drover_failed_units | comm -13 "$transaction/failed.before" - |
  while read -r failed; do drover_sick "the unit $failed has failed, which had not before"; done
echo checked`,
  )
}
