import type { EnvironmentChange } from '../event'
import { alike, namesWords } from './alike'
import { costWords, environmentWords, leftoverWords, unlookedWords } from './environments'
import { code, inline } from './escape'
import { clip } from './plain'
import type { RunView } from './run'

const longest = 300
// Of machines, and of what is left over: the table has a row for each machine anyway.
const most = 100

/** What is lost stands before what is new. */
const order: readonly EnvironmentChange['action'][] = ['destroy', 'replace', 'create', 'nothing']

/** What becomes of the environments, what is left over of them, and what all cost; empty where there is nothing to say. */
export function environmentsPart(run: RunView): string {
  const told = run.machines.flatMap(machine => {
    const words = environmentWords(machine)
    const at = order.indexOf(machine.environmentChange?.action ?? 'nothing')
    return words === undefined ? [] : [{ name: machine.name, words, at }]
  })
  const machines = alike(
    told.toSorted((a, b) => a.at - b.at),
    ({ words }) => words,
  ).map(same => `${shownNames(same)}: ${inline(clip(same[0]?.words ?? '', longest))}`)
  const left = run.leftovers.map(each => inline(clip(leftoverWords(each, each.destroyed, run.command), longest)))
  const unlooked = run.unlooked.map(each => inline(clip(unlookedWords(each), longest)))
  const rows = [...listed(machines), ...listed(left), ...unlooked].map(row => `- ${row}`)
  const cost = costWords(run)
  if (rows.length === 0 && cost === undefined) return ''
  return ['### Environments', rows.join('\n'), ...(cost === undefined ? [] : [inline(cost)])]
    .filter(part => part !== '')
    .join('\n\n')
}

const shownNames = (machines: readonly { readonly name: string }[]): string =>
  namesWords(
    machines.map(({ name }) => clip(name, 200)),
    code,
  )

const listed = (rows: readonly string[]): readonly string[] =>
  rows.length > most ? [...rows.slice(0, most), `and ${rows.length - most} more`] : rows
