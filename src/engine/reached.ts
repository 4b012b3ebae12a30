import pLimit from 'p-limit'
import { DroverError } from '../failure'
import { gravest, type Outcome } from '../outcome'
import type { Circumstances, Herd, MachineResult, Member } from './herd'
import type { Line } from './line/line'
import { lineTo } from './line/line-to'
import { provision } from './provision/provision'
import { notThere, resultOfThrown } from './thrown'

/** Does one thing on every machine that is there, side by side, and says how each ended. */
export async function eachReached(
  herd: Herd,
  circumstances: Circumstances,
  unless: Outcome,
  what: (member: Member, line: Line) => Promise<Outcome | MachineResult>,
): Promise<Outcome> {
  return each(herd, circumstances, unless, member => onReached(member, herd, circumstances, what))
}

/** Does one thing on a machine that is there. */
export async function onReached<Value>(
  member: Member,
  herd: Herd,
  circumstances: Circumstances,
  what: (member: Member, line: Line) => Promise<Value>,
): Promise<Value> {
  const { facts } = await provision(member, herd, circumstances, false)
  if (!facts) throw notThere(member)
  circumstances.emit({ type: 'located', machine: member.name, address: facts.address })
  circumstances.emit({ type: 'phase-entered', machine: member.name, phase: 'connect' })
  const line = await lineTo(member, facts, herd, circumstances)
  try {
    return await what(member, line)
  } finally {
    await line.target.close()
  }
}

/** Does one thing for every machine, side by side; none disturbs another. */
export async function each(
  herd: Herd,
  { emit, maxParallel, signal }: Circumstances,
  unless: Outcome,
  what: (member: Member) => Promise<Outcome | MachineResult>,
): Promise<Outcome> {
  const limit = pLimit(maxParallel)
  const results = await Promise.all(
    herd.members.map(member =>
      limit(async () => {
        const began = performance.now()
        let result: MachineResult
        try {
          if (signal.aborted) throw new DroverError({ code: 'cancelled' })
          const ended = await what(member)
          result = typeof ended === 'string' ? { outcome: ended } : ended
        } catch (error) {
          result = resultOfThrown(error)
        }
        const { outcome, failure } = result
        const seconds = (performance.now() - began) / 1000
        emit({ type: 'machine-ended', machine: member.name, outcome, ...(failure ? { failure } : {}), seconds })
        return outcome
      }),
    ),
  )
  return gravest(results, unless)
}
