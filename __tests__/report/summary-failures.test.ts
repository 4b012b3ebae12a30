import type { Event } from '../../src/event'
import type { Failure } from '../../src/failure'
import type { Outcome } from '../../src/outcome'
import { report } from '../../src/report/reporter'
import { summaryReporter } from '../../src/report/summary'
import { started, timed } from './runs'

const names = Array.from({ length: 40 }, (_, index) => `web-${index + 1}`)
const ended = (machine: string, outcome: Outcome, failure: Failure): Event => ({
  ...{ type: 'machine-ended', machine, outcome, failure, seconds: 1 },
})
const stepFailed = (output: string): Failure => ({
  ...{ code: 'step-failed', step: 'unit:a.service', title: 'start a.service', exit: 1, output, done: [], notDone: [] },
})
const page = (of: (machine: string, index: number) => Event) =>
  report(
    summaryReporter(),
    timed([started('deploy', names), ...names.map(of), { type: 'run-ended', outcome: 'failed', exit: 1, seconds: 1 }]),
  )
const headings = (text: string) => [...text.matchAll(/^### (.*)$/gm)].map(([, words]) => words)

test('machines that failed alike are told once, the gravest first', () => {
  const text = page((machine, index) =>
    index === 30
      ? ended(machine, 'failed-left', stepFailed('no'))
      : ended(machine, 'failed-undone', stepFailed(index < 20 ? 'no' : 'never')),
  )
  expect(headings(text)).toEqual([
    '‼ <code>web-31</code> failed and half undone',
    '✗ <code>web-1</code> … <code>web-20</code> failed and undone',
    '✗ <code>web-21</code> … <code>web-30</code>, <code>web-32</code> … <code>web-40</code> failed and undone',
  ])
  expect(text.match(/“start a.service” failed/g)).toHaveLength(3)
  // Each machine is declared on a line of its own.
  expect(text.match(/^Declared at .*; and 17 more lines\.$/gm)).toHaveLength(1)
})
