import type { Event, Phase, TimedEvent } from '../../src/event'
import type { Outcome } from '../../src/outcome'
import { started } from './runs'

/** A machine of a run that is known by its times alone. */
export interface Timed {
  readonly name: string
  readonly begins: number
  /** How many seconds it was in each. */
  readonly phases: readonly (readonly [Phase, number])[]
  readonly outcome: Outcome
}

/** The run of such machines; one that is cut short ends where its last machine entered its last phase. */
export function runOf(machines: readonly Timed[], cutShort = false): readonly TimedEvent[] {
  const events = machines.flatMap(({ name: machine, begins, phases, outcome }): readonly TimedEvent[] => {
    let at = begins
    const entered = phases.map(([phase, seconds]): TimedEvent => {
      const event: Event = { type: 'phase-entered', machine, phase }
      const timed = { ...event, at }
      at += seconds
      return timed
    })
    return cutShort ? entered : [...entered, { type: 'machine-ended', machine, outcome, seconds: at - begins, at }]
  })
  const names = machines.map(({ name }) => name)
  const all = [{ ...started('deploy', names), at: 0 }, ...events].toSorted((a, b) => a.at - b.at)
  const at = all.at(-1)?.at ?? 0
  return cutShort ? all : [...all, { type: 'run-ended', outcome: 'changed', exit: 0, seconds: at, at }]
}

const way = ['connect', 'observe', 'plan', 'prepare', 'apply', 'confirm'] as const
const times = [0.4, 0.9, 0.02, 0.5, 5.5, 0.8]

/** So many machines that are begun in waves of five; of each wave the second fails in the middle, or where it should confirm. */
export const waves = (count: number, slowness: number, name = 'forum'): readonly Timed[] =>
  Array.from({ length: count }, (_, index): Timed => {
    const wave = Math.floor(index / 5)
    const fails = index % 5 === 1
    const whole = way.map((phase, at) => {
      const seconds = (times[at] ?? 0) * slowness * (1 + ((index * 7 + at * 3) % 5) / 6)
      return [phase, seconds] as const
    })
    const phases: Timed['phases'] = fails ? [...whole.slice(0, 5 + (wave % 2)), ['undo', 1.5 * slowness]] : whole
    const begins = 0.3 + wave * 14 * slowness + (index % 5) * 0.3 * slowness
    return { name: `${name}-${index + 1}`, begins, phases, outcome: fails ? 'failed-undone' : 'changed' }
  })
