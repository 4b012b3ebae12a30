import { outcomes } from '../outcome'
import { changesOf, type MachineView, outcomeOf, outcomeOfRun, type RunView } from './run'

// Short words that more than one report uses, so that all say the same. None of them is escaped.

/** `✓ unchanged`; of a machine that nothing was done with, `– not begun`, or nothing where that was the point. */
export function outcomeWords(machine: MachineView, run: RunView): string {
  const outcome = outcomeOf(machine)
  if (outcome) return `${outcomes[outcome].icon} ${outcomes[outcome].word}`
  return run.ended?.exit === 0 ? '' : '– not begun'
}

/**
 * What is to be known of drift beside each change that is one: putting it back is a change like any other, and so makes a
 * generation. Undefined where nothing drifted.
 */
export function driftWords({ changes = [], before, generation }: MachineView): string | undefined {
  const count = changes.filter(({ drift }) => drift).length
  if (count === 0) return undefined
  const what = `${counted(count, 'change')} ${count === 1 ? 'is' : 'are'} drift: the machine was changed without a deployment`
  if (generation) return `${what}; putting it back made generation ${generation.to}`
  return before === null ? what : `${what}; putting it back makes a new generation after ${before}`
}

/** `3`, or `2 of 7` where not all were made. Nothing where it is not known. */
export function changesWords(machine: MachineView): string {
  if (!machine.changes && machine.steps.length === 0) return ''
  const { done, of } = changesOf(machine)
  return done === of ? String(done) : `${done} of ${of}`
}

/** `6 → 7`, `– → 1` for the first, `6` where it stayed. */
export function generationWords(machine: MachineView): string {
  const current = machine.generations.find(generation => generation.current)?.number ?? machine.before
  if (!machine.generation) return current === null ? '' : String(current)
  return `${machine.generation.from ?? '–'} → ${machine.generation.to}`
}

/** `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** `45 s`, `30 min`, `47 h`, `3 days`: how long something has been so. Rounded down, so that 3 days are not said before they are over. */
export function spanWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min`
  const hours = Math.floor(whole / 3600)
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`
}

/** `3.2`; nothing for a machine that only waited for another. */
export const secondsWords = ({ seconds, outcome }: MachineView): string =>
  seconds === undefined || outcome === 'skipped' ? '' : seconds.toFixed(1)

export const counted = (count: number, word: string, several = `${word}s`): string =>
  `${count} ${count === 1 ? word : several}`

/** `1 failed, 1 skipped, 3 changed`: the gravest first. */
export function countsWords(run: RunView): string {
  const ended = run.machines.map(machine => outcomeOf(machine))
  const words = Object.entries(outcomes).map(([outcome, { word }]) => {
    const count = ended.filter(one => one === outcome).length
    return count === 0 ? [] : [`${count} ${word}`]
  })
  const rest = ended.filter(one => one === undefined).length
  const idle = rest > 0 && run.ended?.exit !== 0 ? [`${rest} not begun`] : []
  return [...words.toReversed().flat(), ...idle].join(', ')
}

/** `deploy of forum (production)`; nothing for a run that failed before it had a name. */
export const runWords = ({ command, deployment, stage }: RunView): string =>
  command === '' ? '' : `${command} of ${deployment} (${stage})`

/** `✗ failed: deploy of forum (production)`. */
export function headlineWords(run: RunView): string {
  const { icon, word } = outcomes[outcomeOfRun(run)]
  return [`${icon} ${word}`, runWords(run)].filter(words => words !== '').join(': ')
}
