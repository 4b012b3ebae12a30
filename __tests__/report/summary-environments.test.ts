import type { EnvironmentChange, Event } from '../../src/event'
import { report } from '../../src/report/reporter'
import { summaryReporter } from '../../src/report/summary'
import { cloud, started, timed } from './runs'

const change = (action: EnvironmentChange['action']): EnvironmentChange => ({
  ...{ action, summary: 'a server', changes: [], price: null, before: null },
})

test('what is alike is one line, and what is lost stands before what is new', () => {
  const names = Array.from({ length: 300 }, (_, index) => `web-${index + 1}`)
  const planned = names.map(
    (machine, index): Event => ({
      ...{ type: 'environment-planned', machine },
      change: change(index < 200 ? 'create' : index === 250 ? 'replace' : 'nothing'),
    }),
  )
  const text = report(summaryReporter(), timed([started('plan', names, 'hetzner'), ...planned]))
  const [, part = ''] = /### Environments\n\n([^|]*)\n\n\|/.exec(text) ?? []
  expect(part.split('\n')).toEqual([
    '- <code>web-251</code>: replace a server',
    '- <code>web-1</code> … <code>web-200</code>: create a server',
  ])
})

test('it stands before the table, with what it costs', () => {
  const text = report(summaryReporter(), cloud)
  const [environments, table] = ['### Environments', '| machine |'].map(words => text.indexOf(words))
  expect(environments).toBeLessThan(table ?? 0)
  expect(text.slice(environments, table)).toContain('EUR a month')
})
