import { viewOf } from '../../src/report/reporter'
import { emptyRun, foldRun } from '../../src/report/run'
import { columns } from '../../src/report/table'
import {
  changesWords,
  countsWords,
  driftWords,
  duration,
  generationWords,
  headlineWords,
  outcomeWords,
  spanWords,
} from '../../src/report/words'
import { change, cut, five, mistakes, status } from './runs'

const view = (events: Parameters<typeof viewOf>[1]) => viewOf({ initial: emptyRun, fold: foldRun }, events)

const hour = 3600
test.each([
  { seconds: -5, words: '0 s' },
  { seconds: 59.9, words: '59 s' },
  { seconds: 60, words: '1 min' },
  { seconds: hour - 1, words: '59 min' },
  { seconds: hour, words: '1 h' },
  { seconds: 48 * hour - 1, words: '47 h' },
  { seconds: 48 * hour, words: '2 days' },
  { seconds: 72 * hour - 1, words: '2 days' },
  { seconds: 72 * hour, words: '3 days' },
])('a span of $seconds s is $words, and never more than is over', ({ seconds, words }) => {
  expect(spanWords(seconds)).toBe(words)
})

test.each([
  { seconds: 0.04, words: '0.0 s' },
  { seconds: 9.94, words: '9.9 s' },
  { seconds: 9.96, words: '10 s' },
  { seconds: 59.4, words: '59 s' },
  { seconds: 59.6, words: '1 min 0 s' },
  { seconds: 185, words: '3 min 5 s' },
  { seconds: 3599.6, words: '1 h 0 min' },
  { seconds: 7850, words: '2 h 10 min' },
])('$seconds seconds are $words', ({ seconds, words }) => {
  expect(duration(seconds)).toBe(words)
})

test('the cells of a machine', () => {
  const run = view(five)
  const cells = run.machines.map(machine => [
    outcomeWords(machine, run),
    changesWords(machine),
    generationWords(machine),
  ])
  expect(cells).toEqual([
    ['– skipped', '', ''],
    ['● changed', '2', '6 → 7'],
    ['● changed', '1', '– → 1'],
    ['✓ unchanged', '0', '7'],
    ['✗ failed and undone', '1 of 3', '6'],
  ])
  expect(view(status).machines.map(generationWords)).toEqual(['7'])
})

test.each([
  { name: 'none', machine: {}, words: undefined },
  {
    name: 'a plan',
    machine: { changes: [change('a', { drift: true }), change('b')], before: 6 },
    words:
      '1 change is drift: the machine was changed without a deployment; putting it back makes a new generation after 6',
  },
  {
    name: 'a deployment',
    machine: {
      changes: [change('a', { drift: true }), change('b', { drift: true })],
      before: 6,
      generation: { from: 6, to: 7 },
    },
    words: '2 changes are drift: the machine was changed without a deployment; putting it back made generation 7',
  },
])('drift in words: $name', ({ machine, words }) => {
  const [some] = view(five).machines
  expect(some && driftWords({ ...some, ...machine })).toBe(words)
})

test('the counts and the headline of a run', () => {
  expect(countsWords(view(five))).toBe('1 failed and undone, 1 skipped, 2 changed, 1 unchanged')
  expect(countsWords(view(cut))).toBe('1 unknown, 2 changed, 1 unchanged, 1 not begun')
  expect(headlineWords(view(five))).toBe('✗ failed and undone: deploy of forum (production)')
  expect(headlineWords(view(mistakes))).toBe('✗ failed')
})

test('columns are as wide as their widest cell, and no line ends in space', () => {
  expect(
    columns([
      ['a', 'b', 'c'],
      ['long', '', 'x'],
      ['–', '✓', ''],
    ]),
  ).toEqual(['a     b  c', 'long     x', '–     ✓'])
})
