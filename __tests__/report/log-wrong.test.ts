import type { Event } from '../../src/event'
import type { Failure } from '../../src/failure'
import { report } from '../../src/report/reporter'
import { ci } from './all-reports'
import { started, timed } from './runs'

const names = Array.from({ length: 500 }, (_, index) => `web-${index + 1}`)
const output = 'could not bind\n'
const failure: Failure = {
  ...{ code: 'step-failed', step: 'unit:a.service', title: 'start a.service', exit: 1, output, done: [], notDone: [] },
}
const skipped: Failure = { code: 'too-many-failed', machines: ['web-1'], allowed: 40 }

/** What stands behind the table of a run of which forty machines failed, one of them half undone, and the others were not begun. */
function endOfLog(): readonly string[] {
  const ended = names.map((machine, index): Event => {
    const outcome = index === 0 ? 'failed-left' : index < 40 ? 'failed-undone' : 'skipped'
    return { type: 'machine-ended', machine, outcome, seconds: 1, failure: index < 40 ? failure : skipped }
  })
  const events = [started('deploy', names), ...ended]
  const log = report(ci, timed([...events, { type: 'run-ended', outcome: 'failed-left', exit: 5, seconds: 9 }]))
  return log.slice(log.lastIndexOf('web-500 ')).split('\n').slice(1)
}

test('what is alike is said once, and the gravest stands nearest the end', () => {
  const lines = endOfLog()
  expect(lines.length).toBeLessThan(25)
  const told = lines.filter(line => line.startsWith('web-')).map(line => line.slice(0, line.indexOf(':')))
  expect(told).toEqual(['web-41 … web-500', 'web-2 … web-40', 'web-1'])
  expect(lines.filter(line => line === '    | could not bind')).toHaveLength(2)
})

test('of many declared places some are said', () => {
  const places = endOfLog().filter(line => line.startsWith('  Declared at'))
  expect(places).toHaveLength(2)
  expect(places[0]).toMatch(/^ {2}Declared at deploy\.ts:11:32, .*; at deploy\.ts:13:32, .*; and 36 more lines\.$/)
})
