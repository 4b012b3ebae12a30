import { thrownWords } from '../../failure'
import type { Cache } from './cache'
import { containerFailure } from './command'
import { clearLeftovers, destroyContainer } from './destroy'
import { containersOf } from './owned'
import { obstacle } from './prerequisites'

/** What became of the containers of a stage, a line each: “web (container web-1a2b3c4d)”, and of what is left also why. */
export interface TakenDown {
  readonly destroyed: readonly string[]
  readonly left: readonly string[]
}

/**
 * Destroys every container of a deployment's stage, as far as that can be done, and what dead processes left half-made: a
 * network too. There is no harm in doing it twice. To be called when nobody makes any more of them.
 *
 * @throws DroverError `environment-failed` where nothing could even be looked for
 */
export async function takeDown(
  cache: Cache,
  whose: { readonly deployment: string; readonly stage: string },
): Promise<TakenDown> {
  const reason = obstacle(process.platform, process.getuid?.())
  if (reason !== undefined) throw containerFailure(reason)
  const first = await attempt(cache, whose)
  // What was in the making shows itself, and what was busy may be free.
  const second = first.size === 0 ? first : await attempt(cache, whose)
  await clearLeftovers(cache)
  const all = new Map([...first, ...second])
  return {
    destroyed: [...all.keys()].filter(name => second.get(name) === undefined),
    left: [...second].flatMap(([name, why]) => (why === undefined ? [] : [`${name}: ${why}`])),
  }
}

/** By name, why each could not be destroyed; undefined where it was. */
async function attempt(cache: Cache, whose: Parameters<typeof takeDown>[1]) {
  const there = await containersOf(cache, whose)
  const ends = there.map(async ({ name, machine }) => {
    const why = await destroyContainer(cache, name).then(() => undefined, thrownWords)
    return [`${machine} (container ${name})`, why] as const
  })
  return new Map(await Promise.all(ends))
}
