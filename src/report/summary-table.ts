import { code, inline } from './escape'
import { clip } from './plain'
import { refWords } from './provenance-words'
import type { MachineView, RunView } from './run'
import {
  changesWords,
  counted,
  countsWords,
  duration,
  generationWords,
  headlineWords,
  outcomeWords,
  secondsWords,
} from './words'

// Names come from the user and have no bound of their own: what is longer than this tells nothing in a heading or a cell.
const longest = 200
const short = (text: string) => clip(text, longest)

/** The outcome, the counts and the time: what a person reads first. */
export function headline(run: RunView): string {
  const machines = counted(run.machines.length, 'machine')
  const counts = run.machines.length > 0 ? [`${countsWords(run) || 'none touched'} of ${machines}`] : []
  const seconds = duration(run.ended?.seconds ?? run.at)
  const cut = run.ended ? [] : ['the run was cut short']
  const { sha, ref, actor } = run.provenance ?? {}
  const from = [
    ...(sha === undefined ? [] : [`commit ${code(short(sha.slice(0, 12)))}`]),
    ...(ref === undefined ? [] : [`of ${code(short(refWords(ref)))}`]),
    ...(actor === undefined ? [] : [`by ${code(short(actor))}`]),
  ].join(' ')
  return [
    `## ${inline(short(headlineWords(run)))}`,
    [...counts, ...cut, `in ${seconds}`, ...(from === '' ? [] : [from])].join(', '),
  ].join('\n\n')
}

const columns = [
  { title: 'machine', align: ':--' },
  { title: 'environment', align: ':--' },
  { title: 'outcome', align: ':--' },
  { title: 'changes', align: '--:' },
  { title: 'generation', align: '--:' },
  { title: 'seconds', align: '--:' },
]

/** A row a machine, without the columns that have nothing in them; empty where there are no machines. */
export function table(run: RunView): string {
  if (run.machines.length === 0) return ''
  const rows = run.machines.map(machine => cellsOf(machine, run))
  const used = columns.map((_, at) => rows.some(cells => cells[at] !== ''))
  const row = (cells: readonly string[]) => `| ${cells.filter((_, at) => used[at]).join(' | ')} |`
  return [row(columns.map(({ title }) => title)), row(columns.map(({ align }) => align)), ...rows.map(row)].join('\n')
}

const cellsOf = (machine: MachineView, run: RunView): readonly string[] => [
  code(short(machine.name)),
  inline(short(machine.environment)),
  inline(outcomeWords(machine, run)),
  inline([changesWords(machine), driftMark(machine)].filter(word => word !== '').join(' ')),
  inline(generationWords(machine)),
  secondsWords(machine),
]

/** That somebody changed the machine by hand is seen at a glance; where it is all that was looked for, the outcome says so. */
function driftMark({ changes = [], outcome }: MachineView): string {
  const count = outcome === 'drifted' ? 0 : changes.filter(({ drift }) => drift).length
  return count === 0 ? '' : `(${count} drift)`
}

/** The machines that left the deployment file. */
export function leftPart(run: RunView): string {
  if (run.left.length === 0) return ''
  const rows = run.left.map(
    ({ name, host, seenOn }) => `- ${code(short(name))} at ${code(short(host))}, as ${code(short(seenOn))} remembers`,
  )
  return ['### No longer in the deployment file, and left as they are', rows.join('\n')].join('\n\n')
}
