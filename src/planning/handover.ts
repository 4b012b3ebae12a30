import type { ManifestResource } from '../resources/manifest'

/** A place that one resource gives up and another one takes, for one of the two as a place beside its own. */
export interface Handover {
  readonly place: string
  /** Ids. */
  readonly from: string
  readonly to: string
}

/**
 * The places that can't go over in one transaction: what stood there before Drover came is kept with the resource whose
 * *own* place it is (the first of its claims), and where that changes (the kind `hostname`, whose second place is the file
 * /etc/hostname, to a `file` there), bringing it back would undo what the taker does, and not bringing it back would lose it.
 * Where the own place stays the same (a file that becomes a symlink), it simply goes on.
 */
export function handovers(
  gone: readonly ManifestResource[],
  wanted: readonly ManifestResource[],
  placesOf: (resource: ManifestResource) => readonly string[],
): readonly Handover[] {
  const takers = new Map(wanted.flatMap(taker => placesOf(taker).map(place => [place, taker] as const)))
  return gone.flatMap(giver => {
    const places = placesOf(giver)
    return places.flatMap(place => {
      const taker = takers.get(place)
      if (taker === undefined || placesOf(taker)[0] === places[0]) return []
      return [{ place, from: giver.id, to: taker.id }]
    })
  })
}
