import type { AnyEnvironmentType } from '../environments/environment'
import type { Mistake } from '../failure'
import type { Origin } from '../origin'
import type { SourceFiles } from '../resources/source'
import type { Deployed } from '../system/deployed'
import { mistakesOf } from '../system/mistakes'
import type { Service } from '../system/service'
import { type CompiledSystem, compileSystem, isSystem } from '../system/system'
import { describe } from './describe'
import { Machine, unread } from './machine'
import { isEnvironment, machineSchema } from './machine-schema'
import { member, namesAfter } from './member'
import { orderMistakes } from './order'
import { referenceMistakes } from './references'

/** A machine without mistakes. Its origins are as they were captured, with absolute paths. */
export interface CheckedMachine extends CompiledSystem {
  readonly name: string
  readonly labels: readonly string[]
  readonly reboot?: 'when-needed' | 'never'
  readonly after: readonly string[]
  readonly origin: Origin
  readonly environment: { readonly type: AnyEnvironmentType; readonly config: unknown }
}

export interface Checked {
  readonly machines: readonly CheckedMachine[]
  readonly mistakes: readonly Mistake[]
}

export interface CheckContext extends Deployed {
  readonly files: SourceFiles
  /** The services of a system that lists none. */
  readonly base: readonly Service[]
}

/** Checks all that a deployment file lists. Where one part of a machine is wrong, the others are checked all the same. */
export function checkMachines(list: unknown, declared: Origin, context: CheckContext): Checked {
  if (!Array.isArray(list)) {
    const hint = list instanceof Machine ? ': write it in a list' : ''
    return wrong(
      declared,
      '',
      `expected a list of machines, got ${list instanceof Machine ? 'one machine' : describe(list)}${hint}`,
    )
  }
  if (list.length === 0) return wrong(declared, '', 'the list of machines is empty')
  const mistakes: Mistake[] = []
  const found = list.flatMap((item: unknown, index) => {
    if (item instanceof Machine) return [{ machine: item, index }]
    if (item === unread) return []
    const hint = Array.isArray(item) ? ' (write `...` before it)' : ''
    const message = `expected what machine() returns, got ${describe(item)}${hint}, at index ${index}`
    mistakes.push({ origin: declared, path: `[${index}]`, message })
    return []
  })
  const machines = found.flatMap(({ machine, index }) => {
    const checked = checkMachine(machine, context)
    mistakes.push(...checked.mistakes.map(within(machine.name === '' ? `[${index}]` : machine.name)))
    return checked.machines
  })
  const ordered = found.map(({ machine: { name, origin, written } }) => ({ name, origin, after: namesAfter(written) }))
  mistakes.push(...orderMistakes(ordered))
  mistakes.push(...referenceMistakes(machines, new Set(ordered.map(({ name }) => name))))
  return { machines, mistakes }
}

// A helper that declares many machines declares them all in one place: the path says whose mistake it is.
const within =
  (machine: string) =>
  (mistake: Mistake): Mistake => ({ ...mistake, path: mistake.path === '' ? machine : `${machine}.${mistake.path}` })

const wrong = (origin: Origin, path: string, message: string): Checked => ({
  machines: [],
  mistakes: [{ origin, path, message }],
})

function checkMachine({ written, name, origin }: Machine, context: CheckContext): Checked {
  const parsed = machineSchema.safeParse(written)
  const mistakes: Mistake[] = []
  if (!parsed.success)
    mistakes.push(...mistakesOf(parsed.error, { origin, path: '', value: written, schema: machineSchema }))
  const environment = configOf(member(written, 'environment'), origin)
  mistakes.push(...environment.mistakes)
  const system = member(written, 'system')
  const compiled = isSystem(system) ? compileSystem(system, { ...context, machine: name }) : undefined
  if (compiled && !compiled.ok) mistakes.push(...compiled.mistakes)
  if (mistakes.length > 0 || !parsed.success || !compiled?.ok) return { machines: [], mistakes }
  const { labels = [], after = [], reboot } = parsed.data
  const rebooting = reboot === undefined ? {} : { reboot }
  const { type } = parsed.data.environment
  return {
    machines: [
      {
        name,
        labels,
        after,
        ...rebooting,
        origin,
        environment: { type, config: environment.config },
        ...compiled.value,
      },
    ],
    mistakes,
  }
}

function configOf(
  environment: unknown,
  origin: Origin,
): { readonly config?: unknown; readonly mistakes: readonly Mistake[] } {
  if (!isEnvironment(environment)) return { mistakes: [] }
  const { type, config: value } = environment
  const parsed = type.config.safeParse(value)
  if (parsed.success) return { config: parsed.data, mistakes: [] }
  return { mistakes: mistakesOf(parsed.error, { origin, path: 'environment', value, schema: type.config }) }
}
