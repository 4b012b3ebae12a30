import type { Change } from '../event'
import { alike, fewNames, namesWords, tookBetween } from './alike'
import { code, details, fence, inline } from './escape'
import { explainFinding } from './explain'
import { plain, tail } from './plain'
import { failedOutput, failedStep, hasFailed, type MachineView, type RunView, type StepView } from './run'
import { endOfOutput } from './summary-failures'
import { changesWords, driftWords, outcomeWords } from './words'

/** What is said of how long a step took on each of some machines. */
type Took = typeof tookBetween

/**
 * A folded part a machine: its findings, its changes with their diffs, its steps, the whole output of the failing one. Machines that
 * there is the same to say of, but for how long each step took, have one part.
 */
export const detailsParts = (run: RunView, which: 'all' | 'failed'): readonly string[] =>
  alike(
    run.machines.filter(machine => which === 'all' || hasFailed(machine)),
    machine => `${endedWords(machine, run)}\n${bodyOf([machine], () => '')}`,
  ).flatMap(machines => {
    const body = bodyOf(machines, tookBetween)
    return body === '' ? [] : [details(titleOf(machines, run), `${allNames(machines)}${body}`)]
  })

const namesOf = (machines: readonly MachineView[]) => machines.map(({ name }) => name)

/** All of the names, where the title has but some. */
function allNames(machines: readonly MachineView[]): string {
  const all = namesWords(namesOf(machines), code)
  return fewNames(namesOf(machines), code) === all ? '' : `Of ${all}.\n\n`
}

function titleOf(machines: readonly MachineView[], run: RunView): string {
  const [first] = machines
  return first === undefined
    ? ''
    : `${fewNames(namesOf(machines), code)} ${inline(endedWords(first, run, machines.length > 1 ? 'the same ' : ''))}`
}

function endedWords(machine: MachineView, run: RunView, same = ''): string {
  const changes = changesWords(machine)
  const many = ['', '0'].includes(changes)
    ? ''
    : changes === '1'
      ? `${same || '1 '}change`
      : `${same}${changes} changes`
  return [outcomeWords(machine, run), many].filter(word => word !== '').join(', ')
}

function bodyOf(machines: readonly MachineView[], took: Took): string {
  const [machine] = machines
  if (machine === undefined) return ''
  const findings = machine.findings
    .filter(({ answer }) => answer !== 'ok')
    .map(finding => `- ${inline(explainFinding(finding))}`)
  const drift = driftWords(machine)
  const changes = (machine.changes ?? []).map(changeOf)
  // Where all went well the steps say no more than the changes.
  const steps = machine.steps.every(({ state }) => state === 'done')
    ? []
    : machine.steps.map((step, at) => stepOf(step, took(machines.map(each => each.steps[at]?.seconds))))
  const output = endOfOutput(machine).left > 0 ? plain(failedStep(machine)?.output ?? '') : ''
  // Of a command that failed it stands with the failure.
  const printed = failedOutput(machine) === '' ? tail(plain(machine.command?.output ?? ''), 200, 8000).text : ''
  return [
    ...(drift === undefined ? [] : [inline(`${drift}.`)]),
    ...section('Findings', findings),
    ...section('Changes', changes),
    ...section('Steps', steps),
    ...(printed.trim() === '' ? [] : ['**Output**', fence(printed)]),
    ...(output === '' ? [] : ['**All of the output of the step that failed**', fence(output)]),
  ].join('\n\n')
}

const section = (title: string, items: readonly string[]): readonly string[] =>
  items.length > 0 ? [`**${title}**`, items.join('\n')] : []

function changeOf({ title, drift, diff, withheld, irreversible, trail = [] }: Change): string {
  const remarks = [
    ...(drift ? ['drift'] : []),
    ...(withheld === undefined ? [] : [`no diff: ${withheld}`]),
    ...(irreversible === undefined ? [] : [`can’t be undone: ${irreversible}`]),
  ]
  const first = `- ${code(title)}${remarks.length > 0 ? ` (${inline(remarks.join('; '))})` : ''}`
  const line = [first, ...trail.map(told => `  - ${inline(told)}`)].join('\n')
  if (diff === undefined || diff.trim() === '') return line
  // Part of the list's item by its indent, so that the list goes on after it.
  const block = fence(diff, 'diff')
    .split('\n')
    .map(each => `  ${each}`)
    .join('\n')
  return `${line}\n\n${block}\n`
}

const marks = { done: '✓', failed: '✗', running: '?' }

function stepOf({ title, state, exit }: StepView, took: string): string {
  const end = {
    done: took,
    failed: `: exit code ${exit ?? '?'}`,
    running: ': its end was not seen',
  }
  return `- ${marks[state]} ${code(title)}${end[state]}`
}
