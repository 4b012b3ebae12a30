import type { Mistake } from '../failure'
import { place } from '../origin'
import type { Wanted } from './wanted'

/** Resources that want one place on the machine: a mistake for each later one, which names who was first. */
export function clashes(each: readonly Wanted[]): readonly Mistake[] {
  const owners = new Map<string, Wanted>()
  return each.flatMap(wanted => {
    const taken = new Set<Wanted>()
    return wanted.claims.flatMap(claim => {
      const owner = owners.get(claim)
      if (!owner) owners.set(claim, wanted)
      // Two resources that share several places are one mistake.
      if (!owner || taken.has(owner) || owner === wanted) return []
      taken.add(owner)
      return [clash(wanted, owner, claim)]
    })
  })
}

function clash(wanted: Wanted, owner: Wanted, claim: string): Mistake {
  const where = place(owner.origin)
  const who = where ? `${owner.id} (${where})` : owner.id
  return { origin: wanted.origin, path: wanted.id, message: `${wanted.id} and ${who} both claim ${claim}` }
}
