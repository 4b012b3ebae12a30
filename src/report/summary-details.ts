import type { Change } from '../event'
import { code, details, fence, inline } from './escape'
import { explain, explainFinding } from './explain'
import { plain, tail } from './plain'
import { failedOutput, failedStep, hasFailed, type MachineView, type RunView, type StepView } from './run'
import { endOfOutput } from './summary-failures'
import { changesWords, driftWords, outcomeWords, tookWords } from './words'

/** A folded part a machine: its findings, its changes with their diffs, its steps, the whole output of the failing one. */
export const detailsPart = (run: RunView, which: 'all' | 'failed'): string =>
  run.machines
    .filter(machine => which === 'all' || hasFailed(machine))
    .flatMap(machine => {
      const body = bodyOf(machine)
      return body === '' ? [] : [details(titleOf(machine, run), body)]
    })
    .join('\n\n')

function titleOf(machine: MachineView, run: RunView): string {
  const changes = changesWords(machine)
  const many = changes === '1' ? '1 change' : changes === '' ? '' : `${changes} changes`
  return `${code(machine.name)} ${inline([outcomeWords(machine, run), many].filter(word => word !== '').join(', '))}`
}

function bodyOf(machine: MachineView): string {
  const findings = machine.findings
    .filter(({ answer }) => answer !== 'ok')
    .map(finding => `- ${inline(explainFinding(finding))}`)
  const drift = driftWords(machine)
  const changes = (machine.changes ?? []).map(changeOf)
  // Where all went well the steps say no more than the changes.
  const steps = machine.steps.every(({ state }) => state === 'done') ? [] : machine.steps.map(stepOf)
  const output = endOfOutput(machine).left > 0 ? plain(failedStep(machine)?.output ?? '') : ''
  // Of a command that failed it stands with the failure.
  const printed = failedOutput(machine) === '' ? tail(plain(machine.command?.output ?? ''), 200, 8000).text : ''
  return [
    ...(drift === undefined ? [] : [inline(`${drift}.`)]),
    ...section('Findings', findings),
    ...section(
      '“deploy” would refuse this',
      machine.refusals.map(failure => `- ${inline(explain(failure))}`),
    ),
    ...section('Changes', changes),
    ...section('Steps', steps),
    ...(printed.trim() === '' ? [] : ['**Output**', fence(printed)]),
    ...(output === '' ? [] : ['**All of the output of the step that failed**', fence(output)]),
  ].join('\n\n')
}

const section = (title: string, items: readonly string[]): readonly string[] =>
  items.length > 0 ? [`**${title}**`, items.join('\n')] : []

function changeOf({ title, drift, diff, withheld, irreversible }: Change): string {
  const remarks = [
    ...(drift ? ['drift'] : []),
    ...(withheld === undefined ? [] : [`no diff: ${withheld}`]),
    ...(irreversible === undefined ? [] : [`can’t be undone: ${irreversible}`]),
  ]
  const line = `- ${code(title)}${remarks.length > 0 ? ` (${inline(remarks.join('; '))})` : ''}`
  if (diff === undefined || diff.trim() === '') return line
  // Part of the list's item by its indent, so that the list goes on after it.
  const block = fence(diff, 'diff')
    .split('\n')
    .map(each => `  ${each}`)
    .join('\n')
  return `${line}\n\n${block}\n`
}

const marks = { done: '✓', failed: '✗', running: '?' }

function stepOf({ title, state, seconds, exit }: StepView): string {
  const end = {
    done: tookWords(seconds),
    failed: `: exit code ${exit ?? '?'}`,
    running: ': its end was not seen',
  }
  return `- ${marks[state]} ${code(title)}${end[state]}`
}
