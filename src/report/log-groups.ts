import type { Change } from '../event'
import { alike, fewNames, namesWords, sameChanges, tookBetween } from './alike'
import { painter } from './colour'
import { explainFinding } from './explain'
import { block, type LogOptions } from './log-block'
import { pictured, plain, plainLine } from './plain'
import { generationLines } from './provenance-words'
import { failedStep, type MachineView, type RunView, type StepView } from './run'
import { driftWords, outcomeWords } from './words'
import { inert, workflowCommand } from './workflow-command'

/** A group for each machine that there is something to say of; one for all that there is the same to say of. */
export function groupsLines(run: RunView, options: LogOptions): readonly string[] {
  const words = (machine: MachineView) => [outcomeWords(machine, run), ...groupLines([machine], options, () => '')]
  return alike(run.machines, machine => words(machine).join('\n')).flatMap(machines => group(machines, run, options))
}

function group(machines: readonly MachineView[], run: RunView, options: LogOptions): readonly string[] {
  const lines = groupLines(machines, options, tookBetween)
  const [first] = machines
  if (lines.length === 0 || first === undefined) return []
  const names = machines.map(({ name }) => name)
  const [all, few] = [namesWords(names), fewNames(names)]
  const ended = [outcomeWords(first, run), sameChanges(machines.length, first.changes?.length ?? 0)]
  const title = plainLine(`${few}: ${ended.filter(word => word !== '').join(', ')}`)
  const shown = all === few ? lines : [inert(`  of ${plainLine(all)}`), ...lines]
  if (!options.runner) return ['', painter(options.colours)(inert(title), 'bold'), ...shown]
  return [workflowCommand('group', {}, title), ...shown, workflowCommand('endgroup', {}, '')]
}

/** What there is to say of machines that differ in nothing but how long each step `took`. */
function groupLines(
  machines: readonly MachineView[],
  options: LogOptions,
  took: (seconds: readonly (number | undefined)[]) => string,
): readonly string[] {
  const [machine] = machines
  if (machine === undefined) return []
  const all = stepsOf(machine)
  // A terminal has just shown every step, where they did not pass by; a runner folds the groups away, and they are where one looks a
  // machine up.
  const told = !options.runner && !options.debug && !options.live && all.every(({ state }) => state === 'done')
  const changes = machine.changes ?? []
  const shown = all.flatMap((step, at) => {
    const drift = changes[at]?.drift === true
    if (told && !drift) return []
    const change = changes[at]
    const lines = stepLines(step, drift, took(machines.map(each => stepsOf(each)[at]?.seconds)), options)
    return change ? [...lines, ...trailLines(change)] : lines
  })
  const findings = machine.findings
    .filter(({ answer }) => answer !== 'ok')
    .map(finding => inert(`  ! ${plainLine(explainFinding(finding))}`))
  const drift = driftWords(machine)
  const drifted = drift === undefined ? [] : [inert(`  ≠ ${plainLine(drift)}`)]
  return [...findings, ...drifted, ...shown, ...restLines(machine, all.length, options), ...generationsLines(machine)]
}

function stepsOf(machine: MachineView): readonly StepView[] {
  const failed = failedStep(machine)
  const steps = machine.steps.map(step => (step.id === failed?.id ? failed : step))
  return failed && !steps.includes(failed) ? [...steps, failed] : steps
}

/** The changes that were not begun; of a plan all of them, with their diffs. */
const restLines = ({ changes = [] }: MachineView, begun: number, options: LogOptions): readonly string[] =>
  changes.slice(begun).flatMap(change => {
    const remarks = [
      ...(change.drift ? ['drift'] : []),
      ...(change.withheld === undefined ? [] : [`no diff: ${change.withheld}`]),
    ]
    const remark = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`
    const line = inert(`  ${begun > 0 ? '–' : '○'} ${plainLine(change.title + remark)}`)
    const diff =
      change.diff !== undefined && (begun === 0 || options.debug) ? [block(pictured(change.diff), options)] : []
    return [line, ...trailLines(change), ...diff]
  })

/** What the machine says of who changed it. */
const trailLines = ({ trail = [] }: Change): readonly string[] => trail.map(told => inert(`      ${plainLine(told)}`))

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

function stepLines(step: StepView, drift: boolean, took: string, options: LogOptions): readonly string[] {
  const title = `${plainLine(step.title)}${drift ? ' (drift)' : ''}`
  switch (step.state) {
    case 'done':
      return [inert(`  ✓ ${title}${took}`)]
    case 'running':
      return [inert(`  ? ${title} (begun, its end was not seen)`)]
    case 'failed': {
      const output = plain(step.output ?? '')
      const line = inert(`  ✗ ${title} (exit code ${step.exit ?? '?'})`)
      return [line, ...(output.trim() === '' ? ['    (no output)'] : [block(output, options)])]
    }
  }
}
