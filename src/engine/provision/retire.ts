import type { Facts } from '../../environments/environment'
import { thrownWords } from '../../failure'
import type { Circumstances, Herd, MachineResult, Member } from '../herd'
import { contextOf } from './provision'
import { referredTo } from './references'

/**
 * Has go what stands beside a machine that is deployed now: what it took the place of. Where the machine is not deployed, or another that
 * refers to its address is not, that stays, and it is said: the next deployment has it go. Tells whether nothing failed at it.
 */
export async function retire(
  herd: Herd,
  facts: ReadonlyMap<string, Facts>,
  results: ReadonlyMap<string, MachineResult>,
  circumstances: Circumstances,
): Promise<boolean> {
  const { emit, signal } = circumstances
  const ended = await Promise.all(
    herd.members.map(async member => {
      const known = facts.get(member.name)
      const { type, config } = member.environment
      if (!known?.beside?.length || !type.retire) return true
      const names = known.beside.map(({ name, why }) => `${name}, ${why},`).join(' and ')
      const lacking = signal.aborted ? member.name : lackingFor(member, herd, results)
      if (lacking !== undefined) {
        const message = `${names} stays until a deployment of ${lacking} succeeds`
        emit({ type: 'found', machine: member.name, finding: { check: 'beside', answer: 'warning', message } })
        return true
      }
      try {
        await type.retire(config, known, contextOf(member, herd, circumstances))
        return true
      } catch (error) {
        const message = `${names} could not be removed: ${thrownWords(error)}; the next deployment of ${member.name} tries again`
        emit({ type: 'run-failed', failure: { code: 'environment-failed', environment: type.name, message } })
        return false
      }
    }),
  )
  return ended.every(Boolean)
}

/** Who is not as it is declared of the machine itself and of those that refer to its address; undefined where all are. */
function lackingFor(machine: Member, herd: Herd, results: ReadonlyMap<string, MachineResult>): string | undefined {
  const isDeployed = ({ name }: Member): boolean => {
    const outcome = results.get(name)?.outcome
    return outcome === 'changed' || outcome === 'unchanged'
  }
  const referring = [...herd.members, ...herd.others].filter(other => referredTo([other]).has(machine.name))
  return [machine, ...referring].find(each => !isDeployed(each))?.name
}
