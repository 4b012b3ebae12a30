import type { Mistake } from '../failure'
import { place } from '../origin'
import { missingTarget } from './instantiate'
import { type Contribution, type Service, targetOf } from './service'

/** That one service extends another, by one of its contributions. */
export interface Edge {
  readonly from: Service
  readonly to: Service
  readonly contribution: Contribution<never>
}

/**
 * All edges, by the list's order of who extends and then that of its contributions. Each target must be there exactly
 * once and be open to extension, and no service may extend itself, by whatever way round.
 */
export function edgesOf(services: readonly Service[]): {
  readonly edges: readonly Edge[]
  readonly mistakes: readonly Mistake[]
} {
  const edges: Edge[] = []
  const mistakes: Mistake[] = []
  for (const from of services) {
    const told = new Set<unknown>()
    for (const contribution of from.type.contributions()) {
      const target = targetOf(contribution)
      const [to, second] = services.filter(({ type }) => type === target)
      if (to && !second && target.extend) edges.push({ from, to, contribution })
      // Two contributions to one target are one mistake.
      else if (!told.has(target)) {
        if (!to) mistakes.push(missingTarget(from, target))
        else if (second) mistakes.push(ambiguousTarget(from, [to, second]))
        else mistakes.push(closedTarget(from, to))
      }
      told.add(target)
    }
  }
  return { edges, mistakes: [...mistakes, ...cycles(services, edges)] }
}

function ambiguousTarget({ type: { name }, origin, path }: Service, targets: readonly Service[]): Mistake {
  const places = targets.flatMap(target => place(target.origin) ?? [])
  const where = places.length > 0 ? ` (${places.join(', ')})` : ''
  const target = targets[0]?.type.name ?? ''
  return {
    origin,
    path,
    message: `“${name}” extends a service of the type “${target}”, but there is more than one${where}`,
  }
}

const closedTarget = ({ type: { name }, origin, path }: Service, target: Service): Mistake => ({
  origin,
  path,
  message: `“${name}” extends a service of the type “${target.type.name}”, which takes no contributions (it has no extend)`,
})

/** Each cycle once, with its path. */
function cycles(services: readonly Service[], edges: readonly Edge[]): readonly Mistake[] {
  const mistakes: Mistake[] = []
  const done = new Set<Service>()
  const walk = (service: Service, path: readonly Service[]) => {
    const start = path.indexOf(service)
    if (start >= 0) {
      const names = [...path.slice(start), service].map(({ type }) => type.name)
      const { origin, path: where } = service
      mistakes.push({ origin, path: where, message: `services extend each other in a circle: ${names.join(' → ')}` })
    } else if (!done.has(service)) {
      for (const to of new Set(edges.filter(({ from }) => from === service).map(({ to }) => to)))
        walk(to, [...path, service])
      done.add(service)
    }
  }
  for (const service of services) walk(service, [])
  return mistakes
}
