import type { Change } from '../event'
import type { Frame, Origin } from '../origin'
import { namesWords } from './alike'
import { environmentWords } from './environments'
import { clip, plainLine } from './plain'
import { type MachineView, outcomeOf, type RunView } from './run'
import { counted } from './words'

/** So many changes of one line are told. */
const most = 20

/** What is said of a line that declared what was changed, or would be. */
interface Notice {
  readonly level: 'notice'
  readonly title: string
  readonly message: string
  readonly frame?: Frame
}

/** One change, and the machines on which it was, or would be, made. */
interface Shared {
  readonly title: string
  readonly machines: readonly string[]
}

interface Line {
  readonly frame: Frame | undefined
  readonly changes: Map<string, readonly string[]>
}

/** A notice on each line that declared what was changed, or would be, in declared order. What drifted has a warning of its own. */
export const notices = (run: RunView, frameOf: (origin: Origin) => Frame | undefined): readonly Notice[] => [
  ...ofOutcome(run, 'changed', 'changed', frameOf),
  ...ofOutcome(run, 'planned', 'would be changed', frameOf),
]

function ofOutcome(
  run: RunView,
  outcome: 'changed' | 'planned',
  verb: string,
  frameOf: (origin: Origin) => Frame | undefined,
): readonly Notice[] {
  const lines = new Map<string, Line>()
  for (const machine of run.machines.filter(each => outcomeOf(each) === outcome)) {
    const title = environmentWords(machine)
    if (title !== undefined) add(lines, machine, { title, origin: machine.origin }, frameOf)
    for (const change of machine.changes ?? []) if (!change.drift) add(lines, machine, change, frameOf)
  }
  return [...lines.values()].map(({ frame, changes }) => {
    const all = [...changes].map(([title, machines]) => ({ title, machines }))
    const machines = [...new Set(all.flatMap(each => each.machines))]
    return {
      level: 'notice',
      title: clip(plainLine(`${namesWords(machines)} ${verb}`), 200),
      message: wordsOf(all, machines.length),
      ...(frame ? { frame } : {}),
    }
  })
}

function add(
  lines: Map<string, Line>,
  { name, origin }: MachineView,
  change: Pick<Change, 'title' | 'origin'>,
  frameOf: (origin: Origin) => Frame | undefined,
): void {
  const frame = frameOf(change.origin.length > 0 ? change.origin : origin)
  const key = frame === undefined ? '' : `${frame.file}:${frame.line}`
  const line = lines.get(key) ?? { frame, changes: new Map<string, readonly string[]>() }
  lines.set(key, line)
  line.changes.set(change.title, [...(line.changes.get(change.title) ?? []), name])
}

function wordsOf(all: readonly Shared[], machines: number): string {
  const rest = all.length - most
  return [
    ...all.slice(0, most).map(({ title, machines: on }) => {
      const where = on.length === machines ? '' : ` (${namesWords(on)})`
      return clip(plainLine(`${title}${where}`), 300)
    }),
    ...(rest > 0 ? [`and ${counted(rest, 'more change')}`] : []),
  ].join('\n')
}
