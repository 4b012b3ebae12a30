import type { Mistake } from '../failure'
import { place } from '../origin'
import { canonical } from '../resources/canonical'
import type { Wanted } from './wanted'

/**
 * Each resource once. Of a kind that is shared, several may ask for the same, and the first is who declared it; where they
 * ask for different things, or the kind is not shared, that is a mistake, told at the later one.
 */
export function merged(all: readonly Wanted[]): {
  readonly each: readonly Wanted[]
  readonly mistakes: readonly Mistake[]
} {
  const each = new Map<string, Wanted>()
  const mistakes: Mistake[] = []
  for (const wanted of all) {
    const first = each.get(wanted.id)
    if (!first) each.set(wanted.id, wanted)
    else if (!wanted.kind.shared) mistakes.push(twice(wanted, first, 'is declared twice'))
    else if (canonical(first.want) !== canonical(wanted.want))
      mistakes.push(twice(wanted, first, 'is declared in two ways'))
    else each.set(wanted.id, { ...first, after: [...new Set([...first.after, ...wanted.after])] })
  }
  return { each: [...each.values()], mistakes }
}

function twice(wanted: Wanted, first: Wanted, what: string): Mistake {
  const before = place(first.origin)
  const also = before ? `, first at ${before}` : ''
  return { origin: wanted.origin, path: wanted.id, message: `${wanted.id} ${what}${also}` }
}
