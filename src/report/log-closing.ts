import { colourOf, painter } from './colour'
import { costWords, leftoverWords, unlookedWords } from './environments'
import type { LogOptions } from './log-block'
import { groupsLines } from './log-groups'
import { wrongLines } from './log-wrong'
import { clip, plainLine } from './plain'
import { outcomeOf, outcomeOfRun, type RunView } from './run'
import { columns } from './table'
import {
  changesWords,
  countsWords,
  duration,
  generationWords,
  headlineWords,
  outcomeWords,
  secondsWords,
} from './words'
import { inert, inertLine } from './workflow-command'

/** The end of the log: a group for each machine, the table, and what went wrong, unfolded, as the last thing. */
export function closing(run: RunView, options: LogOptions): string {
  const groups = groupsLines(run, options)
  const table = run.machines.length > 0 ? ['', ...tableLines(run, options)] : []
  const left = run.left.map(({ name, host }) =>
    inertLine(`${name} is no longer in the deployment file; it is left as it is (${host}).`),
  )
  const leftovers = run.leftovers.map(each => inertLine(`${leftoverWords(each, each.destroyed, run.command)}.`))
  const unlooked = run.unlooked.map(each => inertLine(unlookedWords(each)))
  const cost = costWords(run)
  const reviewed =
    run.command === 'plan' && run.digest !== undefined
      ? [
          inertLine(
            `Plan ${run.digest.slice(0, 16)}: “drover deploy --plan ${run.digest.slice(0, 16)}” does this and nothing else.`,
          ),
        ]
      : []
  const said = [
    ...wrongLines(run, options),
    ...left,
    ...leftovers,
    ...unlooked,
    ...(cost === undefined ? [] : [inertLine(cost)]),
    ...reviewed,
  ]
  return [...groups, ...table, ...(said.length > 0 ? ['', ...said] : []), '', lastLine(run, options)].join('\n')
}

function lastLine(run: RunView, { colours }: LogOptions): string {
  const took = `in ${duration(run.ended?.seconds ?? run.at)}`
  const text = [headlineWords(run), countsWords(run), took].filter(word => word !== '').join(', ')
  return painter(colours)(inertLine(text), colourOf(outcomeOfRun(run)))
}

function tableLines(run: RunView, { colours }: LogOptions): readonly string[] {
  const rows = run.machines.map(machine =>
    [
      machine.name,
      machine.environment,
      outcomeWords(machine, run),
      changesWords(machine),
      generationWords(machine),
      secondsWords(machine),
    ].map(cell => clip(plainLine(cell), 60)),
  )
  const [head = '', ...body] = columns([
    ['machine', 'environment', 'outcome', 'changes', 'generation', 'seconds'],
    ...rows,
  ])
  const paint = painter(colours)
  return [
    paint(head, 'bold'),
    ...body.map((row, at) => {
      const machine = run.machines[at]
      return paint(inert(row), colourOf(machine && outcomeOf(machine)))
    }),
  ]
}
