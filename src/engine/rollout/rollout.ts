import type { Failure } from '../../failure'
import { type Outcome, outcomes } from '../../outcome'

/** So many of the selected machines, or a share of them. */
export type Amount = number | `${number}%`

/** How the machines are begun one part after the other. Where nothing of it is said, none waits but for those it comes after. */
export interface Rollout {
  /** How many are begun side by side, before any other is. */
  readonly batch?: Amount | undefined
  /** Who goes first: so many, or which. */
  readonly canary?: Amount | readonly string[] | undefined
  /** How many may fail, and a further batch begins all the same. */
  readonly maxFailures?: Amount | undefined
  /** Seconds between two batches. */
  readonly pause?: number | undefined
}

interface Ordered {
  readonly name: string
  readonly after: readonly string[]
}

/** Machines that are begun side by side, once the batch before has ended. */
export interface Batch<Each> {
  readonly canary: boolean
  readonly machines: readonly Each[]
}

/** Why no further batch begins. */
export type Halt = Extract<Failure, { code: 'canary-failed' | 'too-many-failed' }>

/**
 * Cuts a herd: the canaries first, with all that these come after, then the others; each part wave by wave, so that no machine
 * shares a batch with one that it comes after, and the waves by size. Empty where nothing of a rollout is said.
 */
export function batchesOf<Each extends Ordered>(machines: readonly Each[], rollout: Rollout): readonly Batch<Each>[] {
  if (Object.values(rollout).every(said => said === undefined)) return []
  const first = canariesOf(machines, rollout.canary ?? 0)
  const size = rollout.batch === undefined ? machines.length : Math.ceil(count(rollout.batch, machines.length))
  const canaries = wavesOf(machines.filter(machine => first.has(machine)))
  const others = wavesOf(machines.filter(machine => !first.has(machine)))
  return [
    ...canaries.map(wave => ({ canary: true, machines: wave })),
    ...others.flatMap(wave => pieces(wave, Math.max(size, 1))).map(piece => ({ canary: false, machines: piece })),
  ]
}

/**
 * Whether another batch may follow this one, by how all machines ended so far. A canary has to be well, and to be there; of the
 * others none may fail where `maxFailures` does not say otherwise. One that was skipped for another's sake did not fail.
 *
 * @param of how many machines are selected
 */
export function haltAfter(
  { canary, machines }: Batch<Ordered>,
  ended: ReadonlyMap<string, { readonly outcome: Outcome }>,
  { maxFailures = 0 }: Rollout,
  of: number,
): Halt | undefined {
  const outcomeOf = ({ name }: Ordered) => ended.get(name)?.outcome
  const names = (those: readonly Ordered[]) => those.map(({ name }) => name)
  if (canary) {
    const sick = machines.filter(machine => outcomes[outcomeOf(machine) ?? 'unknown'].exit !== 0)
    if (sick.length > 0) return { code: 'canary-failed', machines: names(sick) }
    if (machines.every(machine => outcomeOf(machine) === 'skipped-unreachable'))
      return { code: 'canary-failed', machines: names(machines), unreachable: true }
  }
  const failed = [...ended].flatMap(([name, { outcome }]) => (hasFailed(outcome) ? [name] : []))
  const allowed = Math.floor(count(maxFailures, of))
  return failed.length > allowed ? { code: 'too-many-failed', machines: failed, allowed } : undefined
}

const hasFailed = (outcome: Outcome): boolean => outcomes[outcome].exit !== 0 && outcome !== 'skipped'

const count = (amount: Amount, of: number): number =>
  typeof amount === 'number' ? amount : (Number.parseInt(amount, 10) * of) / 100

/** Those that go first. Where their number alone is said, it is the first in the order of the waves. */
function canariesOf<Each extends Ordered>(machines: readonly Each[], canary: Amount | readonly string[]): Set<Each> {
  if (typeof canary !== 'object')
    return new Set(
      wavesOf(machines)
        .flat()
        .slice(0, Math.ceil(count(canary, machines.length))),
    )
  const byName = new Map(machines.map(machine => [machine.name, machine]))
  const first = new Set<Each>()
  const add = (name: string): void => {
    const machine = byName.get(name)
    if (!machine || first.has(machine)) return
    first.add(machine)
    for (const before of machine.after) add(before)
  }
  for (const name of canary) add(name)
  return first
}

/** Each machine in the first wave behind those that it comes after. There must be no circle; validation has refused it. */
function wavesOf<Each extends Ordered>(machines: readonly Each[]): readonly (readonly Each[])[] {
  const byName = new Map(machines.map(machine => [machine.name, machine]))
  const known = new Map<Each, number>()
  const waveOf = (machine: Each): number => {
    const before = machine.after.flatMap(name => byName.get(name) ?? [])
    const wave = known.get(machine) ?? before.reduce((wave, other) => Math.max(wave, waveOf(other) + 1), 0)
    known.set(machine, wave)
    return wave
  }
  const waves: Each[][] = []
  for (const machine of machines) {
    const wave = waveOf(machine)
    waves[wave] = [...(waves[wave] ?? []), machine]
  }
  return waves
}

const pieces = <Each>(wave: readonly Each[], size: number): readonly (readonly Each[])[] =>
  Array.from({ length: Math.ceil(wave.length / size) }, (_, at) => wave.slice(at * size, (at + 1) * size))
