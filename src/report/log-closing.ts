import { declaredAt } from '../origin'
import { colourOf, painter } from './colour'
import { explain, explainFinding } from './explain'
import { block, type LogOptions, printable, stackLines } from './log-block'
import { clip, pictured, plain, plainLine, tail } from './plain'
import { generationLines } from './provenance-words'
import {
  failedOutput,
  failedStep,
  failureOrigin,
  type MachineView,
  outcomeOf,
  outcomeOfRun,
  type RunView,
  type StepView,
} from './run'
import { columns } from './table'
import {
  changesWords,
  countsWords,
  driftWords,
  duration,
  generationWords,
  headlineWords,
  outcomeWords,
  secondsWords,
  tookWords,
} from './words'
import { inert, inertLine, workflowCommand } from './workflow-command'

/** The end of the log: a group for each machine, the table, and what went wrong, unfolded, as the last thing. */
export function closing(run: RunView, options: LogOptions): string {
  const groups = run.machines.flatMap(machine => group(machine, run, options))
  const table = run.machines.length > 0 ? ['', ...tableLines(run, options)] : []
  const left = run.left.map(({ name, host }) =>
    inertLine(`${name} is no longer in the deployment file; it is left as it is (${host}).`),
  )
  const refusals = run.machines.flatMap(({ name, refusals }) =>
    refusals.flatMap(failure => printable(`${name}: deploy would refuse this. ${explain(failure)}`)),
  )
  const reviewed =
    run.command === 'plan' && run.digest !== undefined
      ? [
          inertLine(
            `Plan ${run.digest.slice(0, 16)}: “drover deploy --plan ${run.digest.slice(0, 16)}” does this and nothing else.`,
          ),
        ]
      : []
  const said = [...run.machines.flatMap(machine => failureLines(machine, options)), ...refusals, ...left, ...reviewed]
  return [...groups, ...table, ...(said.length > 0 ? ['', ...said] : []), '', lastLine(run, options)].join('\n')
}

function lastLine(run: RunView, { colours }: LogOptions): string {
  const took = `in ${duration(run.ended?.seconds ?? run.at)}`
  const text = [headlineWords(run), countsWords(run), took].filter(word => word !== '').join(', ')
  return painter(colours)(inertLine(text), colourOf(outcomeOfRun(run)))
}

/** What went wrong on a machine. A runner folds the groups away, so the end of the output is shown here once more. */
function failureLines(machine: MachineView, options: LogOptions): readonly string[] {
  const { name, failure } = machine
  if (!failure) return []
  const declared = failure.code === 'dependency-failed' ? undefined : declaredAt(failureOrigin(machine))
  const where = declared === undefined ? [] : [`Declared at ${declared}.`]
  const lines = printable([`${name}: ${explain(failure)}`, ...where].join('\n'))
  const end = tail(plain(failedOutput(machine)), 10, 4000).text
  return [
    ...lines.map((line, at) => (at === 0 ? line : `  ${line}`)),
    ...(options.runner && end.trim() !== '' ? [block(end, options)] : []),
    ...stackLines(failure, options),
  ]
}

function group(machine: MachineView, run: RunView, options: LogOptions): readonly string[] {
  const lines = groupLines(machine, options)
  if (lines.length === 0) return []
  const title = plainLine(`${machine.name}: ${outcomeWords(machine, run)}`)
  if (!options.runner) return ['', painter(options.colours)(inert(title), 'bold'), ...lines]
  return [workflowCommand('group', {}, title), ...lines, workflowCommand('endgroup', {}, '')]
}

function groupLines(machine: MachineView, options: LogOptions): readonly string[] {
  const failed = failedStep(machine)
  const steps = machine.steps.map(step => (step.id === failed?.id ? failed : step))
  const all = failed && !steps.includes(failed) ? [...steps, failed] : steps
  // A terminal has just shown every step, where they did not pass by; a runner folds the groups away, and they are where one looks a
  // machine up.
  const told = !options.runner && !options.debug && !options.live && all.every(({ state }) => state === 'done')
  const changes = machine.changes ?? []
  const shown = all.flatMap((step, at) => {
    const drift = changes[at]?.drift === true
    return told && !drift ? [] : stepLines(step, drift, options)
  })
  const rest = changes.slice(all.length).flatMap(change => {
    const remarks = [
      ...(change.drift ? ['drift'] : []),
      ...(change.withheld === undefined ? [] : [`no diff: ${change.withheld}`]),
    ]
    const remark = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`
    const line = inert(`  ${all.length > 0 ? '–' : '○'} ${plainLine(change.title + remark)}`)
    const diff =
      change.diff !== undefined && (all.length === 0 || options.debug) ? [block(pictured(change.diff), options)] : []
    return [line, ...diff]
  })
  const findings = machine.findings
    .filter(({ answer }) => answer !== 'ok')
    .map(finding => inert(`  ! ${plainLine(explainFinding(finding))}`))
  const drift = driftWords(machine)
  const drifted = drift === undefined ? [] : [inert(`  ≠ ${plainLine(drift)}`)]
  return [...findings, ...drifted, ...shown, ...rest, ...generationsLines(machine)]
}

/** The newest first, the current one marked. */
function generationsLines({ generations }: MachineView): readonly string[] {
  const width = Math.max(0, ...generations.map(({ number }) => String(number).length))
  return generations
    .toSorted((a, b) => b.number - a.number)
    .flatMap(generation => {
      const [first, second] = generationLines(generation)
      const mark = `${generation.current ? '*' : ' '} ${String(generation.number).padStart(width)}`
      return [inert(`  ${mark}  ${plainLine(first)}`), inert(`    ${' '.repeat(width)}  ${plainLine(second)}`)]
    })
}

function stepLines(step: StepView, drift: boolean, options: LogOptions): readonly string[] {
  const title = `${plainLine(step.title)}${drift ? ' (drift)' : ''}`
  switch (step.state) {
    case 'done':
      return [inert(`  ✓ ${title}${tookWords(step.seconds)}`)]
    case 'running':
      return [inert(`  ? ${title} (begun, its end was not seen)`)]
    case 'failed': {
      const output = plain(step.output ?? '')
      const line = inert(`  ✗ ${title} (exit code ${step.exit ?? '?'})`)
      return [line, ...(output.trim() === '' ? ['    (no output)'] : [block(output, options)])]
    }
  }
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
