import type { Failure } from '../failure'
import { callersOf, type Origin, place } from '../origin'
import { outcomes } from '../outcome'
import { code, fence, inline, prose } from './escape'
import { explain } from './explain'
import { plain, tail } from './plain'
import { failedOutput, failureOrigin, forOthers, hasFailed, type MachineView, outcomeOf, type RunView } from './run'
import { counted } from './words'

/** What went wrong, of the run and of each machine, with the end of the failing step's output. */
export function failuresPart(run: RunView): string {
  const whole = run.failures.map(failure => ['### ✗ The run failed', ofRun(failure)].join('\n\n'))
  const machines = run.machines.filter(hasFailed).map(ofMachine)
  const waiting = run.machines.flatMap(({ name, failure }) =>
    failure?.code === 'dependency-failed' ? [`- ${code(name)}, after ${code(failure.machine)}`] : [],
  )
  const skipped =
    waiting.length > 0 ? [`### – Not begun, because what they come after failed\n\n${waiting.join('\n')}`] : []
  return [...whole, ...machines, ...skipped, ...leftOut(run)].join('\n\n')
}

/** Those that a rollout did not come to, and those that could not be reached and may be skipped. */
function leftOut({ machines }: RunView): readonly string[] {
  const waiting = machines.filter(({ failure }) => failure && forOthers.has(failure.code))
  const unbegun = waiting.filter(({ failure }) => failure?.code !== 'dependency-failed')
  const unreached = machines.filter(({ outcome }) => outcome === 'skipped-unreachable')
  const [first] = unbegun
  return [
    ...(first?.failure ? [part('No other machine was begun', unbegun, prose(explain(first.failure)))] : []),
    ...(unreached.length > 0
      ? [
          part(
            'Skipped, because they could not be reached',
            unreached,
            'They are as they were. Deploy again when they are back.',
          ),
        ]
      : []),
  ]
}

const part = (title: string, machines: readonly MachineView[], words: string): string =>
  [`### – ${title}`, words, machines.map(({ name }) => `- ${code(name)}`).join('\n')].join('\n\n')

/** Each mistake is an item of a list: in a block of code its end would be out of sight. */
function ofRun(failure: Failure): string {
  if (failure.code !== 'mistakes') return prose(explain(failure))
  const [first = '', ...mistakes] = explain(failure).split('\n')
  return [inline(first), mistakes.map(mistake => `- ${inline(mistake)}`).join('\n')].join('\n\n')
}

/** The end of what the thing that failed printed, as it is shown at once, and how many lines stand before it. */
export const endOfOutput = (machine: MachineView) => tail(plain(failedOutput(machine)), 25, 8000)

const unseen = 'The run ended before this machine did. The next deploy starts from what it observes.'

function ofMachine(machine: MachineView): string {
  const outcome = outcomeOf(machine) ?? 'failed'
  const { icon, word } = outcomes[outcome]
  const title = `### ${inline(icon)} ${code(machine.name)} ${inline(word)}`
  const origin = failureOrigin(machine)
  const where = origin.length === 0 ? [] : [`Declared at ${declaredCode(origin)}.`]
  const said = machine.failure ? [prose(explain(machine.failure))] : machine.outcome ? [] : [unseen]
  const end = endOfOutput(machine)
  if (end.text.trim() === '') return [title, ...said, ...where].join('\n\n')
  const more = end.left > 0 ? [`The end of its output (${counted(end.left, 'line')} before it):`] : []
  return [title, ...said, ...more, fence(end.text), ...where].join('\n\n')
}

const declaredCode = (origin: Origin): string =>
  [origin, ...callersOf(origin).map(caller => [caller])].map(each => code(place(each) ?? '')).join(', called at ')
