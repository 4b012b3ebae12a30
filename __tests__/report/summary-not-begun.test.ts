import { report } from '../../src/report/reporter'
import { summaryReporter } from '../../src/report/summary'
import { ended, page, stepFailed } from './forty'
import { cloud } from './runs'

test('what waits for others is one line for all that wait for the same', () => {
  const text = page((machine, index) =>
    index === 0
      ? ended(machine, 'failed-undone', stepFailed('no'))
      : ended(machine, 'skipped', { code: 'dependency-failed', machine: index < 30 ? 'web-1' : 'web-2' }),
  )
  const [, waiting = ''] = text.split('### – Not begun, because what they come after failed')
  expect(waiting.match(/^- .*$/gm)).toEqual([
    '- <code>web-2</code> … <code>web-30</code>, after <code>web-1</code>',
    '- <code>web-31</code> … <code>web-40</code>, after <code>web-2</code>',
  ])
})

test('who was not begun, or could not be reached and may be skipped, is one line', () => {
  const text = page((machine, index) =>
    index < 20
      ? ended(machine, 'skipped', { code: 'stopped', machine: 'web-40' })
      : ended(machine, 'skipped-unreachable', {
          ...{ code: 'machine-unreachable', host: machine, port: 22, attempts: 3, message: 'no route' },
        }),
  )
  expect(text).toContain('\n- <code>web-1</code> … <code>web-20</code>\n')
  expect(text).toContain('\n- <code>web-21</code> … <code>web-40</code>\n')
})

test('that a plan would be refused stands before the table', () => {
  const text = report(summaryReporter(), cloud)
  expect(text.indexOf('“deploy” would refuse this')).toBeGreaterThan(0)
  expect(text.indexOf('“deploy” would refuse this')).toBeLessThan(text.indexOf('| machine |'))
  expect(text).toMatch(/- <code>forum-2<\/code>: .*can’t be changed in what is there/)
})
