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

/** Resources that want a place within a folder that another one delivers whole. */
export function intrusions(each: readonly Wanted[]): readonly Mistake[] {
  const owners = each.flatMap(wanted => wanted.whole.map(folder => ({ folder, wanted })))
  return each.flatMap(({ id, claims, origin }) =>
    owners.flatMap(({ folder, wanted }) => {
      const inside = claims.find(claim => claim.startsWith(`path:${folder}/`))
      if (inside === undefined || wanted.id === id) return []
      const message = `${inside.slice('path:'.length)} lies in ${folder}, which ${named(wanted)} delivers with all that is in it: put it into that source, or elsewhere`
      return [{ origin, path: id, message }]
    }),
  )
}

function clash(wanted: Wanted, owner: Wanted, claim: string): Mistake {
  return { origin: wanted.origin, path: wanted.id, message: `${wanted.id} and ${named(owner)} both claim ${claim}` }
}

function named({ id, origin }: Wanted): string {
  const where = place(origin)
  return where ? `${id} (${where})` : id
}
