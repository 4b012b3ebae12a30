import { setTimeout as wait } from 'node:timers/promises'
import { DroverError, type Failure, failureOf } from '../failure'
import type { Outcome } from '../outcome'
import { isEmpty } from '../planning/plan'
import type { Target } from '../target/target'
import { carryOut, resultOf } from './carry-out'
import type { Circumstances, MachineResult, Member, Surroundings } from './herd'
import { type Prepared, planAbsent, planMachine } from './plan-machine'
import { reach } from './provision'

/** Observes one machine, plans, and where the run deploys applies: one connection, and one command where nothing is to do. */
export async function work(member: Member, surroundings: Surroundings): Promise<MachineResult> {
  const { herd, circumstances } = surroundings
  const { emit } = circumstances
  const facts = surroundings.facts.get(member.name)
  if (!facts) return planAbsent(member, circumstances)
  emit({ type: 'phase-entered', machine: member.name, phase: 'connect' })
  let target = await reach(member, facts, herd, circumstances)
  const replace = (other: Target) => {
    target = other
  }
  const until = Date.now() + circumstances.patience * 1000
  try {
    for (let before: Prepared | undefined; ; ) {
      const prepared = await planMachine(member, target, surroundings, before)
      before = prepared
      const { observed, planned } = prepared
      const nothing = isEmpty(planned.plan) && observed.current
      if (nothing) return { outcome: 'unchanged', observed }
      if (circumstances.mode === 'plan')
        return { outcome: planned.plan.steps.length === 0 ? 'unchanged' : 'planned', observed }

      emit({ type: 'phase-entered', machine: member.name, phase: 'prepare' })
      const ended = await carryOut(member, surroundings, { ...prepared, target, replace })
      if (ended.end !== 'again') return { ...resultOf(ended, planned.plan, observed, member, circumstances), observed }
      await otherEnds(ended.holder, member, until, circumstances)
    }
  } finally {
    await target.close()
  }
}

/** Waits a little for another deployment to end; what it leaves is observed anew. */
async function otherEnds(
  holder: string | undefined,
  member: Member,
  until: number,
  { emit, signal }: Circumstances,
): Promise<void> {
  if (Date.now() > until) throw new DroverError({ code: 'locked', holder: holder ?? 'another deployment' })
  if (holder === undefined) return void (await wait(200, undefined, { signal }))
  emit({
    type: 'progress',
    machine: member.name,
    message: `another deployment is under way: ${holder}; waiting for it`,
  })
  await wait(2000, undefined, { signal })
}

/** How a machine ended that threw. */
export function resultOfThrown(thrown: unknown): MachineResult {
  const aborted = thrown instanceof Error && thrown.name === 'AbortError'
  const failure: Failure = aborted ? { code: 'cancelled' } : failureOf(thrown)
  return { outcome: outcomeOf(failure), failure }
}

function outcomeOf(failure: Failure): Outcome {
  switch (failure.code) {
    case 'cancelled':
      return 'cancelled'
    case 'state-unknown':
      return 'unknown'
    case 'dependency-failed':
      return 'skipped'
    case 'locked':
    case 'claimed-by-another':
    case 'foreign-machine':
    case 'handed-over':
    case 'newer-format':
      return 'refused'
    default:
      return 'failed'
  }
}
