import { type Mistake, thrownWords } from '../failure'
import { captureOrigin, type Origin, place } from '../origin'
import { type AnyServiceType, type Service, type ServiceType, serviceType, writtenValue } from './service'

/** One change to a list of services. */
export interface Clause {
  readonly type: AnyServiceType
  readonly change: ((value: never) => unknown) | 'remove'
  readonly origin: Origin
}

/**
 * Gives every service of the type the value that `change` makes of the written one, or of the type's default. What `change` throws is
 * told as a mistake of this clause.
 */
export const modify = <Input, Config, Payload>(
  type: ServiceType<Input, Config, Payload>,
  change: (value: Input) => NoInfer<Input>,
): Clause => ({ type, change, origin: captureOrigin() })

/** Takes every service of the type out of the list. */
export const remove = (type: AnyServiceType): Clause => ({ type, change: 'remove', origin: captureOrigin() })

/**
 * The list with every clause tried on every service, in the clauses' order; the order of the services stays. A clause that
 * fits none, or comes after the one that removed what it fits, is a mistake: it is told when the system is compiled.
 */
export function modifyServices(services: readonly Service[], clauses: readonly Clause[]): readonly Service[] {
  const mistakes: Mistake[] = []
  const used = new Set<Clause>()
  const kept = services.flatMap(service => {
    let current: Service | undefined = service
    let removed: Clause | undefined
    for (const clause of clauses) {
      if (clause.type !== service.type) continue
      if (removed) {
        if (!used.has(clause)) mistakes.push(afterRemoval(clause, removed))
        used.add(clause)
        continue
      }
      used.add(clause)
      if (clause.change === 'remove') removed = clause
      else if (current) current = changed(current, clause.change, clause, mistakes)
    }
    return removed || !current ? [] : [current]
  })
  for (const clause of clauses)
    if (!used.has(clause))
      mistakes.push({
        origin: clause.origin,
        path: `modifyServices(${clause.type.name})`,
        message: `the list has no service of the type “${clause.type.name}”`,
      })
  return mistakes.length === 0 ? kept : [...kept, carrier(mistakes)]
}

function changed(service: Service, change: (value: never) => unknown, clause: Clause, mistakes: Mistake[]): Service {
  const value = writtenValue(service)
  // Neither a value nor a default: that is told of the service itself.
  if (value === undefined) return service
  try {
    // The clause was made for this very type, so the value is what its function takes.
    return { ...service, value: Reflect.apply(change, undefined, [value]) }
  } catch (thrown) {
    const message = thrownWords(thrown)
    mistakes.push({
      origin: clause.origin,
      path: `modifyServices(${clause.type.name})`,
      message: `the change failed: ${message}`,
    })
    return service
  }
}

function afterRemoval(clause: Clause, removed: Clause): Mistake {
  const where = place(removed.origin)
  return {
    origin: clause.origin,
    path: `modifyServices(${clause.type.name})`,
    message: `the service “${clause.type.name}” was removed before${where ? `, at ${where}` : ''}`,
  }
}

const misused = serviceType({
  name: 'misused',
  description: 'Carries the mistakes of a list of services',
  defaultValue: null,
})

// A list has no place of its own for a mistake: a service that extends nothing takes it to where all of them are told.
const carrier = (mistakes: readonly Mistake[]): Service => ({
  type: misused,
  value: null,
  origin: [],
  path: 'modifyServices',
  mistakes,
})
