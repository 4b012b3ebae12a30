import { canonical } from '../resources/canonical'
import { contentOfBlob, contentOfText } from '../resources/content'
import type { AnyKind } from '../resources/kind'
import { type Manifest, type ManifestResource, manifestSchema, type StoredKind } from '../resources/manifest'
import { hasSecret, type Text, textSchema } from '../resources/text'
import { lines, type Script, sh } from '../target/script'
import { originalOf } from './original'

/** What `read` gives of a resource whose kind nobody can ask any more. */
export const notRead = 'not read'

/**
 * The known kinds, and for each other one that the manifests hold what they themselves keep of it. Such a kind can make a
 * resource, and take it away, but does not know what stands there: see `kindFrom`.
 */
export function kindsWith(
  known: ReadonlyMap<string, AnyKind>,
  ...manifests: readonly (Manifest | undefined)[]
): ReadonlyMap<string, AnyKind> {
  const byName = new Map<string, Kept[]>()
  for (const resource of manifests.flatMap(manifest => manifest?.resources ?? [])) {
    if (known.has(resource.kind) || resource.stored === undefined) continue
    byName.set(resource.kind, [...(byName.get(resource.kind) ?? []), { ...resource, stored: resource.stored }])
  }
  if (byName.size === 0) return known
  return new Map([...known, ...[...byName].map(([name, kept]) => [name, kindFrom(name, kept)] as const)])
}

/** Ids of the resources that can't be made of what a manifest keeps: of a kind that is not known and left no script for it. */
export const notMade = (manifest: Manifest, known: ReadonlyMap<string, AnyKind>): readonly string[] =>
  manifest.resources.flatMap(({ id, kind, stored }) =>
    known.has(kind) || stored?.changesNothing || (stored && stored.apply.length > 0) ? [] : [id],
  )

type Kept = ManifestResource & { readonly stored: StoredKind }

/**
 * A kind made of the scripts that its resources keep. They were rendered as for a machine that has nothing there: so what the
 * current generation put there is taken away first. What it wants just so already is left as it is, unseen.
 */
function kindFrom(name: string, kept: readonly Kept[]): AnyKind {
  const byWant = new Map(kept.map(resource => [unmarked(resource.want), resource]))
  const of = (want: unknown): Kept => {
    const found = byWant.get(unmarked(want))
    if (!found) throw new TypeError(`nothing is kept of the kind ${name} for ${unmarked(want)}`)
    return found
  }
  const healthy = kept.some(({ stored }) => stored.health !== undefined)
  return {
    name,
    rank: kept[0]?.stored.rank ?? 0,
    schema: manifestSchema.shape.resources.element.shape.want,
    ...(kept[0]?.stored.shared ? { shared: true } : {}),
    ...(kept[0]?.stored.changesNothing ? { changesNothing: true } : {}),
    id: want => of(want).id,
    claims: want => of(want).stored.claims,
    contents: want => of(want).stored.apply.flatMap(({ contents = [] }) => contents.map(contentIn(want))),
    probe: () => sh`:`,
    read: () => new Map(kept.map(({ id }) => [id, notRead])),
    steps: ({ want, recorded, fresh }) => {
      const { stored } = of(want)
      if (recorded !== undefined && canonical(recorded) === canonical(want)) return []
      return stored.apply.map(({ action, title, effect, contents = [], secrets = [], irreversible }, index) => ({
        action,
        title: `${title} (from what the machine keeps)`,
        effect: index === 0 && !fresh ? lines(cleared(stored), effect) : effect,
        contents,
        secrets,
        ...(irreversible === undefined ? {} : { irreversible }),
      }))
    },
    keep: want => of(want).stored.keep,
    leaves: want => of(want).stored.leaves,
    patience: want => of(want).stored.patience ?? 0,
    ...(healthy
      ? { health: wants => lines(...wants.map(want => lines(sh`(`, of(want).stored.health ?? sh`:`, sh`)`))) }
      : {}),
  }
}

/** A want without the HMACs of its secrets, which only the machine that keeps it knows. */
const unmarked = (want: unknown): string =>
  canonical(JSON.parse(JSON.stringify(want, (key, value: unknown) => (key === '$hmac' ? undefined : value))))

/** Brings back what stood in the place before Drover came, where that is kept. */
function cleared({ claims: [place], keep }: StoredKind): Script {
  if (place === undefined || keep === 'irreversible') return sh`:`
  return sh`if [ -d "$drover/originals/"${originalOf(place)}/record ]; then
(
original="$drover/originals/"${originalOf(place)}/record
${keep.restore}
)
fi`
}

/** A content by its label: the machine's store names one with a secret in it by what the want says of that text. */
const contentIn = (want: unknown) => (label: string) =>
  secretTexts(want)
    .map(contentOfText)
    .find(content => content.label === label) ?? contentOfBlob(label)

function secretTexts(value: unknown): readonly Text[] {
  if (typeof value !== 'object' || value === null) return []
  const text = '$text' in value || '$secret' in value ? textSchema.safeParse(value) : undefined
  if (text?.success) return hasSecret(text.data) ? [text.data] : []
  return Object.values(value).flatMap(secretTexts)
}
