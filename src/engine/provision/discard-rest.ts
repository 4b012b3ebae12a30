import type { Emit } from '../../event'
import { DroverError, type Failure } from '../../failure'
import { gravest, type Outcome } from '../../outcome'
import type { Circumstances, Herd, MachineResult } from '../herd'
import { resultOfThrown } from '../thrown'
import { sayDestroyed } from './destroy-made'
import { type Held, holdingsOf } from './owned'

/**
 * Destroys what the environments still show of the stage when its declared machines are gone: what an earlier commit declared. Looks
 * once more afterwards; what is still there, or can't be seen, fails the run.
 */
export async function discardRest(herd: Herd, circumstances: Circumstances, dry: boolean): Promise<Outcome> {
  const { emit } = circumstances
  const before = await holdingsOf(herd, circumstances)
  const declared = new Set([...herd.members, ...herd.others].map(({ name }) => name))
  const rest = before.held.filter(each => isOf(herd, each) && !(dry && declared.has(each.owned.machine)))
  const discarded: Discarded[] = []
  for (const held of rest) discarded.push(await discardOne(held, declared, herd, circumstances, dry))
  const after = dry || rest.length === 0 ? before : await holdingsOf(herd, circumstances)
  const still = new Set(dry ? [] : after.held.filter(each => isOf(herd, each)).map(keyOf))
  for (const { failure } of after.unseen) emit({ type: 'run-failed', failure })
  const outcomes = discarded.map(each => ended(each, still.has(keyOf(each.held)), herd, emit))
  return gravest([...outcomes, ...(after.unseen.length > 0 ? (['failed'] as const) : [])], 'unchanged')
}

const isOf = ({ stage }: Herd, { owned }: Held): boolean => owned.stage === stage

/** Two providers may have the same id. */
const keyOf = ({ environment, owned }: Held): string => JSON.stringify([environment.type.name, owned.id])

interface Discarded {
  readonly machine: string
  readonly held: Held
  readonly result: MachineResult
  readonly seconds: number
}

async function discardOne(
  held: Held,
  declared: ReadonlySet<string>,
  herd: Herd,
  { emit, signal }: Circumstances,
  dry: boolean,
): Promise<Discarded> {
  const { owned, environment } = held
  const { name, price } = owned
  // A row of its own, also where a machine of that name is declared and has another by now.
  const machine = declared.has(owned.machine) ? `${owned.machine} (${name})` : owned.machine
  const began = performance.now()
  const done = (result: MachineResult): Discarded => ({
    machine,
    held,
    result,
    seconds: (performance.now() - began) / 1000,
  })
  try {
    if (signal.aborted) throw new DroverError({ code: 'cancelled' })
    emit({ type: 'phase-entered', machine, phase: 'provision' })
    sayDestroyed(emit, machine, `the ${environment.type.name} ${name}, which is declared no longer`, price)
    if (dry) return done({ outcome: 'planned' })
    await discard(held, herd, message => emit({ type: 'progress', machine, message }))
    return done({ outcome: 'destroyed' })
  } catch (error) {
    return done(resultOfThrown(error))
  }
}

async function discard({ owned, environment, context }: Held, { stage }: Herd, progress: (message: string) => void) {
  const { type, config } = environment
  if (owned.protected)
    throw left(
      stage,
      `${naming(environment.type.name, owned)} is protected by its owner: take that protection away there`,
    )
  if (type.discard === undefined)
    throw left(
      stage,
      `${naming(type.name, owned)} is still there: its environment type can list it, and not destroy it`,
    )
  await type.discard(config, owned, { ...context, progress })
}

/** What was destroyed and is seen all the same, was not. */
function ended({ machine, held, result, seconds }: Discarded, there: boolean, { stage }: Herd, emit: Emit): Outcome {
  const lie = there && result.outcome === 'destroyed'
  const { outcome, failure } = lie
    ? resultOfThrown(left(stage, `${naming(held.environment.type.name, held.owned)} is still there`))
    : result
  emit({ type: 'machine-ended', machine, outcome, ...(failure ? { failure } : {}), seconds })
  return outcome
}

const naming = (type: string, { name, id }: Held['owned']): string => `the ${type} ${name} (${id})`

const left = (stage: string, what: string): DroverError =>
  new DroverError({ code: 'left-behind', stage, what: [what] } satisfies Failure)
