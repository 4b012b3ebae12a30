import { details, fence } from './escape'
import { hasFailed, type MachineView, type RunView } from './run'
import { counted, duration } from './words'

/** So many machines have a place in it: GitHub's page shows no diagram of more than 50,000 characters, and nobody reads a longer one. */
const most = 12

/** Shorter than this part of the whole, a phase would not be seen. */
const least = 1 / 200

/**
 * When each machine was in which phase, as a diagram that GitHub draws. Empty where nothing was carried out. Of many machines those
 * that took longest are shown, in the order in which they were declared.
 */
export function timelinePart(run: RunView): string {
  const begun = run.machines.filter(({ phases }) =>
    phases.some(({ phase }) => phase === 'prepare' || phase === 'apply'),
  )
  if (begun.length === 0) return ''
  const longest = new Set(begun.toSorted((a, b) => (b.seconds ?? run.at) - (a.seconds ?? run.at)).slice(0, most))
  const which =
    begun.length > most
      ? `the ${most} of ${counted(begun.length, 'machine')} that took longest`
      : counted(begun.length, 'machine')
  const began = Date.parse(run.provenance?.time ?? '') || 0
  const chart = [
    'gantt',
    '  dateFormat x',
    '  axisFormat %H:%M:%S',
    '  todayMarker off',
    ...begun.filter(machine => longest.has(machine)).flatMap(machine => section(machine, run.at, began)),
  ]
  return details(`Timeline of ${which}`, fence(chart.join('\n'), 'mermaid'))
}

function section(machine: MachineView, runEnd: number, began: number): readonly string[] {
  const bars = machine.phases.flatMap(({ phase, at }, index) => {
    const last = index === machine.phases.length - 1
    const end = machine.phases[index + 1]?.at ?? machine.endedAt ?? runEnd
    if (end - at < runEnd * least) return []
    const wrong = phase === 'undo' || (last && hasFailed(machine)) ? 'crit, ' : ''
    const milliseconds = Math.round((end - at) * 1000)
    return [`  ${phase} ${duration(end - at)} :${wrong}${Math.round(began + at * 1000)}, ${milliseconds}ms`]
  })
  return bars.length === 0 ? [] : [`  section ${harmless(machine.name)}`, ...bars]
}

/** A name in which the diagram's language finds nothing of its own. */
const harmless = (name: string): string => name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '·').slice(0, 60)
