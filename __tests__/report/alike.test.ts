import fc from 'fast-check'
import { alike, fewNames, namesWords, sameChanges, tookBetween } from '../../src/report/alike'
import { report } from '../../src/report/reporter'
import { summaryReporter } from '../../src/report/summary'
import { ci, terminal } from './all-reports'
import { alikeDeploy, alikePlan } from './runs'

test('what is alike stands together, where the first of it stands', () => {
  expect(alike(['a1', 'b1', 'a2', 'c1', 'b2'], word => word[0] ?? '')).toEqual([['a1', 'a2'], ['b1', 'b2'], ['c1']])
})

test.each([
  { names: ['web'], words: 'web' },
  { names: ['web-1', 'web-2'], words: 'web-1, web-2' },
  { names: ['web-1', 'web-2', 'web-3', 'web-4'], words: 'web-1 … web-4' },
  { names: ['balancer', 'web-8', 'web-9', 'web-10', 'db'], words: 'balancer, web-8 … web-10, db' },
  { names: ['web-08', 'web-09', 'web-10'], words: 'web-08 … web-10' },
  { names: ['web-1', 'web-3', 'web-4', 'web-5'], words: 'web-1, web-3 … web-5' },
  { names: ['web-1', 'db-2', 'web-3'], words: 'web-1, db-2, web-3' },
  { names: ['web-3', 'web-2', 'web-1'], words: 'web-3, web-2, web-1' },
  { names: ['1', '2', '3'], words: '1 … 3' },
])('$names are told as $words', ({ names, words }) => {
  expect(namesWords(names)).toBe(words)
  expect(namesWords(names, name => `<${name}>`).replaceAll(/[<>]/g, '')).toBe(words)
})

test('of many names that do not count on from each other the first are told, and how many more there are', () => {
  const odd = Array.from({ length: 40 }, (_, index) => `web-${2 * index}`)
  expect(fewNames(odd)).toBe('web-0, web-2, web-4, web-6, web-8, web-10, web-12, web-14 and 32 more')
  expect(fewNames(['db', 'web-1', 'web-2', 'web-3'], name => `<${name}>`)).toBe('<db>, <web-1> … <web-3>')
  expect(fewNames(odd.slice(0, 8))).toBe(namesWords(odd.slice(0, 8)))
})

test('property: no name is lost', () => {
  const name = fc.tuple(fc.constantFrom('a', 'b-', ''), fc.nat(12)).map(([before, n]) => before + n)
  fc.assert(
    fc.property(fc.uniqueArray(name), names => {
      const told = namesWords(names)
        .split(', ')
        .filter(words => words !== '')
        .flatMap(words => {
          const [from = '', to = from] = words.split(' … ')
          const [, before = '', first = ''] = /^(.*?)(\d+)$/.exec(from) ?? []
          const last = Number(/\d+$/.exec(to)?.[0])
          return Array.from({ length: last - Number(first) + 1 }, (_, at) => `${before}${Number(first) + at}`)
        })
      expect(told).toEqual(names)
    }),
  )
})

test.each([
  { seconds: [0.1, undefined, 0.4], words: '' },
  { seconds: [2, 2.01], words: ' (2.0 s)' },
  { seconds: [0.1, 12], words: ' (0.1 s – 12 s)' },
  { seconds: [], words: '' },
])('$seconds are told as “$words”', ({ seconds, words }) => {
  expect(tookBetween(seconds)).toBe(words)
})

test('one machine, or no change, is the same as nothing', () => {
  expect([sameChanges(1, 3), sameChanges(3, 0), sameChanges(3, 1), sameChanges(3, 2)]).toEqual([
    '',
    '',
    'the same change',
    'the same 2 changes',
  ])
})

test('a plan that is the same for several machines is listed once, with all that it says', () => {
  const log = report(terminal, alikePlan)
  expect(log).toMatch(/^forum-1 … forum-4: ○ would change, the same 2 changes\n {2}○ write \/etc\/motd\n/m)
  expect(log).toMatch(/^balancer: ○ would change\n {2}○ write/m)
  expect(log.match(/○ install nodejs/g)).toHaveLength(1)
  expect(log.match(/\| \+Hello/g)).toHaveLength(2)
  const page = report(summaryReporter(), alikePlan)
  expect(page).toContain(
    '<summary><code>forum-1</code> … <code>forum-4</code> ○ would change, the same 2 changes</summary>',
  )
  expect(page.match(/<details>/g)).toHaveLength(2)
})

test('what was done in the same steps is listed once, with the shortest and the longest time of each', () => {
  const log = report(ci, alikeDeploy)
  expect(log).toMatch(
    /^::group::forum-1 … forum-4: ● changed, the same 2 changes\n {2}✓ write \/etc\/motd \(0\.5 s – 2\.0 s\)$/m,
  )
})
