import { readFileSync } from 'node:fs'
import type { Event } from '../../src/event'
import type { Failure } from '../../src/failure'
import type { Outcome } from '../../src/outcome'
import { reasonOf, reasons } from '../../src/report/reasons'
import { viewOf } from '../../src/report/reporter'
import { resultReporter } from '../../src/report/result'
import { allFailed, cut, exec, five, hostile, mistakes, plan, started, timed } from './runs'

const reason = (events: Parameters<typeof viewOf>[1]) => reasonOf(viewOf(resultReporter, events))

const ended = (machine: string, outcome: Outcome, failure?: Failure): Event => ({
  type: 'machine-ended',
  machine,
  outcome,
  seconds: 1,
  ...(failure ? { failure } : {}),
})

const run = (outcome: Outcome, ...machines: readonly Event[]) =>
  timed([started('deploy', ['a', 'b', 'c']), ...machines, { type: 'run-ended', outcome, exit: 1, seconds: 1 }])

test.each([
  { name: 'a run that came to what was asked', events: plan, is: undefined },
  { name: 'a failed step, before those that were skipped for it', events: five, is: 'step-failed' },
  { name: 'machines that are not there', events: allFailed, is: 'unreachable' },
  { name: 'mistakes in the file', events: mistakes, is: 'invalid-deployment' },
  { name: 'a command', events: exec, is: 'command-failed' },
  { name: 'a run that was killed', events: cut, is: 'unknown' },
  { name: 'a mistake of Drover’s own', events: hostile, is: 'unexpected' },
  { name: 'drift', events: run('drifted', ended('a', 'unchanged'), ended('b', 'drifted')), is: 'drifted' },
  { name: 'a cancelled run', events: run('cancelled', ended('a', 'cancelled')), is: 'cancelled' },
  {
    name: 'the gravest, and not the first',
    events: run(
      'failed-left',
      ended('a', 'unreachable', { code: 'machine-unreachable', host: 'a', port: 22, attempts: 1, message: '' }),
      ended('b', 'failed-left', { code: 'undo-open', reason: '' }),
    ),
    is: 'undo-failed',
  },
  {
    name: 'the cause, though those that went back with it are graver',
    events: run(
      'failed-undone',
      ended('a', 'refused', { code: 'locked', holder: 'ada' }),
      ended('b', 'failed-undone', { code: 'undone-with-others', machine: 'a', begun: true }),
    ),
    is: 'locked',
  },
  {
    name: 'another machine alone, where the cause is not in the run',
    events: run('skipped', ended('a', 'skipped', { code: 'dependency-failed', machine: 'z' })),
    is: 'other-machine',
  },
])('of $name', ({ events, is }) => {
  expect(reason(events)).toBe(is)
})

test('docs/reports.md tells every reason, and no other', () => {
  const [, section = ''] = readFileSync('docs/reports.md', 'utf8').split('\n## Reasons\n')
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter(line => line.startsWith('| `'))
  const told = rows.flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, word]) => word))
  expect(told.toSorted()).toEqual([...new Set([...Object.values(reasons), 'drifted'])].toSorted())
})
