import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Phase, TimedEvent } from '../../src/event'
import type { Outcome } from '../../src/outcome'
import { viewOf } from '../../src/report/reporter'
import { emptyRun, foldRun } from '../../src/report/run'
import { timelinePart } from '../../src/report/timeline'
import { hostileTexts } from '../support/rendered/hostile'
import { type Diagram, type Page, seenOf } from '../support/rendered/seen'
import { seed } from '../support/seed'
import { runOf, type Timed, waves } from './timed-runs'

// mermaid itself reads and draws the chart, in a real Chromium.

// `npm run pictures` names the folder that pictures are put into.
const pictures = process.env.DROVER_PICTURES

const timeline = (events: readonly TimedEvent[]) => timelinePart(viewOf({ initial: emptyRun, fold: foldRun }, events))

const phases: readonly Phase[] = ['provision', 'connect', 'observe', 'plan', 'prepare', 'apply', 'confirm', 'undo']
const outcomes: readonly Outcome[] = ['changed', 'unchanged', 'failed', 'failed-undone', 'cancelled-undone', 'unknown']
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
const name = fc.oneof(
  fc.array(label, { minLength: 1, maxLength: 4 }).map(labels => labels.join('.')),
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'grapheme' }),
)
const seconds = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0, max: 0.01, noNaN: true }),
  fc.nat(1200),
  fc.nat(3 * 86_400),
)
const machine: fc.Arbitrary<Timed> = fc.record({
  name,
  begins: fc.nat(100_000),
  phases: fc
    .subarray([...phases], { minLength: 1 })
    .chain(some => fc.tuple(...some.map(phase => fc.tuple(fc.constant(phase), seconds)))),
  outcome: fc.constantFrom(...outcomes),
})
const run = fc.record({
  machines: fc.uniqueArray(machine, { minLength: 1, maxLength: 15, selector: each => each.name }),
  cutShort: fc.boolean(),
})
const hasBegun = ({ phases }: Timed) => phases.some(([phase]) => phase === 'prepare' || phase === 'apply')
const begunOf = (machines: readonly Timed[]) => machines.filter(hasBegun)

const made = [
  ...fc.sample(run, { numRuns: 60, seed }),
  ...[1, 12, 500].map(count => ({ machines: waves(count, 3), cutShort: false })),
].filter(({ machines }) => begunOf(machines).length > 0)

const hostile = waves(hostileTexts.length, 20).map((each, index) => ({ ...each, name: hostileTexts[index] ?? '' }))
interface Drawing extends Partial<Omit<Page, 'markdown'>> {
  readonly what: string
  readonly machines: readonly Timed[]
}
const ones: readonly Drawing[] = [
  { what: 'two seconds of one machine', machines: waves(1, 0.2) },
  { what: 'five machines in two minutes', machines: waves(5, 9), picture: 'timeline-1012-light' },
  { what: 'the same in the dark', machines: waves(5, 9), dark: true, picture: 'timeline-1012-dark' },
  { what: 'the same, drawn while it was folded away', machines: waves(5, 9), diagrams: 'folded' },
  { what: 'twelve of 500 on a phone', machines: waves(500, 1, 'forum-server'), width: 390 },
  { what: 'hostile names', machines: hostile },
  { what: 'the longest names, for more than a day', machines: waves(3, 9000, `${'forum.'.repeat(10)}example`) },
]

const seen: ReturnType<typeof seenOf>[number][] = []

beforeAll(() => {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
  const all = made.map(({ machines, cutShort }) => timeline(runOf(machines, cutShort))).join('\n\n')
  const drawn = ones.map(
    ({ machines, width = 1012, dark = false, diagrams = 'opened', picture }): Page => ({
      ...{ markdown: timeline(runOf(machines)), width, dark, diagrams },
      ...(picture && pictures ? { picture: join(pictures, `${picture}.png`) } : {}),
    }),
  )
  seen.push(...seenOf([{ markdown: all, width: 1012, dark: false, diagrams: 'read' }, ...drawn]))
}, 120_000)

test(`property, seed ${seed}: mermaid reads every chart as it was meant`, () => {
  const read = seen[0]?.diagrams ?? []
  expect(read).toHaveLength(made.length)
  for (const [index, { sections, tasks }] of read.entries()) {
    const { machines = [] } = made[index] ?? {}
    expect(sections).toHaveLength(Math.min(12, begunOf(machines).length))
    expect(new Set(sections).size).toBe(sections.length)
    expect([...new Set(tasks.map(({ section }) => section))]).toEqual(sections)
    for (const { task } of tasks) expect(['\u200b', ...phases]).toContain(task.replace(/ \d.*/, ''))
    for (const section of sections) {
      const row = tasks.filter(task => task.section === section)
      expect(row.slice(1).every(({ from }, at) => from >= (row[at]?.to ?? 0))).toBe(true)
    }
  }
})

