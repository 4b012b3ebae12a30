// A chart in the language of mermaid's gantt, as GitHub draws it: a row a machine, its bars one behind the other.

/** A part of a row, in seconds since the chart's zero. */
export interface Bar {
  readonly from: number
  readonly to: number
  /** What may stand in it, the best first: the first that fits does. */
  readonly words: readonly string[]
  /** In the colour of what is wrong. */
  readonly wrong: boolean
}

export interface Row {
  readonly name: string
  readonly bars: readonly Bar[]
}

// A chart may be drawn while it is folded away, when there is no width for it: so it has one of its own, and a phone shrinks it. With
// that it is known here what fits into a bar. The text is set in Verdana, or what is as wide.
const chartWidth = 640
const textSize = 13
const characterWidth = 0.62 * textSize
const margin = 10
const longestName = 24

/** A zero-width space: a bar in which nothing fits, for there has to be a word. */
const nothing = '\u200b'

/** The chart. Rows need a bar at least; the bars of a row follow each other. */
export function gantt(rows: readonly Row[]): string {
  const bars = rows.flatMap(row => row.bars)
  const [begin, end] = [Math.min(...bars.map(({ from }) => from)), Math.max(...bars.map(({ to }) => to))]
  const names = shortNames(rows.map(({ name }) => name))
  const leftPadding = Math.ceil(margin * 2 + characterWidth * Math.max(...names.map(name => name.length)))
  const rightPadding = 3 * margin
  const settings = {
    displayMode: 'compact',
    useWidth: chartWidth,
    leftPadding,
    rightPadding,
    fontSize: textSize,
    sectionFontSize: textSize,
  }
  const pixels = (chartWidth - leftPadding - rightPadding) / (end - begin)
  return [
    `%%{init: ${JSON.stringify({ gantt: settings })}}%%`,
    'gantt',
    '  dateFormat YYYY-MM-DD HH:mm:ss.SSS',
    `  axisFormat ${end < day ? '%H:%M:%S' : 'day %-d %H:%M'}`,
    ...tickLine(end - begin),
    '  todayMarker off',
    ...rows.flatMap(({ bars }, index) => [`  section ${names[index]}`, ...bars.map(bar => barLine(bar, pixels))]),
  ].join('\n')
}

function barLine({ from, to, words, wrong }: Bar, pixels: number): string {
  const word = words.find(text => text.length * characterWidth <= (to - from) * pixels) ?? nothing
  return `  ${word} :${wrong ? 'crit, ' : ''}${stamp(from)}, ${stamp(to)}`
}

/**
 * So long after a midnight in the reader's own zone: only so does the axis show everyone the same. No clock is changed on the first of
 * January.
 */
const stamp = (seconds: number): string =>
  new Date(Date.UTC(2000, 0, 1) + Math.round(seconds * 1000)).toISOString().slice(0, -1).replace('T', ' ')

const [minute, hour, day] = [60, 3600, 86_400]
const units = [
  { unit: 'second', seconds: 1, steps: [1, 2, 5, 10, 15, 30] },
  { unit: 'minute', seconds: minute, steps: [1, 2, 5, 10, 15, 30] },
  { unit: 'hour', seconds: hour, steps: [1, 2, 3, 6, 12] },
  { unit: 'day', seconds: day, steps: [1] },
]
/** More would run into each other. */
const mostTicks = 6

/** The finest marks of the axis that have room; mermaid's own where a run takes weeks. */
function tickLine(span: number): readonly string[] {
  const ticks = units.flatMap(({ unit, seconds, steps }) => steps.map(step => ({ unit, step, every: seconds * step })))
  const fitting = ticks.find(({ every }) => span / every <= mostTicks)
  return fitting ? [`  tickInterval ${fitting.step}${fitting.unit}`] : []
}

/** Names in which the language finds nothing of its own, each another: two rows of one name would be one. */
function shortNames(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return names.map(name => {
    const short = shortened(name.replaceAll(/[^A-Za-z0-9 ._-]/g, '·').trim() || '·')
    const nth = (seen.get(short) ?? 0) + 1
    seen.set(short, nth)
    return nth === 1 ? short : `${short}·${nth}`
  })
}

/** What tells names of one deployment apart stands at their ends. */
const shortened = (name: string): string =>
  name.length <= longestName ? name : `${name.slice(0, longestName / 2 - 1)}…${name.slice(-longestName / 2)}`
