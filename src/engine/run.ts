import pLimit from 'p-limit'
import type { Facts } from '../environments/environment'
import { DroverError } from '../failure'
import { gravest, type Outcome, outcomes } from '../outcome'
import type { Circumstances, Herd, MachineResult, Member } from './herd'
import { work } from './machine'
import { type Provisioned, provision } from './provision'
import { resultOfThrown } from './thrown'
import { Together } from './together'
import { inOrder } from './waves'
import { withOthers } from './with-others'

/**
 * Plans or deploys all machines of a herd side by side, each as its own: what fails on one never disturbs another, and only
 * what waits for a failed machine is skipped. Everything that happens is said as events; what comes back is how it all ended.
 */
export async function run(herd: Herd, circumstances: Circumstances): Promise<Outcome> {
  const { emit, maxParallel, mode } = circumstances
  const limit = pLimit(maxParallel)
  const began = new Map<string, number>()
  const environments = await provisionAll(herd, circumstances, limit, began)
  const facts = new Map<string, Facts>()
  for (const [name, found] of environments) if ('plan' in found && found.facts) facts.set(name, found.facts)

  const together =
    herd.settings.onFailure === 'undo-all' && mode === 'deploy'
      ? new Together(herd.members.map(({ name }) => name))
      : undefined
  // Where all are one transaction, each holds what it has prepared until all have: they are all at work at once.
  const atOnce = together ? pLimit(Math.max(maxParallel, herd.members.length, 1)) : limit
  const items = herd.members.map(member => ({ name: member.name, after: together ? [] : member.after, member }))
  let failed: string | undefined
  const done = (member: Member, result: MachineResult): MachineResult => {
    const { outcome, failure } = result
    if (outcomes[outcome].exit !== 0) {
      failed ??= member.name
      together?.fail(member.name)
    }
    const seconds = (performance.now() - (began.get(member.name) ?? performance.now())) / 1000
    emit({ type: 'machine-ended', machine: member.name, outcome, ...(failure ? { failure } : {}), seconds })
    return result
  }

  const results = await inOrder(items, async ({ member }, before: ReadonlyMap<string, MachineResult>) => {
    const broken = [...before].find(([, { outcome }]) => outcomes[outcome].exit !== 0)?.[0]
    if (broken !== undefined && mode === 'deploy')
      return done(member, { outcome: 'skipped', failure: { code: 'dependency-failed', machine: broken } })
    const environment = environments.get(member.name)
    if (environment && 'outcome' in environment) return done(member, environment)
    return atOnce(async () => {
      try {
        if (circumstances.signal.aborted) throw new DroverError({ code: 'cancelled' })
        if (failed !== undefined && herd.settings.onFailure === 'stop' && mode === 'deploy')
          return done(member, { outcome: 'skipped', failure: { code: 'stopped', machine: failed } })
        const surroundings = { herd, circumstances, facts, ...(together ? { together } : {}) }
        const result = await work(member, surroundings)
        return done(member, together ? await withOthers(member, result, together, surroundings) : result)
      } catch (error) {
        return done(member, resultOfThrown(error))
      }
    })
  })
  sayWhoLeft(herd, results, circumstances)
  return gravest(
    [...results.values()].map(({ outcome }) => outcome),
    'unchanged',
  )
}

/** All environments, before anything else: a machine may refer to any other's address. */
async function provisionAll(
  herd: Herd,
  circumstances: Circumstances,
  limit: <T>(work: () => Promise<T>) => Promise<T>,
  began: Map<string, number>,
): Promise<ReadonlyMap<string, Provisioned | MachineResult>> {
  const referred = referredTo(herd)
  const looked = [
    ...herd.members.map(member => ({
      member,
      make: circumstances.mode === 'deploy' && circumstances.rollbackTo === undefined,
    })),
    ...herd.others.filter(({ name }) => referred.has(name)).map(member => ({ member, make: false })),
  ]
  const found = await Promise.all(
    looked.map(({ member, make }) =>
      limit(async (): Promise<readonly [string, Provisioned | MachineResult]> => {
        began.set(member.name, performance.now())
        if (make) circumstances.emit({ type: 'phase-entered', machine: member.name, phase: 'provision' })
        try {
          const found = await provision(member, herd, circumstances, make)
          // The others are only looked up: a run tells nothing of a machine that it was not asked to work on.
          if (found.facts && herd.members.includes(member))
            circumstances.emit({ type: 'located', machine: member.name, address: found.facts.address })
          return [member.name, found]
        } catch (error) {
          return [member.name, resultOfThrown(error)]
        }
      }),
    ),
  )
  return new Map(found)
}

/** The names of the machines that a selected machine refers to. */
function referredTo(herd: Herd): ReadonlySet<string> {
  const names = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('$reference' in value && 'machine' in value && typeof value.machine === 'string') names.add(value.machine)
    for (const inner of Object.values(value)) walk(inner)
  }
  for (const { manifest } of herd.members) walk(manifest.resources)
  return names
}

/** Each machine remembers the whole herd of its last deployment: one that is declared no longer is named, not forgotten. */
function sayWhoLeft(herd: Herd, results: ReadonlyMap<string, MachineResult>, { emit }: Circumstances): void {
  const known = new Set([...herd.members, ...herd.others].map(({ name }) => name))
  const said = new Set<string>()
  for (const [seenOn, { observed }] of results)
    for (const { name, address } of observed?.provenance?.machines ?? []) {
      if (known.has(name) || said.has(name)) continue
      said.add(name)
      emit({ type: 'machine-left', machine: name, host: address, seenOn })
    }
}
