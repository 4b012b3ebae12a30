import { z } from 'zod'
import type { Mistake } from '../failure'
import { captureOrigin, type Origin } from '../origin'
import type { Resource } from '../resources/resource'
import { type Compiled, compileResources, type Surroundings } from './compile'
import { declared } from './declared'
import { fold } from './fold'
import { type ExtensionGraph, extensionGraph } from './graph'
import { healthChecksOf } from './health-checks'
import { instantiateMissing } from './instantiate'
import { mistakesOf } from './mistakes'
import { isResource } from './resources'
import { root } from './root'
import { type Service, service } from './service'
import { type SystemFields, systemFieldsSchema } from './system-schema'

/** What a user says of a system. */
export interface SystemInput extends z.input<typeof systemFieldsSchema> {
  /** In this order they extend each other. Left out: what every machine gets. */
  readonly services?: readonly Service[]
  /** What has to be so for the machine to be well: what `http()`, `tcp()` and `command()` give. */
  readonly healthChecks?: readonly Resource[]
}

/** A system as it was written: nothing of it is checked before the whole file is, so that all mistakes show at once. */
export class System {
  constructor(
    readonly written: unknown,
    readonly origin: Origin,
  ) {}
}

/** Declares the whole state of a machine, and remembers where. A mistake in it is told when the file is checked, not here. */
export const system = (written: SystemInput): System => new System(written, captureOrigin())

export const isSystem = (value: unknown): value is System => value instanceof System

export interface CompiledSystem extends Compiled {
  /** Where it is declared. */
  readonly hostName?: string
  /** Which of its services extend which. */
  readonly graph: ExtensionGraph
}

type Result =
  | { readonly ok: true; readonly value: CompiledSystem }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }

/** Makes of a system all resources that it declares, by itself and by its services; or tells all that is wrong with it. */
export function compileSystem(
  { written, origin }: System,
  surroundings: Surroundings & { readonly base?: readonly Service[] },
): Result {
  const { deployment, stage } = surroundings
  const {
    services: list,
    healthChecks,
    ...fields
  }: { services?: unknown; healthChecks?: unknown } = typeof written === 'object' && written !== null ? written : {}
  const parsed = systemFieldsSchema.safeParse(fields)
  const mistakes: Mistake[] = []
  if (!parsed.success)
    mistakes.push(...mistakesOf(parsed.error, { origin, path: 'system', value: fields, schema: everyKey }))
  const services = servicesOf(list ?? surroundings.base ?? [], origin, mistakes)
  const checks = healthChecksOf(healthChecks, origin, mistakes)
  const own = {
    ...service(declared, { ...(parsed.data ?? flawless(fields)), healthChecks: checks }),
    origin,
    path: 'system',
  }
  const given = [{ ...service(root), origin }, own, ...services]
  const complete = instantiateMissing(given)
  mistakes.push(...complete.broken)
  const folded = fold(complete.services, root, { deployment, stage })
  if (!folded.ok) mistakes.push(...folded.mistakes)
  const value = folded.ok ? folded.value : folded.partly
  const asked = Array.isArray(value) ? value.filter(isResource) : []
  // What is declared well is compiled although something else is not: it may have mistakes of its own.
  const compiled = compileResources(asked, { ...surroundings, whole: mistakes.length === 0 })
  if (!compiled.ok) return { ok: false, mistakes: [...mistakes, ...compiled.mistakes] }
  if (mistakes.length > 0 || !parsed.success) return { ok: false, mistakes }
  const { hostName } = parsed.data
  const named = hostName === undefined ? {} : { hostName }
  return { ok: true, value: { ...compiled.value, ...named, graph: extensionGraph(given) } }
}

/** Those of a system's fields, and of their lists those items, that have no mistake. */
function flawless(fields: object): Partial<SystemFields> {
  const kept = Object.entries(fields).flatMap(([key, written]) => {
    const takes = (value: unknown) => systemFieldsSchema.safeParse({ [key]: value }).success
    const value = Array.isArray(written) ? written.filter(item => takes([item])) : written
    return takes(value) ? [[key, value]] : []
  })
  return systemFieldsSchema.parse(Object.fromEntries(kept))
}

// Only to know what an unknown key was probably meant to be.
const everyKey = systemFieldsSchema.extend({ services: z.unknown(), healthChecks: z.unknown() })

function servicesOf(list: unknown, origin: Origin, mistakes: Mistake[]): readonly Service[] {
  if (!Array.isArray(list)) {
    mistakes.push({ origin, path: 'system.services', message: 'expected a list of services' })
    return []
  }
  return list.flatMap((item: unknown, index) => {
    const path = `system.services[${index}]`
    if (isService(item)) return [{ ...item, path }]
    const name = nameOfType(item)
    const hint = name === undefined ? '' : `: write service(${name}, …)`
    mistakes.push({ origin, path, message: `expected what service() gives${hint}` })
    return []
  })
}

function isService(value: unknown): value is Service {
  return typeof value === 'object' && value !== null && 'type' in value && 'mistakes' in value && 'origin' in value
}

function nameOfType(value: unknown): string | undefined {
  const isType = typeof value === 'object' && value !== null && 'contributions' in value && 'name' in value
  return isType && typeof value.name === 'string' ? value.name : undefined
}
