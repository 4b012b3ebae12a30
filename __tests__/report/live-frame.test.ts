import fc from 'fast-check'
import type { Event } from '../../src/event'
import { cells } from '../../src/report/cells'
import { frame } from '../../src/report/live-frame'
import { emptyLive, foldLive, type LiveView } from '../../src/report/live-view'
import { change, five, runs, started, timed } from './runs'

const live = (events: readonly Event[]): LiveView => timed(events).reduce(foldLive, emptyLive)
const phase = (machine: string, name: 'connect' | 'apply' | 'undo'): Event => ({
  type: 'phase-entered',
  machine,
  phase: name,
})
const ended = (machine: string, outcome: 'changed' | 'failed'): Event => ({
  type: 'machine-ended',
  machine,
  outcome,
  seconds: 1,
})
const colour = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')
const wide = { rows: 24, columns: 80 }
const applying: readonly Event[] = [
  phase('b', 'connect'),
  { type: 'planned', machine: 'b', changes: [change('x'), change('y')], digest: 'd', generation: 1 },
  phase('b', 'apply'),
  { type: 'step-started', machine: 'b', step: 'y', title: 'write /etc/y\n' },
]

test('a line a machine: its name, how long it is at work, what it is at', () => {
  const view = live([
    started('deploy', ['a', 'b', 'forum-3']),
    phase('forum-3', 'connect'),
    ...applying,
    ended('a', 'failed'),
  ])
  expect(frame(view, wide, 12.4, false)).toEqual([
    'b          12 s  applying 1/2: write /etc/y',
    'forum-3    12 s  connecting',
    '1 of 3 done, 1 failed, 12 s',
  ])
})

test.each<{ name: string; events: readonly Event[]; says: RegExp }>([
  { name: 'waits', events: [], says: /^b {10}waiting$/ },
  { name: 'connects', events: [phase('b', 'connect')], says: / connecting$/ },
  {
    name: 'runs a command',
    events: [phase('b', 'connect'), { type: 'remote-command', machine: 'b', what: 'run the command', script: '' }],
    says: / run the command$/,
  },
  { name: 'prints', events: [phase('b', 'connect'), { type: 'output', machine: 'b', text: 'x\n' }], says: / running$/ },
  { name: 'is told what it waits for', events: [{ type: 'progress', machine: 'b', message: 'busy' }], says: / busy$/ },
  { name: 'undoes', events: [...applying, phase('b', 'undo')], says: / undoing$/ },
  {
    name: 'goes on with the same',
    events: [...applying, { type: 'step-done', machine: 'b', step: 'y', seconds: 1 }],
    says: /1\/2: write/,
  },
])('of a machine that $name', ({ events, says }) => {
  const view = live([started('deploy', ['a', 'b']), phase('a', 'connect'), ...events])
  expect(frame(view, wide, 1, false).find(line => line.startsWith('b'))).toMatch(says)
})

test('those at work come before those that wait, and what has no room is counted', () => {
  const names = Array.from({ length: 40 }, (_, at) => `m${at + 1}`)
  const view = live([started('deploy', names), phase('m39', 'connect'), ended('m1', 'changed')])
  const lines = frame(view, { rows: 6, columns: 80 }, 2, false)
  expect(lines).toEqual([
    expect.stringMatching(/^m39 .* connecting$/),
    expect.stringMatching(/^m2 .* waiting$/),
    expect.stringMatching(/^m3 .* waiting$/),
    '1 of 40 done, 36 more than there is room for, 2.0 s',
  ])
})

test.each([
  { name: 'nothing was begun', events: [started('validate', ['a'])] },
  { name: 'all have ended', events: [started('plan', ['a']), ended('a', 'changed')] },
  { name: 'the run has ended', events: five },
])('nothing is shown where $name', ({ events }) => {
  expect(frame(live(events), wide, 1, false)).toEqual([])
})

test('colours are put around what is cut already, and nowhere else', () => {
  const view = live([started('deploy', ['a', 'b']), ...applying])
  const coloured = frame(view, { rows: 24, columns: 20 }, 1, true).map(line => line.replaceAll(colour, ''))
  expect(coloured).toEqual(frame(view, { rows: 24, columns: 20 }, 1, false))
})

test('property: it fits any terminal, at any moment of any run', () => {
  const moment = fc
    .constantFrom(...Object.values(runs))
    .chain(events => fc.nat(events.length).map(at => events.slice(0, at)))
  fc.assert(
    fc.property(moment, fc.nat(30), fc.nat(60), fc.nat(5000), (events, rows, columns, now) => {
      const lines = frame(events.reduce(foldLive, emptyLive), { rows, columns }, now, false)
      expect(lines.length).toBeLessThanOrEqual(Math.max(0, rows - 2))
      for (const line of lines) {
        expect(cells(line)).toBeLessThanOrEqual(Math.max(0, columns - 1))
        expect(line).not.toMatch(/[\p{Cc}\u202e\u2066]/u)
      }
    }),
  )
})
