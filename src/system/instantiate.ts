import { type Mistake, thrownWords } from '../failure'
import { type AnyServiceType, type Service, targetOf } from './service'

interface Instantiated {
  readonly services: readonly Service[]
  /** Types that are missing and have no default. The fold tells them too. */
  readonly missing: readonly Mistake[]
  /** Services whose type throws when it is asked whom it extends: they are left out. */
  readonly broken: readonly Mistake[]
}

/**
 * The list with a service for each type that another one extends, as far as the types have defaults. New ones stand in
 * front, in the order in which they were found to be missing, and are declared by whoever made them necessary.
 */
export function instantiateMissing(listed: readonly Service[]): Instantiated {
  const made: Service[] = []
  const missing: Mistake[] = []
  const broken = new Map<Service, Mistake>()
  const known = new Set<AnyServiceType>(listed.map(({ type }) => type))
  const waiting = [...listed]
  for (let service = waiting.shift(); service; service = waiting.shift()) {
    const targets = targetsOf(service)
    if ('message' in targets) broken.set(service, targets)
    else {
      for (const type of targets) {
        if (known.has(type)) continue
        known.add(type)
        if (type.defaultValue === undefined) missing.push(missingTarget(service, type))
        else {
          const found = { type, value: undefined, origin: service.origin, path: `service(${type.name})`, mistakes: [] }
          made.push(found)
          waiting.push(found)
        }
      }
    }
  }
  const services = [...made, ...listed].filter(service => !broken.has(service))
  return { services, missing, broken: [...broken.values()] }
}

/** What users write may throw: that is a mistake of the service it was written for. */
function targetsOf({ type, origin, path }: Service): ReadonlySet<AnyServiceType> | Mistake {
  try {
    return new Set(type.contributions().map(targetOf))
  } catch (thrown) {
    const message = thrownWords(thrown)
    return { origin, path, message: `whom “${type.name}” extends can't be told: ${message}` }
  }
}

export const missingTarget = ({ type: { name }, origin, path }: Service, target: AnyServiceType): Mistake => ({
  origin,
  path,
  message: `“${name}” extends a service of the type “${target.name}”, but there is none`,
})
