import type { Mistake } from '../failure'
import { type AnyServiceType, type Service, targetOf } from './service'

/**
 * The list with a service for each type that another one extends, as far as the types have defaults. New ones stand in
 * front, in the order in which they were found to be missing, and are declared by whoever made them necessary.
 */
export function instantiateMissing(services: readonly Service[]): {
  readonly services: readonly Service[]
  readonly mistakes: readonly Mistake[]
} {
  const made: Service[] = []
  const mistakes: Mistake[] = []
  const known = new Set<AnyServiceType>(services.map(({ type }) => type))
  const waiting = [...services]
  for (let service = waiting.shift(); service; service = waiting.shift()) {
    for (const type of new Set(service.type.contributions().map(targetOf))) {
      if (known.has(type)) continue
      known.add(type)
      if (type.defaultValue === undefined) mistakes.push(missingTarget(service, type))
      else {
        const found = { type, value: undefined, origin: service.origin, path: `service(${type.name})`, mistakes: [] }
        made.push(found)
        waiting.push(found)
      }
    }
  }
  return { services: [...made, ...services], mistakes }
}

export const missingTarget = ({ type: { name }, origin, path }: Service, target: AnyServiceType): Mistake => ({
  origin,
  path,
  message: `“${name}” extends a service of the type “${target.name}”, but there is none`,
})
