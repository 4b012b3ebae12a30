import type { Failure } from '../failure'
import { callersOf, type Origin, place } from '../origin'
import { outcomes } from '../outcome'
import { alike } from './alike'
import { declaredWords } from './declared-words'
import { code, fence, inline, prose } from './escape'
import { explain } from './explain'
import { plain, tail } from './plain'
import { failedOutput, failureOrigin, gravityOf, hasFailed, type MachineView, outcomeOf, type RunView } from './run'
import { namesOf, notBegun } from './summary-not-begun'
import { counted } from './words'

/**
 * What went wrong, of the run and of each machine, the gravest first, with the end of the failing step's output. Machines of which there
 * is the same to say have one part.
 */
export function failuresPart(run: RunView): string {
  const whole = run.failures.map(failure => ['### ✗ The run failed', ofRun(failure)].join('\n\n'))
  const wrong = run.machines.filter(hasFailed).toSorted((a, b) => gravityOf(b) - gravityOf(a))
  const failed = alike(wrong, machine => JSON.stringify([outcomeOf(machine), bodyOf(machine)]))
  return [...whole, ...failed.map(ofMachines), ...notBegun(run)].join('\n\n')
}

/** Each mistake is an item of a list: in a block of code its end would be out of sight. */
function ofRun(failure: Failure): string {
  if (failure.code !== 'mistakes') return prose(explain(failure))
  const [first = '', ...mistakes] = explain(failure).split('\n')
  return [inline(first), mistakes.map(mistake => `- ${inline(mistake)}`).join('\n')].join('\n\n')
}

/** The end of what the thing that failed printed, as it is shown at once, and how many lines stand before it. */
export const endOfOutput = (machine: MachineView) => tail(plain(failedOutput(machine)), 25, 8000)

function unseen({ steps }: MachineView): string {
  const running = steps.find(({ state }) => state === 'running')
  const at = running ? `, at “${inline(running.title)}”` : ''
  return `The run ended before this machine did${at}. The next deploy starts from what it observes.`
}

function ofMachines(machines: readonly MachineView[]): string {
  const [first] = machines
  if (first === undefined) return ''
  const { icon, word } = outcomes[outcomeOf(first) ?? 'failed']
  const title = `### ${inline(icon)} ${namesOf(machines)} ${inline(word)}`
  return [title, ...bodyOf(first), ...declaredWords(placesOf(machines))].join('\n\n')
}

function bodyOf(machine: MachineView): readonly string[] {
  const said = machine.failure ? [prose(explain(machine.failure))] : machine.outcome ? [] : [unseen(machine)]
  const end = endOfOutput(machine)
  if (end.text.trim() === '') return said
  const more = end.left > 0 ? [`The end of its output (${counted(end.left, 'line')} before it):`] : []
  return [...said, ...more, fence(end.text)]
}

const placesOf = (machines: readonly MachineView[]): readonly string[] =>
  machines
    .map(failureOrigin)
    .filter(origin => origin.length > 0)
    .map(declaredCode)

const declaredCode = (origin: Origin): string =>
  [origin, ...callersOf(origin).map(caller => [caller])].map(each => code(place(each) ?? '')).join(', called at ')
