import type { Event } from '../../src/event'
import { report } from '../../src/report/reporter'
import { summaryReporter } from '../../src/report/summary'
import { ci } from './all-reports'
import { change, started, timed } from './runs'

const names = (count: number) => Array.from({ length: count }, (_, index) => `web-${index + 1}`)

/** Machines of which every second would be changed, all alike or each in its own way. */
const plan = (count: number, alike: boolean) =>
  timed([
    started('plan', names(count)),
    ...names(count).flatMap((machine, index): Event[] => {
      const title = alike ? 'install nodejs' : `install nodejs ${index}`
      const changes = index % 2 === 0 ? [change('package:nodejs', { title })] : []
      return [
        { type: 'planned', machine, changes, digest: machine, generation: 6 },
        { type: 'machine-ended', machine, outcome: index % 2 === 0 ? 'planned' : 'unchanged', seconds: 1 },
      ]
    }),
    { type: 'run-ended', outcome: 'planned', exit: 0, seconds: 2 },
  ])
const isFirst = (page: string) => page.indexOf('install nodejs') < page.indexOf('| machine |')

test.each([
  { count: 500, alike: true, first: true },
  { count: 500, alike: false, first: false },
  { count: 5, alike: true, first: false },
])(
  'of $count machines that change alike ($alike) the changes stand before the rows: $first',
  ({ count, alike, first }) => {
    const page = report(summaryReporter(), plan(count, alike))
    expect(isFirst(page)).toBe(first)
    expect(page.match(/^\| <code>web-/gm)).toHaveLength(count)
  },
)

test('a title has a few names, and what it is the title of has all', () => {
  const all = names(500).filter((_, index) => index % 2 === 0)
  const page = report(summaryReporter(), plan(500, true))
  const [, title = '', of = ''] = /<summary>(.*)<\/summary>\n\n(Of .*)\./.exec(page) ?? []
  expect(title).toMatch(/<code>web-15<\/code> and 242 more ○ would change, the same change$/)
  expect([...of.matchAll(/web-\d+/g)].map(([name]) => name)).toEqual(all)
  const [, group = '', inside = ''] = /::group::(.*)\n {2}of (.*)/.exec(report(ci, plan(500, true))) ?? []
  expect(group).toMatch(/web-15 and 242 more: ○ would change, the same change$/)
  expect(inside.split(', ')).toEqual(all)
})
