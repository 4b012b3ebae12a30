import { spanWords } from '../report/words'

/** What is known of a stage, by which it is decided whether its time is over. */
export interface StageKnown {
  readonly stage: string
  /** When something of it was made or deployed last, in ISO 8601, where that is known. */
  readonly since: string | undefined
  /** Whether its pull request is open; undefined where it has none, or nobody could be asked. */
  readonly open: boolean | undefined
  readonly protected: boolean
}

export interface Doom {
  readonly goes: boolean
  readonly why: string
}

/** The number of the pull request that a stage is named by, as `pr-12`. */
export function pullOf(stage: string): number | undefined {
  const [, digits] = /^pr-(\d{1,9})$/.exec(stage) ?? []
  return digits === undefined ? undefined : Number(digits)
}

/** Whether a stage is taken down, and why. `ttl`: for so many seconds after its last deployment it may stand. */
export function doomOf({ stage, since, open, ...known }: StageKnown, ttl: number | undefined, now: number): Doom {
  if (known.protected) return { goes: false, why: 'it is protected' }
  const pull = pullOf(stage)
  if (pull !== undefined && open === false) return { goes: true, why: `pull request ${pull} is closed` }
  const age = ageOf(since, now)
  if (ttl !== undefined && age !== undefined && age > ttl)
    return { goes: true, why: `it was deployed last ${spanWords(age)} ago, and may stand for ${spanWords(ttl)}` }
  if (open === true) return { goes: false, why: `pull request ${pull} is open` }
  if (pull !== undefined && open === undefined)
    return { goes: false, why: `no GitHub is known to ask whether pull request ${pull} is open` }
  if (ttl !== undefined && age === undefined) return { goes: false, why: 'nobody knows since when it stands' }
  if (ttl !== undefined && age !== undefined && age < -clockDifference)
    return {
      goes: false,
      why: `it was deployed ${spanWords(-age)} from now: a clock is wrong, here or where it was made`,
    }
  return { goes: false, why: pull === undefined ? 'no pull request is known by its name' : 'its time is not over' }
}

/** By how many seconds two clocks that are right may differ. */
const clockDifference = 300

/** In seconds; undefined where nobody knows. */
function ageOf(since: string | undefined, now: number): number | undefined {
  const age = (now - Date.parse(since ?? '')) / 1000
  return Number.isFinite(age) ? age : undefined
}
