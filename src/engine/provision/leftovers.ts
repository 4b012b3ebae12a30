import type { Leftover } from '../../event'
import { thrownWords } from '../../failure'
import type { Circumstances, Herd } from '../herd'
import { type Held, holdingsOf } from './owned'

/** Something that is left over, and who can destroy it. */
interface Left {
  readonly leftover: Leftover
  readonly held: Held
}

/** What the accounts showed when a run began; undefined where they were not asked, or not all of them answered. */
export type FirstLook = Promise<readonly Held[] | undefined>

/** Begins to ask the accounts what is left over, beside the work on the machines. Never rejects. */
export async function firstLook(herd: Herd, circumstances: Circumstances): FirstLook {
  if (!looks(herd, circumstances)) return undefined
  try {
    const { held, unseen } = await holdingsOf(herd, circumstances)
    return unseen.length === 0 ? leftIn(held, herd) : undefined
  } catch {
    // A run that is told to end: what is looked at when it has ended says so.
    return undefined
  }
}

/**
 * What this deployment made on this stage for machines that its file no longer names, as far as the accounts show it that the file
 * still names; said as events. Nothing is looked for where only some of the machines are worked on. Where the first look showed
 * nothing there is nothing: what a run makes is for machines that its file names. Else it is asked once more, for what is there now.
 */
export async function leftoversOf(
  herd: Herd,
  circumstances: Circumstances,
  first?: FirstLook,
): Promise<readonly Left[]> {
  if (!looks(herd, circumstances) || (await first)?.length === 0) return []
  const { emit } = circumstances
  const { held, unseen } = await holdingsOf(herd, circumstances)
  for (const { environment, failure } of unseen) emit({ type: 'leftovers-unknown', environment, failure })
  const left = leftIn(held, herd).map(each => ({ leftover: leftoverOf(each, herd), held: each }))
  for (const { leftover } of left) emit({ type: 'leftover-found', leftover })
  return left
}

const looks = ({ others }: Herd, { rollbackTo }: Circumstances): boolean =>
  others.length === 0 && rollbackTo === undefined

function leftIn(held: readonly Held[], { stage, members }: Herd): readonly Held[] {
  const declared = new Set(members.map(({ name }) => name))
  return held.filter(({ owned }) => owned.stage === stage && !declared.has(owned.machine))
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
        const message = `${name} (${id}), which no machine of the deployment file needs any more, could not be destroyed: ${thrownWords(error)}`
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
