import { randomUUID } from 'node:crypto'
import type { Emit } from '../event'
import type { Plan } from '../planning/plan'
import { over } from '../resources/manifest'
import { ownerOf } from '../system/deployed'
import type { Target } from '../target/target'
import { type Again, apply } from './apply'
import { deliveryOf } from './delivery'
import type { Ended } from './follower'
import type { Circumstances, MachineResult, Member, Surroundings } from './herd'
import type { Observed } from './observe'
import type { Prepared } from './plan-machine'
import { reach } from './provision'
import { machinesOf } from './remembered'

/** A plan with the connection to carry it out on, and where to leave another one. */
interface Under extends Prepared {
  readonly target: Target
  readonly replace: (other: Target) => void
}

/** Applies what was planned, on a connection that may be lost and made again, and says each step. */
export async function carryOut(member: Member, surroundings: Surroundings, under: Under): Promise<Ended | Again> {
  const { herd, circumstances, facts } = surroundings
  const { emit, signal, stepLimit, holder } = circumstances
  const { planned, resolved, observed, key, hash } = under
  const started = new Map<number, number>()
  let target = under.target
  let applying = false
  let tries = 0
  const quiet: Emit = event => event.type === 'progress' || emit(event)
  return apply(
    {
      request: randomUUID(),
      state: observed.state,
      room: observed.room,
      owner: ownerOf(herd),
      plan: planned.plan,
      values: planned.values,
      manifest: resolved,
      touched: observed.previous ? over(resolved, observed.previous) : resolved,
      manifestHash: hash,
      provenance: {
        ...circumstances.provenance,
        format: 1,
        machines: machinesOf(herd, facts, observed.provenance),
      },
      holder,
      newKey: observed.key ? undefined : key,
      delivery: await deliveryOf(planned.plan, resolved, member.kinds, herd.blobs, herd.secrets, key),
      limit: stepLimit,
    },
    {
      target,
      reconnect: async () => {
        const own = facts.get(member.name)
        if (!own) throw new TypeError(`no facts of ${member.name}`)
        await target.close()
        // It is tried for minutes: once it is said that it is.
        const emit = tries++ === 0 ? circumstances.emit : quiet
        target = await reach(member, own, herd, { ...circumstances, emit })
        under.replace(target)
        return target
      },
      signal,
      onStep: (number, what) => {
        const step = planned.plan.steps[number]
        if (!step) return
        if (!applying) emit({ type: 'phase-entered', machine: member.name, phase: 'apply' })
        applying = true
        if (what === 'start') {
          started.set(number, performance.now())
          emit({ type: 'step-started', machine: member.name, step: step.id, title: step.title })
        } else {
          const seconds = (performance.now() - (started.get(number) ?? performance.now())) / 1000
          emit({ type: 'step-done', machine: member.name, step: step.id, seconds })
        }
      },
      onWait: message => emit({ type: 'progress', machine: member.name, message }),
    },
  )
}

/** What became of the machine, said as events too. */
export function resultOf(
  ended: Ended,
  plan: Plan,
  observed: Observed,
  member: Member,
  { emit }: Circumstances,
): MachineResult {
  if (ended.end === 'confirmed') {
    emit({ type: 'generation-recorded', machine: member.name, from: observed.generation, to: ended.generation })
    return { outcome: plan.steps.length === 0 ? 'unchanged' : 'changed' }
  }
  const { at, exit, output } = ended
  // What Drover does around the steps stands before the first one and behind the last.
  const number = at === 'begin' ? -1 : at === 'record' ? plan.steps.length : at
  const step = plan.steps[number]
  const title = typeof at === 'number' ? (step?.title ?? `step ${at + 1}`) : aroundSteps[at]
  emit({ type: 'step-failed', machine: member.name, step: step?.id ?? '', exit, output })
  return {
    outcome: 'failed',
    failure: {
      code: 'step-failed',
      step: step?.id ?? '',
      title,
      exit,
      output,
      done: plan.steps.slice(0, Math.max(number, 0)).map(done => done.title),
      notDone: plan.steps.slice(number + 1).map(open => open.title),
    },
  }
}

const aroundSteps = {
  begin: 'note what the deployment is going to touch',
  record: 'record the generation',
} as const
