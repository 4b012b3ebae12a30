import type { AnyKind } from '../resources/kind'
import type { Manifest } from '../resources/manifest'
import type { Step } from '../resources/step'
import type { Changes } from './changes'
import type { Removals } from './removals'

/**
 * All steps in one order. Room is made as late as it can be: a package that can't be installed leaves running what was to
 * make it. Nothing is removed before all is changed, but for what something that stays used to follow: that is to read what
 * is left when it is restarted.
 */
export function placed(
  changed: Changes,
  removed: Removals,
  followers: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Step[] {
  const end = changed.steps.length
  const needy = changed.steps.findIndex(({ id }) => changed.needRoom.has(id))
  const room = needy < 0 ? end : needy
  const places = new Map<string, number>()
  // Backwards, because what a removal waits for comes no later than itself.
  for (const step of removed.last.toReversed()) {
    const own = changed.steps.findIndex(({ resource }) => followers.get(step.resource)?.has(resource))
    const before = Math.min(places.get(step.id) ?? end, own < 0 ? end : own)
    places.set(step.id, before)
    for (const other of step.after) places.set(other, Math.min(places.get(other) ?? end, before))
  }
  const first = removed.first.map(({ id }) => places.get(id) ?? end)
  const stop = Math.min(room, ...first)
  const at = (index: number): readonly Step[] => [
    ...(index === stop ? removed.first : []),
    ...removed.last.filter(({ id }) => places.get(id) === index),
  ]
  return [...changed.steps.flatMap((step, index) => [...at(index), step]), ...at(end)]
}

/** By the id of what was followed: who did, of those that are there before and after. */
export function followersOf(
  previous: Manifest | undefined,
  manifest: Manifest,
  kinds: ReadonlyMap<string, AnyKind>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const stay = new Set(manifest.resources.map(({ id }) => id))
  const found = new Map<string, Set<string>>()
  for (const { id, kind, want } of previous?.resources ?? []) {
    if (!stay.has(id)) continue
    for (const followed of Object.values(kinds.get(kind)?.follows?.(want) ?? {}).flat())
      found.set(followed, (found.get(followed) ?? new Set()).add(id))
  }
  return found
}
