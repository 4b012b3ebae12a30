import type { Leftover } from '../event'
import { failureOf } from '../failure'
import type { Circumstances, Herd } from './herd'
import { type Held, holdingsOf } from './owned'

/** Something that is left over, and who can destroy it. */
interface Left {
  readonly leftover: Leftover
  readonly held: Held
}

/**
 * What this deployment made on this stage for machines that its file no longer names, as far as the accounts show it that the file
 * still names; said as events. Nothing is looked for where only some of the machines are worked on.
 */
export async function leftoversOf(herd: Herd, circumstances: Circumstances): Promise<readonly Left[]> {
  const { emit, rollbackTo } = circumstances
  if (herd.others.length > 0 || rollbackTo !== undefined) return []
  const { held, unseen } = await holdingsOf(herd, circumstances)
  for (const { environment, failure } of unseen) emit({ type: 'leftovers-unknown', environment, failure })
  const declared = new Set(herd.members.map(({ name }) => name))
  const left = held
    .filter(({ owned: { stage, machine } }) => stage === herd.stage && !declared.has(machine))
    .map(each => ({ leftover: leftoverOf(each, herd), held: each }))
  for (const { leftover } of left) emit({ type: 'leftover-found', leftover })
  return left
}

function leftoverOf({ owned, environment }: Held, { settings }: Herd): Leftover {
  const { id, name, machine, price } = owned
  const fate = owned.protected === true ? 'protected' : settings.prune ? 'goes' : 'stays'
  return { environment: environment.type.name, id, name, machine, price, fate }
}

/** Destroys what is to go. What can't be destroyed is left and said, and the rest goes all the same. Whether all of it went. */
export async function prune(left: readonly Left[], { emit, reviewed }: Circumstances): Promise<boolean> {
  const doomed = left.filter(({ leftover }) => leftover.fate === 'goes' && (reviewed?.has(keyOf(leftover)) ?? true))
  const ended = await Promise.all(
    doomed.map(async ({ leftover: { environment, id, name }, held }) => {
      try {
        const { type, config } = held.environment
        if (!type.discard) throw new Error('this environment type can list it, and not destroy it')
        await type.discard(config, held.owned, held.context)
        emit({ type: 'leftover-destroyed', environment, id })
        return true
      } catch (error) {
        const cause = failureOf(error)
        const reason = 'message' in cause ? cause.message : cause.code
        const message = `${name} (${id}), which no machine of the deployment file needs any more, could not be destroyed: ${reason}`
        emit({ type: 'run-failed', failure: { code: 'environment-failed', environment, message } })
        return false
      }
    }),
  )
  return ended.every(Boolean)
}

/** By what one is known in a plan. */
export const keyOf = ({ environment, id }: Pick<Leftover, 'environment' | 'id'>): string =>
  `left over: ${environment} ${id}`
