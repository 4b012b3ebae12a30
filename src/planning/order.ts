/** Something that has a place in an order: after those it names, and otherwise by rank and id. */
export interface Orderable {
  readonly id: string
  readonly rank: number
  readonly after: readonly string[]
}

export class CycleError extends Error {
  override readonly name = 'CycleError'
  constructor(readonly path: readonly string[]) {
    super(`each of these comes after the next: ${path.join(' → ')}`)
  }
}

/**
 * All items, each behind those that its `after` names, and where that leaves a choice by rank, then by id: one order, whatever
 * order they came in. An `after` that names nobody here is passed over.
 *
 * @throws CycleError
 */
export function ordered<Item extends Orderable>(items: readonly Item[]): readonly Item[] {
  const byId = new Map(items.map(item => [item.id, item]))
  const waitsFor = new Map(
    items.map(item => [item.id, new Set(item.after.filter(id => id !== item.id && byId.has(id)))]),
  )
  const ready = items.filter(item => waitsFor.get(item.id)?.size === 0).sort(before)
  const dependents = new Map<string, Item[]>()
  for (const item of items)
    for (const id of waitsFor.get(item.id) ?? []) dependents.set(id, [...(dependents.get(id) ?? []), item])
  const result: Item[] = []
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    result.push(next)
    for (const dependent of dependents.get(next.id) ?? []) {
      const open = waitsFor.get(dependent.id)
      open?.delete(next.id)
      if (open?.size === 0) insert(ready, dependent)
    }
  }
  if (result.length < items.length) throw new CycleError(cycleIn(waitsFor))
  return result
}

const before = (a: Orderable, b: Orderable): number => a.rank - b.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

function insert<Item extends Orderable>(sorted: Item[], item: Item): void {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = sorted[middle]
    if (other && before(other, item) < 0) low = middle + 1
    else high = middle
  }
  sorted.splice(low, 0, item)
}

function cycleIn(waitsFor: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const path: string[] = []
  const stuck = [...waitsFor].filter(([, open]) => open.size > 0)
  for (let id = stuck[0]?.[0]; id !== undefined; ) {
    const seen = path.indexOf(id)
    if (seen >= 0) return [...path.slice(seen), id]
    path.push(id)
    id = [...(waitsFor.get(id) ?? [])].find(next => (waitsFor.get(next)?.size ?? 0) > 0)
  }
  return path
}
