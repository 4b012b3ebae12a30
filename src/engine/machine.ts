import { setTimeout as wait } from 'node:timers/promises'
import { DroverError } from '../failure'
import { isEmpty } from '../planning/plan'
import type { Circumstances, MachineResult, Member, Surroundings } from './herd'
import { aborted } from './line/aborted'
import type { Line } from './line/line'
import { lineTo } from './line/line-to'
import { refuseUnlessAllowed } from './observe/may'
import { type Prepared, planMachine } from './observe/plan-machine'
import { tellTrail } from './observe/trail'
import { planAbsent } from './provision/absent'
import { released } from './release'
import { notThere, passedOver } from './thrown'
import { carryOut } from './transaction/carry-out'
import { resultOf } from './transaction/ended'
import { drifted, unchanged } from './unchanged'

/** Observes one machine, plans, and where the run deploys applies: one connection, and one command where nothing is to do. */
export async function work(member: Member, surroundings: Surroundings): Promise<MachineResult> {
  const { herd, circumstances } = surroundings
  const { emit } = circumstances
  const facts = surroundings.facts.get(member.name)
  if (!facts && circumstances.rollbackTo !== undefined) throw notThere(member)
  const anew = surroundings.anew.get(member.name)
  if (!facts || anew) return planAbsent(member, anew, circumstances)
  emit({ type: 'phase-entered', machine: member.name, phase: 'connect' })
  let line: Line
  try {
    line = await orCancelled(lineTo(member, facts, herd, circumstances), circumstances.signal)
  } catch (error) {
    const passed = passedOver(error, herd.settings.unreachable)
    if (passed) return passed
    throw error
  }
  try {
    const result = await brought(member, surroundings, line)
    return circumstances.release ? await released(result, line, herd, circumstances) : result
  } finally {
    await line.target.close()
  }
}

/** Again and again, as long as another deployment comes in between. */
async function brought(member: Member, surroundings: Surroundings, line: Line): Promise<MachineResult> {
  const { circumstances } = surroundings
  const { mode } = circumstances
  const until = performance.now() + circumstances.patience * 1000
  for (let before: Prepared | undefined; ; ) {
    const prepared = await planMachine(member, line.target, surroundings, before)
    const { observed, planned } = prepared
    const looked = async () => ({ ...(await unchanged(member, line.target, prepared, circumstances)), observed })
    // To what is forgotten at once, no empty generation is added.
    if (isEmpty(planned.plan) && (observed.current || circumstances.release)) return looked()
    if (before?.planned.plan.digest !== planned.plan.digest)
      await tellTrail(member.name, line.target, prepared, circumstances)
    before = prepared
    if (mode !== 'check') await refuseUnlessAllowed(member, prepared, surroundings)
    if (mode !== 'deploy' && planned.plan.steps.length === 0) return looked()
    if (mode === 'plan') return { outcome: 'planned', observed }
    if (mode === 'check') return { ...(await drifted(member, line.target, prepared, circumstances)), observed }

    const ended = await carryOut(member, surroundings, prepared, line)
    if (!('end' in ended)) return resultOf(ended, planned.plan, observed, member, circumstances)
    await otherEnds(ended.holder, member, until, circumstances)
  }
}

/** The run that is told to end does not wait for a connection that it has no use for any more. */
async function orCancelled(connecting: Promise<Line>, signal: AbortSignal): Promise<Line> {
  const line = await Promise.race([connecting, aborted(signal)])
  if (line) return line
  connecting.then(
    ({ target }) => target.close(),
    () => undefined,
  )
  throw new DroverError({ code: 'cancelled' })
}

/** Waits a little for another deployment to end; what it leaves is observed anew. */
async function otherEnds(
  holder: string | undefined,
  member: Member,
  until: number,
  { emit, signal }: Circumstances,
): Promise<void> {
  if (performance.now() > until) throw new DroverError({ code: 'locked', holder: holder ?? 'another deployment' })
  if (holder === undefined) return void (await wait(200, undefined, { signal }))
  emit({
    type: 'progress',
    machine: member.name,
    message: `another deployment is under way: ${holder}; waiting for it`,
  })
  await wait(2000, undefined, { signal })
}