test(`property, seed ${seed}: each phase that can be seen is a bar, as long as it took`, () => {
  for (const [index, { tasks }] of (seen[0]?.diagrams ?? []).entries()) {
    const { machines = [], cutShort = false } = made[index] ?? {}
    const begun = begunOf(machines)
    if (cutShort || begun.length > 12) continue
    const from = Math.min(...begun.map(({ begins }) => begins))
    const to = Math.max(...begun.map(({ begins, phases }) => phases.reduce((at, [, each]) => at + each, begins)))
    // Of a failing phase that can't be seen at least as much as this is drawn; and all is said in thousandths of a second.
    const visible = Math.max((to - from) / 50, 0.002)
    const long = begun.flatMap(({ phases }) => phases.map(([, each]) => each)).filter(each => each > visible)
    const bars = tasks.map(task => (task.to - task.from) / 1000).filter(each => each > visible)
    for (const each of bars) expect(long.some(took => Math.abs(took - each) < 0.002)).toBe(true)
    expect(tasks.length).toBeGreaterThanOrEqual(long.length)
  }
})

const drawingOf = (what: string) => {
  const at = ones.findIndex(one => one.what === what)
  const [diagram] = seen[at + 1]?.diagrams ?? []
  if (diagram?.drawn === undefined) throw new Error(`“${what}” was not drawn`)
  return { overflow: seen[at + 1]?.overflow, tasks: diagram.tasks, sections: diagram.sections, ...diagram.drawn }
}
type Box = NonNullable<Diagram['drawn']>['frame']
const within = (inner: Box, outer: Box) =>
  inner.left >= outer.left - 1 &&
  inner.right <= outer.right + 1 &&
  inner.top >= outer.top - 1 &&
  inner.bottom <= outer.bottom + 1

test.each(ones)('$what: a row a machine, and every word has room', ({ what, width = 1012 }) => {
  const { overflow, frame, sections, tasks, bars, words, names, ticks } = drawingOf(what)
  expect(overflow).toBe(0)
  expect(frame.right).toBeLessThanOrEqual(width)
  expect(new Set(bars.map(({ top }) => top)).size).toBe(sections.length)
  expect(bars).toHaveLength(tasks.length)
  for (const bar of bars) {
    expect(within(bar, frame)).toBe(true)
    expect(bar.right - bar.left).toBeGreaterThan(1)
  }
  const said = words.filter(({ text }) => text.trim() !== '\u200b')
  for (const word of said) expect(bars.some(bar => within(word, bar))).toBe(true)
  expect(names.map(({ text }) => text)).toEqual(sections)
  for (const { right } of names) expect(right).toBeLessThanOrEqual(Math.min(...bars.map(({ left }) => left)))
  for (const { top, bottom } of [...said, ...names]) expect(bottom - top).toBeGreaterThan(7)
  expect(ticks.length).toBeGreaterThanOrEqual(2)
  expect(new Set(ticks.map(({ text }) => text)).size).toBe(ticks.length)
  for (const [at, { left }] of ticks.slice(1).entries()) expect(left).toBeGreaterThan((ticks[at]?.right ?? 0) + 2)
  for (const tick of ticks) expect(within(tick, frame)).toBe(true)
})

test.each(ones)('$what: what went wrong has a colour of its own', ({ what }) => {
  const { tasks, bars } = drawingOf(what)
  const wrong = tasks.filter(({ crit }) => crit).length
  const red = bars.filter(({ colour }) => {
    const [red = 0, green = 0, blue = 0] = colour.match(/\d+/g)?.map(Number) ?? []
    return red > 2 * Math.max(green, blue)
  })
  expect(red).toHaveLength(wrong)
  expect(new Set(bars.map(({ colour }) => colour)).size).toBe(wrong === 0 ? 1 : 2)
})

test('it is drawn alike while it is folded away', () => {
  const { frame, bars, ticks, names } = drawingOf('five machines in two minutes')
  expect(drawingOf('the same, drawn while it was folded away')).toMatchObject({ frame, bars, ticks, names })
})

test('the axis counts from the beginning of the run, and beyond a day by days', () => {
  const axis = (what: string) => drawingOf(what).ticks.map(({ text }) => text)
  expect(axis('five machines in two minutes').slice(0, 3)).toEqual(['00:00:30', '00:01:00', '00:01:30'])
  expect(axis('the longest names, for more than a day')).toContain('day 2 00:00')
})
