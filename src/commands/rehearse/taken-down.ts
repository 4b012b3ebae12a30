import { cacheAt } from '../../environments/container/cache'
import { takeDown } from '../../environments/container/take-down'
import { DroverError, thrownWords } from '../../failure'

/**
 * Takes the machines of a rehearsal down; their names come back, as many as there were.
 *
 * @throws DroverError `left-behind` where not all of it is gone, or nobody can tell
 */
export async function takenDown(rehearsal: {
  readonly deployment: string
  readonly stage: string
}): Promise<readonly string[]> {
  const { destroyed, left } = await takeDown(cacheAt(), rehearsal).catch((cause: unknown) => ({
    destroyed: [],
    left: [thrownWords(cause)],
  }))
  if (left.length === 0) return destroyed
  throw new DroverError({ code: 'left-behind', stage: rehearsal.stage, what: left, rehearsal: true })
}
