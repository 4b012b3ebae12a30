import type { EnvironmentContext, EnvironmentPlan, Facts, Found } from '../../environments/environment'
import { DroverError } from '../../failure'
import { reveal } from '../../resources/text'
import type { Target } from '../../target/target'
import type { Circumstances, Herd, Member } from '../herd'
import { watched } from '../line/watched'

/** What came of a machine's environment. */
export interface Provisioned {
  /** Undefined where the machine is not there and this run does not make it. */
  readonly facts: Facts | undefined
  readonly plan: EnvironmentPlan | undefined
}

/** What an environment type may use while it works for one machine. */
export function contextOf(member: Member, herd: Herd, circumstances: Circumstances): EnvironmentContext {
  const { connect, emit, signal, publicKeys, sshConfig, mask } = circumstances
  const progress = (message: string) => emit({ type: 'progress', machine: member.name, message })
  return {
    machine: member.name,
    deployment: herd.deployment,
    stage: herd.stage,
    connect: endpoint =>
      connect(
        endpoint,
        (attempt, failed, attempts) => {
          if (attempt > 1)
            progress(`connecting again to ${endpoint.host}, attempt ${attempt} of ${attempts ?? '?'}: ${failed ?? ''}`)
        },
        progress,
      ),
    progress,
    signal,
    publicKeys,
    sshConfig,
    secret: named => reveal(named, herd.secrets),
    mask,
  }
}

/** Looks for a machine, and makes it where that is asked and it is not there. */
export async function provision(
  member: Member,
  herd: Herd,
  circumstances: Circumstances,
  make: boolean,
): Promise<Provisioned> {
  const looked = await look(member, herd, circumstances)
  return make ? realised(member, looked, herd, circumstances) : looked
}

/** Looks for a machine, and what its environment would come to. Changes nothing. */
export async function look(member: Member, herd: Herd, circumstances: Circumstances): Promise<Provisioned> {
  const { type, config } = member.environment
  const context = contextOf(member, herd, circumstances)
  if (!type.find) return { facts: { address: type.address?.(config) ?? '', hostKeys: [] }, plan: undefined }
  const found = await type.find(config, context)
  refuse(type.name, member.name, found)
  const plan = await type.plan?.(config, found, context)
  if (found.state === 'present') return { facts: found.facts, plan }
  if (!plan || !type.realise)
    throw failed(type.name, `${member.name} is not there, and this environment type can't make it`)
  return { facts: undefined, plan }
}

/**
 * Makes what was planned of a machine's environment.
 *
 * @throws DroverError `environment-refused` where its type does not do this as it is declared
 */
export async function realised(
  member: Member,
  { facts, plan }: Provisioned,
  herd: Herd,
  circumstances: Circumstances,
): Promise<Provisioned> {
  const { type, config } = member.environment
  if (!plan || !type.realise || (facts && plan.action === 'nothing')) return { facts, plan }
  if (plan.refused !== undefined) throw refusedAs(type.name, plan.refused)
  return { facts: await type.realise(config, plan, contextOf(member, herd, circumstances)), plan }
}

export const refusedAs = (environment: string, reason: string): DroverError =>
  new DroverError({ code: 'environment-refused', environment, reason })

/** Connects to a machine that is there. What runs over the connection is said as events, for whoever wants to see it. */
export async function reach(member: Member, facts: Facts, herd: Herd, circumstances: Circumstances): Promise<Target> {
  const { type, config } = member.environment
  return watched(
    await type.reach(config, facts, contextOf(member, herd, circumstances)),
    member.name,
    circumstances.emit,
  )
}

function refuse(environment: string, machine: string, found: Found): void {
  if (found.state === 'foreign')
    throw new DroverError({ code: 'foreign-machine', environment, name: machine, owner: found.owner })
  if (found.state === 'ambiguous')
    throw failed(
      environment,
      `several things could be ${machine}: ${found.candidates.join(', ')}; remove all but the right one`,
    )
}

const failed = (environment: string, message: string): DroverError =>
  new DroverError({ code: 'environment-failed', environment, message })
