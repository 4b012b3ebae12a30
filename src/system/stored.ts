import type { AnyKind, StepDraft } from '../resources/kind'
import type { StoredKind } from '../resources/manifest'

/**
 * What is kept, with a resource of a user's own kind, of that kind: its scripts, so that removal and rollback need neither
 * the repository nor the version of Drover that wrote them. What to do is asked as of a machine that has nothing there.
 */
export function storedKind(kind: AnyKind, want: unknown, id: string): StoredKind {
  return {
    rank: kind.rank,
    claims: [...kind.claims(want)],
    probe: kind.probe([want]),
    apply: drafts(kind, want, id).map(({ action, title, effect, contents }) => ({
      action,
      title,
      effect,
      ...(contents === undefined ? {} : { contents: [...contents] }),
    })),
    keep: kind.keep(want),
    leaves: [...(kind.leaves?.(want) ?? [])],
  }
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
