import type { Event } from '../../src/event'
import { viewOf } from '../../src/report/reporter'
import { emptyRun, foldRun } from '../../src/report/run'
import { timelinePart } from '../../src/report/timeline'
import { allFailed, five, hostile, plan, started } from './runs'

const timeline = (events: Parameters<typeof viewOf>[1]) =>
  timelinePart(viewOf({ initial: emptyRun, fold: foldRun }, events))

const began = Date.parse('2026-11-25T10:00:00Z')
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
  const [, chart = ''] = /```mermaid\n([^`]*)```/.exec(page) ?? []
  expect(chart.split('\n').slice(4)).toEqual([
    '  section a',
    `  connect 1.0 s :${began + 500}, 1000ms`,
    `  observe 1.5 s :${began + 1500}, 1480ms`,
    `  apply 6.0 s :${began + 3000}, 6000ms`,
    '  section b',
    `  connect 1.0 s :${began + 500}, 1000ms`,
    `  observe 1.5 s :${began + 1500}, 1480ms`,
    `  apply 6.0 s :crit, ${began + 3000}, 6000ms`,
    '',
  ])
})

test('of many machines those that took longest are shown, in the declared order', () => {
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

test('a name is no word of the diagram’s language, and ends no block', () => {
  const names = ['a:b;c#d%%e', '```\n</details>', 'click x "javascript:"', 'ä\u2028section b']
  const page = timeline(
    run(names, machine => [
      { type: 'phase-entered', machine, phase: 'apply', at: 1 },
      { type: 'machine-ended', machine, outcome: 'changed', seconds: 2, at: 9 },
    ]),
  )
  expect([...page.matchAll(/^ {2}section (.*)$/gm)].map(([, name]) => name)).toEqual([
    'a·b·c·d··e',
    '······details·',
    'click x ·javascript··',
    'ä·section b',
  ])
  expect(page.match(/```/g)).toHaveLength(2)
  expect(timeline(hostile)).toBe('')
})
