import type { Event } from '../../src/event'
import { viewOf } from '../../src/report/reporter'
import { emptyRun, foldRun } from '../../src/report/run'
import { timelinePart } from '../../src/report/timeline'
import { allFailed, five, hostile, plan, started } from './runs'

const timeline = (events: Parameters<typeof viewOf>[1]) =>
  timelinePart(viewOf({ initial: emptyRun, fold: foldRun }, events))

const barsOf = (page: string) => (/todayMarker off\n([^`]*)\n```/.exec(page)?.[1] ?? '').split('\n')
/** The machines, and of each bar its words, and whether it is wrong. */
const wordsOf = (page: string) =>
  barsOf(page).map(line =>
    line.replace(/^ {2}(?:section )?/, '').replace(/ :(crit)?.*/, (_, wrong) => (wrong ? ' crit' : '')),
  )
const stopped = { code: 'stopped', machine: 'a' } as const

const run = (
  names: readonly string[],
  each: (machine: string, index: number) => readonly (Event & { at: number })[],
) => [
  { ...started('deploy', names), at: 0 },
  ...names.flatMap(each),
  { type: 'run-ended', outcome: 'changed', exit: 0, seconds: 10, at: 10 } as const,
]

test('shows each phase of each machine from when it began until the next', () => {
  const page = timeline(
    run(['a', 'b'], machine => [
      { type: 'phase-entered', machine, phase: 'connect', at: 0.5 },
      { type: 'phase-entered', machine, phase: 'observe', at: 1.5 },
      { type: 'phase-entered', machine, phase: 'plan', at: 2.98 },
      { type: 'phase-entered', machine, phase: 'apply', at: 3 },
      { type: 'machine-ended', machine, outcome: machine === 'a' ? 'changed' : 'failed-undone', seconds: 8.5, at: 9 },
    ]),
  )
  expect(page).toContain('<summary>Timeline of 2 machines</summary>')
  expect(page).toContain(
    'Each row, from the left: connect, observe, plan, apply. The time is counted from the beginning of the run. Red is',
  )
  expect(barsOf(page)).toEqual([
    '  section a',
    '  connect :2000-01-01 00:00:00.500, 2000-01-01 00:00:01.500',
    '  observe :2000-01-01 00:00:01.500, 2000-01-01 00:00:02.980',
    '  apply 6.0 s :2000-01-01 00:00:03.000, 2000-01-01 00:00:09.000',
    '  section b',
    '  connect :2000-01-01 00:00:00.500, 2000-01-01 00:00:01.500',
    '  observe :2000-01-01 00:00:01.500, 2000-01-01 00:00:02.980',
    '  apply 6.0 s :crit, 2000-01-01 00:00:03.000, 2000-01-01 00:00:09.000',
  ])
})

test('wrong is what it was in when it failed, and its undoing; for another’s failure only the undoing', () => {
  const page = timeline(
    run(['a', 'b', 'c'], machine => [
      { type: 'phase-entered', machine, phase: 'apply', at: 1 },
      { type: 'phase-entered', machine, phase: 'confirm', at: 5 },
      ...(machine === 'c' ? [] : [{ type: 'phase-entered', machine, phase: 'undo', at: 8 } as const]),
      machine === 'b'
        ? { type: 'machine-ended', machine, outcome: 'cancelled-undone', seconds: 9, at: 9, failure: stopped }
        : { type: 'machine-ended', machine, outcome: 'failed-undone', seconds: 9, at: 9 },
    ]),
  )
  expect(wordsOf(page)).toEqual([
    ...['a', 'apply 4.0 s', 'confirm 3.0 s crit', 'undo crit'],
    ...['b', 'apply 4.0 s', 'confirm 3.0 s', 'undo crit'],
    ...['c', 'apply 4.0 s', 'confirm 4.0 s crit'],
  ])
})

test('a machine that goes through its phases twice, as in a rehearsal, has them all in its row', () => {
  const page = timeline(
    run(['a'], machine => [
      { type: 'phase-entered', machine, phase: 'apply', at: 1 },
      { type: 'phase-entered', machine, phase: 'confirm', at: 3 },
      { type: 'phase-entered', machine, phase: 'apply', at: 5 },
      { type: 'phase-entered', machine, phase: 'confirm', at: 7 },
      { type: 'machine-ended', machine, outcome: 'rehearsed', seconds: 8, at: 9 },
    ]),
  )
  expect(page).toContain('from the left: apply, confirm, and again. ')
  expect(page).not.toContain('Red')
  expect(wordsOf(page)).toEqual(['a', 'apply 2.0 s', 'confirm 2.0 s', 'apply 2.0 s', 'confirm 2.0 s'])
})

test('a failing phase is seen however short it was, and so is every machine', () => {
  const page = timeline(
    run(['quick', 'slow'], machine => [
      { type: 'phase-entered', machine, phase: 'prepare', at: 1 },
      { type: 'phase-entered', machine, phase: 'apply', at: machine === 'slow' ? 8.999 : 1.001 },
      machine === 'slow'
        ? { type: 'machine-ended', machine, outcome: 'failed-undone', seconds: 8, at: 9 }
        : { type: 'machine-ended', machine, outcome: 'changed', seconds: 0, at: 1.002 },
    ]),
  )
  expect(barsOf(page)).toEqual([
    '  section quick',
    '  \u200b :2000-01-01 00:00:01.000, 2000-01-01 00:00:01.040',
    '  section slow',
    '  prepare 8.0 s :2000-01-01 00:00:01.000, 2000-01-01 00:00:08.999',
    '  \u200b :crit, 2000-01-01 00:00:08.999, 2000-01-01 00:00:09.119',
  ])
})

test('of many machines those that took longest are shown, in the declared order; first those that failed', () => {
  const names = Array.from({ length: 500 }, (_, index) => `m${index}`)
  const page = timeline(
    run(names, (machine, index) => [
      { type: 'phase-entered', machine, phase: 'apply', at: 1 },
      { type: 'machine-ended', machine, outcome: 'changed', seconds: index % 50 === 7 ? 9 : 2, at: 9 },
    ]),
  )
  expect(page).toContain('the 12 of 500 machines that took longest')
  const sections = [...page.matchAll(/section (\S+)/g)].map(([, name]) => name)
  expect(sections).toHaveLength(12)
  expect(sections.filter(name => Number(name?.slice(1)) % 50 === 7)).toHaveLength(10)
  expect(sections).toEqual(names.filter(name => sections.includes(name)))
  expect(page.length).toBeLessThan(10_000)
  const failed = timeline(
    run(names, (machine, index) => [
      { type: 'phase-entered', machine, phase: 'apply', at: 1 },
      {
        type: 'machine-ended',
        machine,
        outcome: index === 400 ? 'failed-undone' : 'changed',
        seconds: 500 - index,
        at: 9,
      },
    ]),
  )
  expect(failed).toContain('the 12 of 500 machines that failed or took longest')
  expect([...failed.matchAll(/section (\S+)/g)].map(([, name]) => name)).toEqual([...names.slice(0, 11), 'm400'])
})

test('a run that was cut short ends where its last event was said', () => {
  const events = run(['a'], machine => [{ type: 'phase-entered', machine, phase: 'apply', at: 4 }]).slice(0, -1)
  expect(timeline([...events, { type: 'progress', machine: 'a', message: '', at: 6 }])).toContain('apply 2.0 s')
})

test('there is none where nothing was carried out', () => {
  expect(timeline(plan)).toBe('')
  expect(timeline(allFailed)).toBe('')
  expect(timeline(five)).not.toBe('')
})

test('there is none of what is hostile and was not begun, and what is ends no block', () => {
  expect(timeline(hostile)).toBe('')
  const page = timeline(
    run(['```\n</details>'], machine => [
      { type: 'phase-entered', machine, phase: 'apply', at: 1 },
      { type: 'machine-ended', machine, outcome: 'changed', seconds: 2, at: 9 },
    ]),
  )
  expect(page.match(/```/g)).toHaveLength(2)
  expect(page.match(/<.details>/g)).toHaveLength(1)
})
