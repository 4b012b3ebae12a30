import { canonical } from '../resources/canonical'
import type { AnyKind, StepDraft } from '../resources/kind'
import type { Manifest, StoredKind } from '../resources/manifest'

/**
 * What is kept, with a resource of a user's own kind, of that kind: its scripts, so that removal and rollback need neither
 * the repository nor the version of Drover that wrote them. What to do is asked as of a machine that has nothing there.
 */
export function storedKind(kind: AnyKind, want: unknown, id: string): StoredKind {
  return {
    rank: kind.rank,
    claims: [...kind.claims(want)],
    probe: kind.probe([want]),
    apply: kept(drafts(kind, want, id)),
    keep: kind.keep(want),
    leaves: [...(kind.leaves?.(want) ?? [])],
    ...(kind.shared ? { shared: true } : {}),
    ...(kind.changesNothing ? { changesNothing: true } : {}),
    ...(kind.health ? { health: kind.health([want]) } : {}),
    ...(kind.patience ? { patience: kind.patience(want) } : {}),
  }
}

/**
 * The manifest with the scripts rendered anew of each resource that referred to another machine: they could not be whole before it
 * was known what to.
 */
export const restored = (manifest: Manifest, open: Manifest, kinds: ReadonlyMap<string, AnyKind>): Manifest => ({
  ...manifest,
  resources: manifest.resources.map((resource, index) => {
    const kind = kinds.get(resource.kind)
    const referred = resource.stored !== undefined && canonical(open.resources[index]?.want).includes('"$reference"')
    return kind && referred ? { ...resource, stored: storedKind(kind, resource.want, resource.id) } : resource
  }),
})

/** As plain data; none where one of them asks for a value that only a look at the machine gives. */
function kept(steps: readonly StepDraft[]): StoredKind['apply'] {
  if (steps.some(({ values }) => values !== undefined)) return []
  return steps.map(({ action, title, effect, contents, secrets, irreversible }) => ({
    action,
    title,
    effect,
    ...(contents === undefined ? {} : { contents: [...contents] }),
    ...(secrets === undefined ? {} : { secrets: [...secrets] }),
    ...(irreversible === undefined ? {} : { irreversible }),
  }))
}

/** The word for nothing is the kind's own; most say 'absent'. A kind that needs to see more has nothing to keep here. */
function drafts(kind: AnyKind, want: unknown, id: string): readonly StepDraft[] {
  const names = Object.entries(kind.follows?.(want) ?? {}).map(
    ([name, ids]) => [name, { hash: '', changed: ids }] as const,
  )
  const followed = Object.fromEntries(names)
  for (const seen of ['absent', undefined, null]) {
    try {
      const change = { want, seen, followed }
      const steps = kind.together
        ? kind.together([change]).flatMap(({ ids, draft }) => (ids.includes(id) ? [draft] : []))
        : kind.steps(change)
      if (steps.length > 0) return steps
    } catch {
      // It has another word for nothing.
    }
  }
  return []
}
