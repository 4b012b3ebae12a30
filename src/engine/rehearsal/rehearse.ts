import pLimit from 'p-limit'
import type { Event } from '../../event'
import { gravest, type Outcome } from '../../outcome'
import type { Circumstances, Herd, Member } from '../herd'
import { provision, reach } from '../provision/provision'
import { run } from '../run'
import { resultOfThrown } from '../thrown'
import { type Ended, inTime, isBack, resultOf } from './result'
import { sightOf } from './sight'

type Sights = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Deploys a herd, brings it back to what it was, and looks whether it is. A machine ends as its deployment did, where that went
 * wrong; as the way back did, where that went wrong; `failed` where not all came back; `cancelled` where the run was told to end
 * before that was known; else `rehearsed`.
 */
export async function rehearse(herd: Herd, circumstances: Circumstances): Promise<Outcome> {
  const { emit, signal } = circumstances
  const before = await sights(herd, herd.members, circumstances, true)
  const deployed = new Map<string, Ended>()
  const generations = new Map<string, number>()
  await run(herd, {
    ...circumstances,
    emit: event => {
      if (event.type === 'machine-ended') deployed.set(event.machine, inTime(event, signal))
      else emit(event)
      if (event.type === 'generation-recorded') generations.set(event.machine, event.from ?? 0)
    },
  })
  const changed = herd.members.filter(({ name }) => deployed.get(name)?.outcome === 'changed')
  const back = signal.aborted ? new Map<string, Ended>() : await bringBack(herd, changed, generations, circumstances)
  const whole = herd.members.filter(({ name }) => isBack(deployed.get(name)?.outcome, back.get(name)?.outcome))
  const after = await sights(herd, whole, circumstances, false)
  const results = herd.members.map(({ name }) => {
    const went = deployed.get(name)
    const result = resultOf(went, back.get(name), before.get(name), after.get(name), signal)
    emit({ type: 'machine-ended', machine: name, seconds: went?.seconds ?? 0, ...result })
    return result.outcome
  })
  return gravest(results, 'rehearsed')
}

/** Each to the generation that it had, or to what was there before the first. What was changed is told already: only how it goes is said. */
async function bringBack(
  herd: Herd,
  members: readonly Member[],
  generations: ReadonlyMap<string, number>,
  circumstances: Circumstances,
): Promise<ReadonlyMap<string, Ended>> {
  const ended = new Map<string, Ended>()
  const emit = (event: Event) => {
    if (event.type === 'machine-ended') ended.set(event.machine, inTime(event, circumstances.signal))
    else if (event.type === 'phase-entered' || event.type === 'progress' || event.type === 'remote-command')
      circumstances.emit(event)
  }
  for (const to of new Set(members.map(({ name }) => generations.get(name) ?? 0))) {
    const these = members.filter(({ name }) => (generations.get(name) ?? 0) === to)
    for (const { name } of these)
      circumstances.emit({
        type: 'progress',
        machine: name,
        message: `deployed and well; going back to ${wordsOf(to)}`,
      })
    const others = [...herd.members, ...herd.others].filter(member => !these.includes(member))
    await run({ ...herd, members: these, others }, { ...circumstances, emit, rollbackTo: to })
  }
  return ended
}

const wordsOf = (generation: number): string =>
  generation === 0 ? 'what was there before' : `generation ${generation}`

/** How machines look. One that can't be looked at has no sight: what was wrong there is told by what is done with it next. */
async function sights(
  herd: Herd,
  members: readonly Member[],
  circumstances: Circumstances,
  make: boolean,
): Promise<Sights> {
  if (circumstances.signal.aborted) return new Map()
  const limit = pLimit(circumstances.maxParallel)
  const seen = await Promise.all(
    members.map(member =>
      limit(async () => {
        try {
          const { facts } = await provision(member, herd, circumstances, make)
          if (facts === undefined) return []
          const target = await reach(member, facts, herd, circumstances)
          try {
            return [[member.name, await sightOf(target, circumstances.ends)] as const]
          } finally {
            await target.close()
          }
        } catch (error) {
          const { failure } = resultOfThrown(error)
          if (failure && !make)
            circumstances.emit({
              type: 'progress',
              machine: member.name,
              message: `could not be looked at: ${failure.code}`,
            })
          return []
        }
      }),
    ),
  )
  return new Map(seen.flat())
}
