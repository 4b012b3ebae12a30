import type { Found } from '../../environments/environment'
import type { Emit } from '../../event'
import { DroverError } from '../../failure'
import type { Outcome } from '../../outcome'
import type { Price } from '../../price'
import type { Circumstances, Herd, Member } from '../herd'
import { each } from '../reached'
import { contextOf } from './provision'

/**
 * Destroys the machines that their environments made. One that is not there is destroyed already, and so is one in whose place somebody
 * else's stands, if its environment can list what is the deployment's; else that is refused.
 */
export const destroyMade = (herd: Herd, circumstances: Circumstances, dry: boolean): Promise<Outcome> =>
  each(herd, circumstances, 'unchanged', member => destroyOne(member, herd, circumstances, dry))

async function destroyOne(member: Member, herd: Herd, circumstances: Circumstances, dry: boolean): Promise<Outcome> {
  const { type, config } = member.environment
  const context = contextOf(member, herd, circumstances)
  const { emit } = circumstances
  emit({ type: 'phase-entered', machine: member.name, phase: 'provision' })
  const found = await type.find?.(config, context)
  if (found === undefined || found.state === 'absent') return 'unchanged'
  if (found.state === 'foreign' && type.list !== undefined) {
    const message = `nothing of the stage stands here: the ${type.name} of that name belongs to ${found.owner}, and stays`
    emit({ type: 'progress', machine: member.name, message })
    return 'unchanged'
  }
  refuse(type.name, member.name, found)
  const price = found.state === 'present' ? found.price : undefined
  sayDestroyed(emit, member.name, `the ${type.name}`, price ?? null)
  if (dry) return 'planned'
  await type.destroy?.(config, found, context)
  const after = await type.find?.(config, context)
  if (after === undefined || after.state === 'absent' || after.state === 'foreign') return 'destroyed'
  throw new DroverError({
    code: 'left-behind',
    stage: herd.stage,
    what: [`${member.name} was told to go, and its environment ${type.name} still shows it (${after.state})`],
  })
}

function refuse(environment: string, name: string, found: Found): void {
  if (found.state === 'foreign')
    throw new DroverError({ code: 'foreign-machine', environment, name, owner: found.owner })
  if (found.state === 'ambiguous')
    throw new DroverError({
      code: 'environment-failed',
      environment,
      message: `several things could be ${name}: ${found.candidates.join(', ')}; nothing was destroyed`,
    })
}

/** Says what is destroyed, and what it cost. */
export const sayDestroyed = (emit: Emit, machine: string, summary: string, before: Price | null): void =>
  emit({
    type: 'environment-planned',
    machine,
    change: { action: 'destroy', summary, changes: [], price: null, before },
  })
