import type { Failure, Finding } from '../failure'
import { callersOf, declaredAt, type Frame, type Origin } from '../origin'
import { type Outcome, outcomes } from '../outcome'
import { explain, mistakeWords } from './explain'
import { notices } from './notices'
import { clip, plain, plainLine, tail } from './plain'
import { failedStep, failureOrigin, type MachineView, outcomeOf, type RunView } from './run'
import { tellingFrame } from './telling'

export type Level = 'error' | 'warning' | 'notice'

/** What is said of a thing, on the line that declared it. Its texts hold nothing that a terminal or a page would act on. */
export interface Annotation {
  readonly level: Level
  readonly title: string
  readonly message: string
  /** Absent where nobody declared it. */
  readonly frame?: Frame
}

interface Found {
  readonly level: Level
  readonly gravity: number
  readonly title: string
  readonly message: string
  readonly origin: Origin
  /** It is wrong on the innermost line itself, whoever came by. */
  readonly exact?: boolean
}

/** Of a run: what failed, what drifted, and what was or would be changed; the gravest first. */
export function annotationsOf(run: RunView): readonly Annotation[] {
  const frameOf = tellingFrame(run)
  return [...run.failures.flatMap(ofFailure), ...run.machines.flatMap(ofMachine)]
    .toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || b.gravity - a.gravity)
    .map(found => placed(found, frameOf))
    .concat(notices(run, frameOf))
}

const levels: readonly Level[] = ['error', 'warning', 'notice']

/** Of the run as a whole: each mistake has a line of its own. */
function ofFailure(failure: Failure): readonly Found[] {
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

function ofMachine(machine: MachineView): readonly Found[] {
  const outcome = outcomeOf(machine)
  if (outcome === undefined) return []
  return [...ofOutcome(machine, outcome), ...machine.findings.flatMap(finding => ofWarning(machine, finding))]
}

function ofWarning({ name, origin }: MachineView, finding: Finding): readonly Found[] {
  if (finding.answer !== 'warning') return []
  const place = finding.origin?.length ? finding.origin : origin
  const gravity = gravities.length
  return [{ level: 'warning', gravity, title: `${name}: ${finding.check}`, message: finding.message, origin: place }]
}

function ofOutcome(machine: MachineView, outcome: Outcome): readonly Found[] {
  const { annotation, word } = outcomes[outcome]
  const { name, failure, origin } = machine
  const gravity = gravities.indexOf(outcome)
  const drifts: readonly Found[] = (machine.changes ?? [])
    .filter(({ drift }) => drift)
    .map(change => ({
      level: 'warning',
      gravity: gravities.indexOf('drifted'),
      title: `${name} drifted`,
      message: [
        `${change.title}: the machine was changed here without a deployment.`,
        ...(change.trail ?? []).map(plainLine),
      ].join('\n'),
      origin: change.origin.length > 0 ? change.origin : origin,
    }))
  if (annotation === undefined || (outcome === 'drifted' && drifts.length > 0)) return drifts
  const told = { level: annotation, gravity, title: `${name} ${word}` }
  // Each thing that is not well was declared on a line of its own.
  if (failure?.code === 'unhealthy')
    return [
      ...failure.sick.map(sick => ({
        ...told,
        message: explain({ ...failure, sick: [sick] }),
        origin: sick.origin.length > 0 ? sick.origin : origin,
      })),
      ...drifts,
    ]
  const output = tail(plain(failedStep(machine)?.output ?? ''), 10, 2000).text
  const message = [failure ? explain(failure) : `${name} is ${word}.`, ...(output === '' ? [] : [output])].join('\n')
  return [{ ...told, message, origin: failureOrigin(machine) }, ...drifts]
}

function placed(
  { level, title, message, origin, exact = false }: Found,
  frameOf: (origin: Origin) => Frame | undefined,
): Annotation {
  const frame = exact ? origin[0] : frameOf(origin)
  const declared = callersOf(origin).length > 0 ? `\nDeclared at ${declaredAt(origin)}.` : ''
  return {
    level,
    title: clip(plainLine(title), 200),
    message: clip(plain(message), 8000) + plain(declared),
    ...(frame ? { frame } : {}),
  }
}
