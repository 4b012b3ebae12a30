import { duration } from './words'

/** Those that have the same key together, in the order in which the first of each comes. */
export function alike<Each>(all: readonly Each[], key: (each: Each) => string): readonly (readonly Each[])[] {
  const groups = new Map<string, Each[]>()
  for (const each of all) {
    const same = key(each)
    groups.set(same, [...(groups.get(same) ?? []), each])
  }
  return [...groups.values()]
}

/** `balancer, forum-1 … forum-4`: what is counted on from one name to the next, three at least, is told by its ends. */
export const namesWords = (names: readonly string[], show: (name: string) => string = name => name): string =>
  wordsOf(runsOf(names), show)

/** The same where there is little room: `balancer, forum-1 … forum-4 and 12 more`. All of the names stand elsewhere. */
export function fewNames(names: readonly string[], show: (name: string) => string = name => name): string {
  const runs = runsOf(names)
  const [few, rest] = [runs.slice(0, most), runs.slice(most).flat()]
  return rest.length === 0 ? wordsOf(few, show) : `${wordsOf(few, show)} and ${rest.length} more`
}

const most = 8

function runsOf(names: readonly string[]): readonly (readonly string[])[] {
  const runs: string[][] = []
  for (const name of names) {
    const run = runs.at(-1)
    if (run !== undefined && successor(run.at(-1) ?? '') === name) run.push(name)
    else runs.push([name])
  }
  return runs
}

const wordsOf = (runs: readonly (readonly string[])[], show: (name: string) => string): string =>
  runs
    .flatMap(run => (run.length < 3 ? run.map(show) : [`${show(run[0] ?? '')} … ${show(run.at(-1) ?? '')}`]))
    .join(', ')

/** The name that counts on: `web-09` → `web-10`. */
function successor(name: string): string | undefined {
  const [, before = '', digits] = /^(.*?)(\d{1,9})$/.exec(name) ?? []
  return digits === undefined ? undefined : before + String(Number(digits) + 1).padStart(digits.length, '0')
}

/** ` (12 s)`, ` (0.6 s – 12 s)`; nothing for what took no time worth a word. */
export function tookBetween(seconds: readonly (number | undefined)[]): string {
  const known = seconds.filter(each => each !== undefined)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  if (known.length === 0 || most < 0.5) return ''
  const [from, to] = [duration(least), duration(most)]
  return from === to ? ` (${to})` : ` (${from} – ${to})`
}

/** `the same 3 changes`; nothing for one alone, or where there are none. */
export const sameChanges = (machines: number, changes: number): string =>
  machines < 2 || changes === 0 ? '' : changes === 1 ? 'the same change' : `the same ${changes} changes`
