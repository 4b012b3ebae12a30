import { DroverError, type Mistake, thrownWords } from '../failure'
import { place } from '../origin'
import type { Deployed } from './deployed'
import { type Edge, edgesOf } from './edges'
import { mistakesOf } from './mistakes'
import { type AnyServiceType, type Contributor, type Service, writtenValue } from './service'

export type Folded =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false
      readonly mistakes: readonly Mistake[]
      /** What those services come to that have no mistake, as far as that can be said: for more mistakes, and nothing else. */
      readonly partly: unknown
    }

/**
 * Folds a list of services into the one of the type `target`: every service gets what extends it, computed from the
 * folded values of those that do, in the list's order; a service that several others need is folded once. All mistakes
 * are told together, also those of services that `target` never meets.
 */
export function fold(services: readonly Service[], target: AnyServiceType, deployed: Deployed): Folded {
  const { edges, mistakes: wrongEdges } = edgesOf(services)
  const configs = new Map<Service, unknown>()
  const mistakes = [...services.flatMap(({ mistakes }) => mistakes), ...wrongEdges]
  for (const service of services) {
    const parsed = configOf(service)
    if ('config' in parsed) configs.set(service, parsed.config)
    else {
      mistakes.push(...parsed.mistakes)
      const { type } = service
      if (type.adds) configs.set(service, type.config ? type.config.parse(type.defaultValue) : type.defaultValue)
    }
  }
  const [sink, second] = services.filter(({ type }) => type === target)
  // An edge to an absent or ambiguous target says more than that nothing, or too much, is folded to.
  if (wrongEdges.length === 0 && (!sink || second)) mistakes.push(noSink(target, sink, second))
  if (!sink) return { ok: false, mistakes, partly: undefined }
  const walk = new Walk(edges, configs, deployed)
  const value = walk.fold(sink)
  mistakes.push(...walk.mistakes)
  return mistakes.length > 0 ? { ok: false, mistakes, partly: value } : { ok: true, value }
}

function configOf(service: Service): { readonly config: unknown } | { readonly mistakes: readonly Mistake[] } {
  const { type, origin, path } = service
  const value = writtenValue(service)
  if (value === undefined)
    return { mistakes: [{ origin, path, message: `“${type.name}” needs a value: it has no default` }] }
  if (!type.config) return { config: value }
  const parsed = type.config.safeParse(value)
  return parsed.success
    ? { config: parsed.data }
    : { mistakes: mistakesOf(parsed.error, { origin, path, value, schema: type.config }) }
}

function noSink(target: AnyServiceType, first: Service | undefined, second: Service | undefined): Mistake {
  const path = `service(${target.name})`
  if (!first || !second) return { origin: [], path, message: `there is no service of the type “${target.name}”` }
  const before = place(first.origin)
  const also = before ? `, the first at ${before}` : ''
  return { origin: second.origin, path, message: `there is more than one service of the type “${target.name}”${also}` }
}

class Walk {
  readonly mistakes: Mistake[] = []
  private readonly folded = new Map<Service, unknown>()

  constructor(
    private readonly edges: readonly Edge[],
    private readonly configs: ReadonlyMap<Service, unknown>,
    private readonly deployed: Deployed,
  ) {}

  fold(service: Service): unknown {
    if (this.folded.has(service)) return this.folded.get(service)
    // For a circle, which is told of by its edges.
    this.folded.set(service, failed)
    const value = this.extended(service)
    this.folded.set(service, value)
    return value
  }

  private extended(service: Service): unknown {
    const { type } = service
    const payloads: unknown[] = []
    const from: Contributor[] = []
    let whole = true
    for (const edge of this.edges.filter(({ to }) => to === service)) {
      const config = this.fold(edge.from)
      const self = { type: edge.from.type.name, origin: edge.from.origin, ...this.deployed }
      const give = () => Reflect.apply(edge.contribution.compute, undefined, [config, self])
      const payload = config === failed ? failed : this.attempt(edge.from, give)
      if (payload === failed) whole = false
      else {
        payloads.push(payload)
        from.push(self)
      }
    }
    const config = this.configs.has(service) ? this.configs.get(service) : failed
    // What follows from a failure says nothing new.
    if (config === failed || !(whole || type.adds)) return failed
    if (!type.extend) return config
    return this.attempt(service, () => type.extend?.(config, type.compose ? type.compose(payloads, from) : payloads))
  }

  /** What users write may throw: that is a mistake of the service it was written for. */
  private attempt(service: Service, compute: () => unknown): unknown {
    try {
      return compute()
    } catch (thrown) {
      if (thrown instanceof DroverError && thrown.failure.code === 'mistakes')
        this.mistakes.push(...thrown.failure.mistakes)
      else this.mistakes.push(failure(service, thrown))
      return failed
    }
  }
}

function failure({ origin, path, type }: Service, thrown: unknown): Mistake {
  const message = thrownWords(thrown)
  return { origin, path, message: `“${type.name}” failed: ${message}` }
}

const failed = Symbol('failed')
