import type { Failure } from '../failure'
import { callersOf, declaredAt, type Frame, type Origin } from '../origin'
import { outcomes } from '../outcome'
import { explain, mistakeWords } from './explain'
import { clip, plain, plainLine, tail } from './plain'
import type { Reporter } from './reporter'
import { emptyRun, failedStep, failureOrigin, foldRun, type MachineView, outcomeOf, type RunView } from './run'
import { tellingFrame } from './telling'
import { counted } from './words'
import { workflowCommand } from './workflow-command'

type Level = 'error' | 'warning' | 'notice'

interface Annotation {
  readonly level: Level
  readonly gravity: number
  readonly title: string
  readonly message: string
  readonly origin: Origin
  /** It is wrong on the innermost line itself, whoever came by. */
  readonly exact?: boolean
}

/** GitHub shows no more than so many of a level for a step. */
const most = 10

/**
 * Annotations on the lines that declared what failed or drifted, as workflow commands. At most ten of a level, the gravest
 * first; where there are more, the last one counts them.
 */
export const annotationsReporter: Reporter<RunView> = {
  initial: emptyRun,
  fold: foldRun,
  render: run => {
    const frameOf = tellingFrame(run)
    const all = [...run.failures.flatMap(ofFailure), ...run.machines.flatMap(ofMachine)]
    return (['error', 'warning', 'notice'] as const)
      .flatMap(level => bounded(all.filter(one => one.level === level).toSorted((a, b) => b.gravity - a.gravity)))
      .map(one => `${command(one, frameOf)}\n`)
      .join('')
  },
}

/** Of the run as a whole: each mistake has a line of its own. */
function ofFailure(failure: Failure): readonly Annotation[] {
  const error = { level: 'error', gravity: Number.POSITIVE_INFINITY } as const
  if (failure.code === 'mistakes') {
    return failure.mistakes.map(mistake => ({
      ...error,
      title: mistake.path === '' ? 'Mistake in the deployment file' : mistake.path,
      message: mistakeWords(mistake),
      origin: mistake.origin,
      exact: true,
    }))
  }
  const origin =
    failure.code === 'deployment-file-broken' || failure.code === 'deployment-code-failed' ? failure.origin : []
  return [{ ...error, title: 'Drover', message: explain(failure), origin }]
}

const gravities = Object.keys(outcomes)

function ofMachine(machine: MachineView): readonly Annotation[] {
  const outcome = outcomeOf(machine)
  if (outcome === undefined) return []
  const { annotation, word } = outcomes[outcome]
  const { name, failure, origin } = machine
  const gravity = gravities.indexOf(outcome)
  const drifts: readonly Annotation[] = (machine.changes ?? [])
    .filter(({ drift }) => drift)
    .map(change => ({
      level: 'warning',
      gravity: gravities.indexOf('drifted'),
      title: `${name} drifted`,
      message: `${change.title}: the machine was changed here without a deployment.`,
      origin: change.origin.length > 0 ? change.origin : origin,
    }))
  if (annotation === undefined || (outcome === 'drifted' && drifts.length > 0)) return drifts
  const told = { level: annotation, gravity, title: `${name} ${word}` }
  // Each thing that is not well was declared on a line of its own.
  if (failure?.code === 'unhealthy')
    return failure.sick.map(sick => ({
      ...told,
      message: explain({ ...failure, sick: [sick] }),
      origin: sick.origin.length > 0 ? sick.origin : origin,
    }))
  const output = tail(plain(failedStep(machine)?.output ?? ''), 10, 2000).text
  const message = [failure ? explain(failure) : `${name} is ${word}.`, ...(output === '' ? [] : [output])].join('\n')
  return [{ ...told, message, origin: failureOrigin(machine) }, ...drifts]
}

function bounded(all: readonly Annotation[]): readonly Annotation[] {
  if (all.length <= most) return all
  const rest = all.slice(most - 1)
  const [first] = rest
  if (!first) return all
  const titles = clip([...new Set(rest.map(({ title }) => title))].join(', '), 2000)
  const message = `Of ${counted(all.length, first.level)} these are not shown here; the job summary has all: ${titles}`
  return [...all.slice(0, most - 1), { ...first, title: `and ${rest.length} more`, message, origin: [] }]
}

function command(annotation: Annotation, frameOf: (origin: Origin) => Frame | undefined): string {
  const { level, title, message, origin, exact = false } = annotation
  const frame = exact ? origin[0] : frameOf(origin)
  const at = frame && { file: plainLine(frame.file), line: frame.line, col: frame.column }
  const declared = callersOf(origin).length > 0 ? `\nDeclared at ${declaredAt(origin)}.` : ''
  return workflowCommand(
    level,
    { ...at, title: clip(plainLine(title), 200) },
    clip(plain(message), 8000) + plain(declared),
  )
}
