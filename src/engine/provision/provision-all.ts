import { DroverError, type Failure } from '../../failure'
import type { Circumstances, Herd, MachineResult, Member } from '../herd'
import { resultOfThrown } from '../thrown'
import { digestOfAbsent } from './absent'
import { look, type Provisioned, realised, refusedAs } from './provision'
import { referredTo } from './references'

type Ended = Provisioned | MachineResult
type Limit = <T>(work: () => Promise<T>) => Promise<T>

/**
 * All environments, before anything else: a machine may refer to any other's address. All are looked for before any is made: what
 * may not be done as it is declared is refused before anything is.
 */
export async function provisionAll(
  herd: Herd,
  circumstances: Circumstances,
  limit: Limit,
  began: Map<string, number>,
): Promise<ReadonlyMap<string, Ended>> {
  const { emit, mode, rollbackTo } = circumstances
  const makes = mode === 'deploy' && rollbackTo === undefined
  const referred = referredTo(herd.members)
  const others = herd.others.filter(({ name }) => referred.has(name))
  const found = await each([...herd.members, ...others], limit, async member => {
    began.set(member.name, performance.now())
    const own = herd.members.includes(member)
    if (makes && own) emit({ type: 'phase-entered', machine: member.name, phase: 'provision' })
    const looked = await look(member, herd, circumstances)
    // The others are only looked up: a run tells nothing of a machine that it was not asked to work on.
    if (own && rollbackTo === undefined) tell(member, looked, circumstances)
    return looked
  })
  const made = makes ? await makeAll(herd, found, circumstances, limit) : found
  for (const { name: machine } of herd.members) {
    const facts = factsOf(made.get(machine))
    if (facts) emit({ type: 'located', machine, address: facts.address })
  }
  return made
}

/** Makes what is to be made; nothing of it where one failed that the others may not go on without. */
async function makeAll(
  herd: Herd,
  found: ReadonlyMap<string, Ended>,
  circumstances: Circumstances,
  limit: Limit,
): Promise<ReadonlyMap<string, Ended>> {
  const failed = herd.members.find(({ name }) => refusalOf(found.get(name)))?.name
  const stopped = failed === undefined ? undefined : stoppedBy(failed, herd)
  const made = await each(herd.members, limit, async member => {
    const looked = found.get(member.name)
    if (!looked || 'outcome' in looked || !changesAnything(looked)) return looked
    if (stopped && looked.plan?.refused === undefined) return { outcome: 'skipped', failure: stopped }
    refuseUnreviewed(member, looked, circumstances)
    return realised(member, looked, herd, circumstances)
  })
  return new Map([...found, ...made])
}

const changesAnything = ({ facts, plan }: Provisioned): boolean =>
  plan !== undefined && !(facts && plan.action === 'nothing')

/** Whether a machine can't be made as it is declared, or was not even found out about. */
const refusalOf = (found: Ended | undefined): boolean =>
  found !== undefined && ('outcome' in found || found.plan?.refused !== undefined)

function stoppedBy(machine: string, { settings }: Herd): Failure | undefined {
  switch (settings.onFailure) {
    case 'undo-machine':
      return undefined
    case 'stop':
      return { code: 'stopped', machine }
    case 'undo-all':
      return { code: 'undone-with-others', machine, begun: false }
  }
}

/** Says what would become of the environment; of what stands there, costs nothing and stays nothing. */
function tell(member: Member, { plan }: Provisioned, { emit, mode }: Circumstances): void {
  if (!plan) return
  const { action, summary, changes = [], price, before = null } = plan
  if (action === 'nothing' && price === null && before === null && changes.length === 0) return
  const machine = member.name
  emit({ type: 'environment-planned', machine, change: { action, summary, changes, price, before } })
  if (mode !== 'plan' || plan.refused === undefined) return
  emit({ type: 'would-refuse', machine, failure: refusedAs(member.environment.type.name, plan.refused).failure })
}

/** What was made, or made anew, since it was reviewed was in no plan that anybody saw. */
function refuseUnreviewed(member: Member, { plan }: Provisioned, { reviewed }: Circumstances): void {
  const digest = reviewed?.get(member.name)
  if (digest === undefined || digest === '') return
  throw new DroverError({ code: 'not-reviewed', reviewed: digest, found: digestOfAbsent(member, plan) })
}

/** What came of each, also where it threw. What has nothing to tell is left out. */
async function each(
  members: readonly Member[],
  limit: Limit,
  work: (member: Member) => Promise<Ended | undefined>,
): Promise<ReadonlyMap<string, Ended>> {
  const all = await Promise.all(
    members.map(member =>
      limit(async (): Promise<readonly (readonly [string, Ended])[]> => {
        try {
          const ended = await work(member)
          return ended ? [[member.name, ended]] : []
        } catch (error) {
          return [[member.name, resultOfThrown(error)]]
        }
      }),
    ),
  )
  return new Map(all.flat())
}

export const factsOf = (found: Ended | undefined): Provisioned['facts'] =>
  found && !('outcome' in found) ? found.facts : undefined
