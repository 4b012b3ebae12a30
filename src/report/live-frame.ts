import { cells, cut, padded } from './cells'
import { painter } from './colour'
import type { LiveView } from './live-view'
import { plainLine } from './plain'
import { hasFailed, type MachineView } from './run'
import { duration } from './words'

export interface Size {
  readonly rows: number
  readonly columns: number
}

/**
 * The lines of a live display at a moment (`now`, in seconds since the run started): one for each machine at work, in their order,
 * then those that wait, as many as there is room for, and the counts of all. No line is wider than the terminal, and they leave
 * it one row for the cursor and one for what was printed last.
 */
export function frame(
  { run, doing }: LiveView,
  { rows, columns }: Size,
  now: number,
  colours: boolean,
): readonly string[] {
  const open = run.machines.filter(({ outcome }) => outcome === undefined)
  // A command that goes to no machine has nothing to show.
  if (run.ended || open.length === 0 || doing.size === 0 || rows < 3) return []
  const begun = (machine: MachineView) => doing.has(machine.name)
  const sorted = [...open.filter(begun), ...open.filter(machine => !begun(machine))]
  const shown = sorted.slice(0, Math.max(0, rows - 3))
  const paint = painter(colours)
  // One column stays free: some terminals go to the next line when the last one is written to.
  const room = Math.max(0, columns - 1)
  const names = shown.map(({ name }) => cut(plainLine(name), Math.max(8, Math.floor(room / 2))))
  const width = Math.max(0, ...names.map(cells))
  const lines = shown.map(({ name }, at) => {
    const one = doing.get(name)
    const label = padded(names[at] ?? '', width)
    const took = one ? duration(Math.max(0, now - one.since)) : ''
    const line = cut(`${label}  ${took.padStart(6)}  ${plainLine(one?.words ?? 'waiting')}`, room)
    return paint(line.slice(0, label.length), 'cyan') + line.slice(label.length)
  })
  return rows < 3
    ? []
    : [...lines, paint(cut(countsLine(run.machines, sorted.length - shown.length, now), room), 'dim')]
}

/** `3 of 40 done, 1 failed, 17 more at work or waiting, 12 s` */
function countsLine(machines: readonly MachineView[], hidden: number, now: number): string {
  const ended = machines.filter(({ outcome }) => outcome !== undefined)
  const failed = ended.filter(hasFailed).length
  return [
    `${ended.length} of ${machines.length} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(hidden > 0 ? [`${hidden} more than there is room for`] : []),
    duration(now),
  ].join(', ')
}
