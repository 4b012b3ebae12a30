import { costWords, environmentWords, leftoverWords, unlookedWords } from './environments'
import { code, inline } from './escape'
import { clip } from './plain'
import type { RunView } from './run'

const longest = 300
// Of machines, and of what is left over: the table has a row for each machine anyway.
const most = 100

/** What becomes of the environments, what is left over of them, and what all cost; empty where there is nothing to say. */
export function environmentsPart(run: RunView): string {
  const machines = run.machines.flatMap(machine => {
    const words = environmentWords(machine)
    return words === undefined ? [] : [`${code(clip(machine.name, 200))}: ${inline(clip(words, longest))}`]
  })
  const left = run.leftovers.map(each => inline(clip(leftoverWords(each, each.destroyed, run.command), longest)))
  const unlooked = run.unlooked.map(each => inline(clip(unlookedWords(each), longest)))
  const rows = [...listed(machines), ...listed(left), ...unlooked].map(row => `- ${row}`)
  const cost = costWords(run)
  if (rows.length === 0 && cost === undefined) return ''
  return ['### Environments', rows.join('\n'), ...(cost === undefined ? [] : [inline(cost)])]
    .filter(part => part !== '')
    .join('\n\n')
}

const listed = (rows: readonly string[]): readonly string[] =>
  rows.length > most ? [...rows.slice(0, most), `and ${rows.length - most} more`] : rows
