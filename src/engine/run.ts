import pLimit from 'p-limit'
import type { EnvironmentPlan, Facts } from '../environments/environment'
import { DroverError } from '../failure'
import { gravest, type Outcome, outcomes, verdicts } from '../outcome'
import type { Circumstances, Herd, MachineResult, Member } from './herd'
import { work } from './machine'
import { firstLook, leftoversOf, prune } from './provision/leftovers'
import { factsOf, provisionAll } from './provision/provision-all'
import { retire } from './provision/retire'
import { Gate } from './rollout/gate'
import { beginBatch, inBatches } from './rollout/in-batches'
import { batchesOf, haltAfter } from './rollout/rollout'
import { Together } from './rollout/together'
import { inOrder } from './rollout/waves'
import { withOthers } from './rollout/with-others'
import { resultOfThrown } from './thrown'

/**
 * Plans or deploys all machines of a herd side by side, or batch by batch, each as its own: what fails on one never disturbs
 * another, and only what waits for a failed machine is skipped, or comes in a batch that is not begun any more. Everything that
 * happens is said as events; what comes back is how it all ended.
 */
export async function run(herd: Herd, circumstances: Circumstances): Promise<Outcome> {
  const { emit, maxParallel, mode, rollbackTo, signal } = circumstances
  const { members, settings } = herd
  const limit = pLimit(maxParallel)
  const began = new Map<string, number>()
  const batches = mode === 'check' ? [] : batchesOf(members, settings.rollout)
  if (batches.length > 0) emit({ type: 'batches-planned', batches: batches.map(named) })
  const first = firstLook(herd, circumstances)
  const environments = await provisionAll(herd, circumstances, limit, began)
  const facts = new Map<string, Facts>()
  const anew = new Map<string, EnvironmentPlan>()
  const fresh = new Set<string>()
  for (const [name, found] of environments) {
    const known = factsOf(found)
    if (known) facts.set(name, known)
    if (!('plan' in found) || !found.plan || !made(found.plan)) continue
    // What stands there still is no measure of what takes its place.
    if (mode === 'plan') anew.set(name, found.plan)
    if (known && mode === 'deploy' && rollbackTo === undefined) fresh.add(name)
  }

  const begin = (number: number, changed: boolean) => beginBatch(number, changed, settings.rollout, circumstances)
  const together =
    settings.onFailure === 'undo-all' && mode === 'deploy' ? new Together(members.map(({ name }) => name)) : undefined
  const all = together ? { together, gate: new Gate(batches, together, begin) } : {}
  // Where all are one transaction, each holds what it has prepared until all have: they are all at work at once.
  const atOnce = together ? pLimit(Math.max(maxParallel, members.length, 1)) : limit
  const away = new Set<string>()
  const noCanaryWasThere = ({ name }: Member, { outcome }: MachineResult): boolean => {
    if (outcome === 'skipped-unreachable') away.add(name)
    const own = batches.find(({ canary, machines }) => canary && machines.some(machine => machine.name === name))
    return own?.machines.every(machine => away.has(machine.name)) ?? false
  }
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

  const workOn = async (member: Member, before: ReadonlyMap<string, MachineResult>) => {
    const broken = [...before].find(([, { outcome }]) => outcomes[outcome].exit !== 0)?.[0]
    if (broken !== undefined && mode === 'deploy')
      return done(member, { outcome: 'skipped', failure: { code: 'dependency-failed', machine: broken } })
    const environment = environments.get(member.name)
    if (environment && 'outcome' in environment) return done(member, environment)
    return atOnce(async () => {
      try {
        if (signal.aborted) throw new DroverError({ code: 'cancelled' })
        if (failed !== undefined && settings.onFailure === 'stop' && mode === 'deploy')
          return done(member, { outcome: 'skipped', failure: { code: 'stopped', machine: failed } })
        const surroundings = { herd, circumstances, facts, anew, ...all }
        const worked = await work(member, surroundings)
        // A machine that was made is a change, also where nothing is declared to be on it.
        const bare = worked.outcome === 'unchanged' && fresh.has(member.name)
        const result: MachineResult = bare ? { ...worked, outcome: 'changed' } : worked
        if (noCanaryWasThere(member, result)) together?.fail(member.name)
        return done(member, together ? await withOthers(member, result, together, surroundings) : result)
      } catch (error) {
        return done(member, resultOfThrown(error))
      }
    })
  }

  const results =
    mode === 'deploy' && !together && batches.length > 0
      ? await inBatches<Member, MachineResult>(batches, {
          begin,
          work: workOn,
          changed: ({ outcome }) => outcome === 'changed',
          // What a run that was told to end leaves out was cancelled, and did not fail.
          halt: (batch, ended) =>
            signal.aborted ? undefined : haltAfter(batch, ended, settings.rollout, members.length),
          skip: (member, failure) => done(member, { outcome: 'skipped', failure }),
        })
      : await inOrder(
          members.map(member => ({ name: member.name, after: together ? [] : member.after, member })),
          ({ member }, before: ReadonlyMap<string, MachineResult>) => workOn(member, before),
        )
  sayWhoLeft(herd, results, circumstances)
  const deploys = mode === 'deploy' && rollbackTo === undefined
  const retired = !deploys || (await retire(herd, facts, results, circumstances))
  const left = await leftoversOf(herd, circumstances, first)
  const ended = outcomeOf([...results.values()], circumstances)
  const outcome = retired ? ended : gravest([ended, 'failed'], ended)
  if (mode !== 'deploy' || signal.aborted || outcomes[outcome].exit !== 0) return outcome
  return (await prune(left, circumstances)) ? outcome : 'failed'
}

const made = ({ action, refused }: EnvironmentPlan): boolean =>
  (action === 'create' || action === 'replace') && refused === undefined

const named = ({ canary, machines }: ReturnType<typeof batchesOf<Member>>[number]) => ({
  canary,
  machines: machines.map(({ name }) => name),
})

/** A run that reached none of its machines did nothing: that is no success, whoever may be skipped. */
function outcomeOf(results: readonly MachineResult[], { emit }: Circumstances): Outcome {
  const ended = results.map(({ outcome }) => outcome)
  if (ended.length === 0 || ended.some(outcome => outcome !== 'skipped-unreachable')) return gravest(ended, 'unchanged')
  emit({ type: 'run-failed', failure: { code: 'none-reached' } })
  return verdicts['none-reached'].outcome
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
