import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { report, viewOf } from '../../src/report/reporter'
import { summaryLimit, summaryReporter } from '../../src/report/summary'
import { sendSummary } from '../../src/report/summary-file'
import { change, five, herd, hostile, mistakes, plan, runs, started, timed } from './runs'

const bytes = (text: string) => Buffer.byteLength(text)

/** The page without its fenced blocks; throws where one is left open. A fence may stand in a list's item. */
function withoutFences(page: string): string {
  let open: string | undefined
  const kept = page.split('\n').filter(line => {
    const mark = /^(?: {2})?(`{3,})(text|diff|mermaid)?$/.exec(line)
    if (open === undefined && mark?.[2]) open = mark[1]
    else if (open !== undefined && mark && !mark[2] && mark[1]?.length === open.length) open = undefined
    else return open === undefined
    return false
  })
  if (open !== undefined) throw new Error('a fence is left open')
  return kept.join('\n')
}

function expectWhole(page: string): void {
  const open = withoutFences(page)
  const tags = open.match(/<[^>]*>?/g) ?? []
  expect(tags.filter(tag => !/^<(\/?(code|details|summary|br)|!-- --)>$/.test(tag))).toEqual([])
  for (const tag of ['code', 'details', 'summary'])
    expect([tag, tags.filter(each => each === `<${tag}>`).length]).toEqual([
      tag,
      tags.filter(each => each === `</${tag}>`).length,
    ])
  for (const line of open.split('\n').filter(each => each.startsWith('|')))
    expect([3, 4, 5, 6]).toContain(line.split('|').length - 2)
  expect(page).not.toMatch(/\p{Surrogate}|\ufffd$/u)
}

test.each(Object.entries(runs))('%s: no tag, row or fence is open or foreign', (_, events) => {
  expectWhole(report(summaryReporter(), events))
})

test.each([
  {
    name: 'five failures of 100 KB',
    events: herd(5, 5, 100_000),
    budget: summaryLimit,
    has: ['All of the output', 'all'],
  },
  {
    name: 'many machines of which two failed',
    events: herd(300, 2, 20_000),
    budget: 100_000,
    has: ['All of the output', 'machines that did not fail did not fit'],
  },
  {
    name: 'many long failures',
    events: herd(60, 60, 100_000),
    budget: summaryLimit,
    has: ['lines before it', 'The details did not fit'],
  },
  {
    name: '500 failures',
    events: herd(500, 500, 2000),
    budget: 200_000,
    has: ['| <code>machine-500</code> |', 'What failed and the details did not fit'],
  },
  {
    name: '500 machines in no room',
    events: herd(500, 0, 0),
    budget: 1000,
    has: ['500 changed', 'All but the counts did not fit'],
  },
  { name: 'no room at all', events: five, budget: 100, has: [] },
])('$name: the fullest form that fits', ({ events, budget, has }) => {
  const page = report(summaryReporter(budget), events)
  expect(bytes(page)).toBeLessThanOrEqual(budget)
  expect(has.filter(words => words !== 'all' && !page.includes(words))).toEqual([])
  expect(page.includes('did not fit')).toBe(has.length > 0 && !has.includes('all'))
  expect(page === '').toBe(has.length === 0)
  expectWhole(page)
})

test('property: a page never exceeds its budget, and is whole', () => {
  const text = fc.string({ unit: fc.constantFrom('`', '`````', '\n', '|', '<', 'é', '🐑', 'a', '\u001b[', '::') })
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), text, fc.nat(6000), (names, output, budget) => {
      const events = timed([
        started('deploy', names),
        ...names.flatMap(machine => [
          {
            type: 'planned',
            machine,
            changes: [change('a', { title: output, diff: output })],
            digest: '',
            generation: 1,
          } as const,
          { type: 'step-failed', machine, step: 'a', exit: 1, output: output.repeat(10) } as const,
        ]),
        { type: 'run-ended', outcome: 'failed', exit: 1, seconds: 1 },
      ])
      const page = report(summaryReporter(budget), events)
      expect(bytes(page)).toBeLessThanOrEqual(budget)
      expectWhole(page)
    }),
  )
})

test('a column that nothing stands in is none', () => {
  const columnsOf = (page: string) => /^\| (machine .*) \|$/m.exec(page)?.[1]?.split(' | ')
  expect(columnsOf(report(summaryReporter(), runs.exec))).toEqual(['machine', 'environment', 'outcome', 'seconds'])
  expect(columnsOf(report(summaryReporter(), five))).toHaveLength(6)
})

test('of a run that was cut short it is told what a machine was at', () => {
  expect(report(summaryReporter(), runs.cut)).toContain(
    'The run ended before this machine did, at “start apache2.service”. The next deploy',
  )
})

test('a plan is shown with its diffs', () => {
  const page = report(summaryReporter(), plan)
  expect(page).toContain('would change')
  expect(page).toContain('  +Welcome to forum-server-1\n')
})

test('what is sent fits into what the runner still takes', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'drover-summary-')), 'summary')
  writeFileSync(file, 'x'.repeat(summaryLimit - 3000))
  const run = viewOf(summaryReporter(), five)
  sendSummary(run, file)
  expect(statSync(file).size).toBeLessThanOrEqual(summaryLimit)
  expect(readFileSync(file, 'utf8')).toContain('deploy of forum')
  sendSummary(run, undefined)
  sendSummary(viewOf(summaryReporter(), hostile), `${file}-new`)
  expect(readFileSync(`${file}-new`, 'utf8')).toBe(report(summaryReporter(), hostile))
})

test('of many generations the newest are shown at once, and the older ones are folded away', () => {
  const generations = Array.from({ length: 12 }, (_, at) => ({
    number: at + 1,
    current: at === 11,
    resources: 1,
    provenance: { time: '2026-11-25T10:00:00Z', file: 'deploy.ts' },
  }))
  const events = timed([started('status', ['m']), { type: 'generations-listed', machine: 'm', generations }])
  const page = report(summaryReporter(), events)
  expectWhole(page)
  expect(page.indexOf('| **12** (current)')).toBeLessThan(page.indexOf('2 older'))
  expect(page.indexOf('| 3 |')).toBeLessThan(page.indexOf('2 older'))
  expect(page.indexOf('| 2 |')).toBeGreaterThan(page.indexOf('2 older'))
})

test('mistakes are a list, of which nothing is out of sight', () => {
  const page = report(summaryReporter(), mistakes)
  expect(page).not.toContain('```')
  expect(page.match(/^- deploy\.ts/gm)).toHaveLength(2)
})

test('the timeline goes first where there is too little room', () => {
  const page = report(summaryReporter(), five)
  expect(page).toContain('```mermaid')
  const less = report(summaryReporter(bytes(page) - 1), five)
  expect(less).not.toContain('mermaid')
  expect(less).toContain('write /etc/motd')
  expect(less).not.toContain('did not fit')
})

test('of failures alone: the counts of all, what failed, and the rows of what to look at', () => {
  const page = report(summaryReporter(summaryLimit, 'failures'), five)
  expectWhole(page)
  expect(page).toContain('2 changed, 1 unchanged of 5 machines')
  expect([...page.matchAll(/^\| <code>(.*?)<\/code>/gm)].map(([, name]) => name)).toEqual(['balancer', 'forum-4'])
  expect(page).toContain('AH00072')
  expect(page).not.toContain('forum-1')
  const small = report(summaryReporter(400, 'failures'), five)
  expect(bytes(small)).toBeLessThanOrEqual(400)
  expect(small).toContain('2 changed, 1 unchanged of 5 machines')
  const well = report(summaryReporter(summaryLimit, 'failures'), plan)
  expect(well.trim().split('\n\n')).toHaveLength(2)
})

test('nothing is sent where no summary is wanted', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'drover-summary-')), 'summary')
  writeFileSync(file, 'before')
  sendSummary(viewOf(summaryReporter(), five), file, 'off')
  expect(readFileSync(file, 'utf8')).toBe('before')
})
