import { type Annotation, annotationsOf, type Level } from './annotation'
import { clip, plainLine } from './plain'
import type { Reporter } from './reporter'
import { emptyRun, foldRun, type RunView } from './run'
import { counted } from './words'
import { workflowCommand } from './workflow-command'

/** GitHub shows no more than so many of a level for a step. */
const most = 10

/**
 * Annotations on the lines that declared what failed, drifted or was changed, as workflow commands. At most ten of a level, the
 * gravest first; where there are more, the last one counts them.
 */
export const annotationsReporter: Reporter<RunView> = {
  initial: emptyRun,
  fold: foldRun,
  render: run => {
    const all = annotationsOf(run)
    return (['error', 'warning', 'notice'] as const)
      .flatMap(level =>
        bounded(
          all.filter(one => one.level === level),
          level,
        ),
      )
      .map(one => `${command(one)}\n`)
      .join('')
  },
}

function bounded(all: readonly Annotation[], level: Level): readonly Annotation[] {
  if (all.length <= most) return all
  const rest = all.slice(most - 1)
  const titles = clip([...new Set(rest.map(({ title }) => title))].join(', '), 2000)
  const message = `Of ${counted(all.length, level)} these are not shown here; the job summary has all: ${titles}`
  return [...all.slice(0, most - 1), { level, title: `and ${rest.length} more`, message }]
}

function command({ level, title, message, frame }: Annotation): string {
  const at = frame && { file: plainLine(frame.file), line: frame.line, col: frame.column }
  return workflowCommand(level, { ...at, title }, message)
}
