import type { Phase } from '../event'
import { details, fence } from './escape'
import { type Bar, gantt, type Row } from './gantt'
import { hasFailed, type MachineView, type RunView } from './run'
import { counted, duration } from './words'

/** So many machines have a place in it: nobody reads a longer one. */
const most = 12

/** Shorter than this part of the whole, a phase would not be seen. */
const least = 1 / 200

/** In which a machine is in the order in which it is. */
const order: readonly Phase[] = ['provision', 'connect', 'observe', 'plan', 'prepare', 'apply', 'confirm', 'undo']

/**
 * When each machine was in which phase, as a diagram that GitHub draws. Empty where nothing was carried out. Of many machines those
 * that failed are shown, and those that took longest, in the order in which they were declared.
 */
export function timelinePart(run: RunView): string {
  const begun = run.machines.filter(({ phases }) =>
    phases.some(({ phase }) => phase === 'prepare' || phase === 'apply'),
  )
  if (begun.length === 0) return ''
  const weight = (machine: MachineView) => (hasFailed(machine) ? 1 : 0)
  const first = begun
    .toSorted((a, b) => weight(b) - weight(a) || (b.seconds ?? run.at) - (a.seconds ?? run.at))
    .slice(0, most)
  const shown = begun.filter(machine => first.includes(machine))
  const which =
    begun.length > most
      ? `the ${most} of ${counted(begun.length, 'machine')} that ${shown.some(hasFailed) ? 'failed or ' : ''}took longest`
      : counted(begun.length, 'machine')
  const span = spanOf(shown, run.at)
  const rows = shown.map(machine => rowOf(machine, run.at, span))
  return details(`Timeline of ${which}`, `${legend(shown, rows)}\n\n${fence(gantt(rows), 'mermaid')}`)
}

const endOf = ({ endedAt }: MachineView, runEnd: number): number => endedAt ?? runEnd

/** From the first beginning to the last end; of what took no time at all, a thousandth of a second. */
function spanOf(machines: readonly MachineView[], runEnd: number): number {
  const begin = Math.min(...machines.flatMap(({ phases }) => phases.map(({ at }) => at)))
  return Math.max(...machines.map(machine => endOf(machine, runEnd)), begin + 0.001) - begin
}

function rowOf(machine: MachineView, runEnd: number, span: number): Row {
  const { name, phases } = machine
  const end = endOf(machine, runEnd)
  const seen = span * least
  const all = phases.map(({ phase, at }, index): Bar => {
    const last = index === phases.length - 1
    const next = phases[index + 1]
    // What went wrong is what the machine was in when it ended, or when it began to undo.
    const wrong = phase === 'undo' || (hasFailed(machine) && (last || next?.phase === 'undo'))
    const to = Math.max(next?.at ?? end, at)
    const took = duration(to - at)
    // Behind the last there is room.
    return { from: at, to: last && wrong ? Math.max(to, at + 3 * seen) : to, words: [`${phase} ${took}`, phase], wrong }
  })
  const bars = all.filter(({ from, to }) => to - from >= seen)
  const [{ at } = { at: end }] = phases
  return { name, bars: bars.length > 0 ? bars : [{ from: at, to: Math.max(end, at + seen), words: [], wrong: false }] }
}

function legend(machines: readonly MachineView[], rows: readonly Row[]): string {
  const entered = machines.map(({ phases }) => phases.map(({ phase }) => phase))
  const all = order.filter(phase => entered.some(each => each.includes(phase))).join(', ')
  // A rehearsal deploys, and then goes back.
  const again = entered.some(each => new Set(each).size < each.length) ? ', and again' : ''
  const wrong = rows.some(({ bars }) => bars.some(bar => bar.wrong)) ? ' Red is what went wrong, and undoing it.' : ''
  return `Each row, from the left: ${all}${again}. The time is counted from the beginning of the run.${wrong}`
}
