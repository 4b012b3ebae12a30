import type { Mistake } from '../failure'
import { suggest } from './suggestion'
import type { Wanted } from './wanted'

/** Ids that a resource names and that nothing has: those it says it comes after, and those that it follows. */
export function linkMistakes(each: readonly Wanted[]): readonly Mistake[] {
  const known = new Set(each.map(({ id }) => id))
  return each.flatMap(wanted => {
    const { id, want, after, follows, origin } = wanted
    // What a kind follows by itself (a unit its own file) need not be there.
    const written = new Set(stringsIn(want))
    const named = [
      ...after.map(other => ['after', other] as const),
      ...Object.entries(follows).flatMap(([name, ids]) =>
        ids.flatMap(other => (written.has(other) ? [[name, other] as const] : [])),
      ),
    ]
    return named.flatMap(([name, other]) => {
      if (known.has(other)) return []
      const suggestion = suggest(other, known)
      const message = `there is no resource ${other}`
      return [{ origin, path: `${id}.${name}`, message, ...(suggestion === undefined ? {} : { suggestion }) }]
    })
  })
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
