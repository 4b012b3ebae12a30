import { gantt, type Row } from '../../src/report/gantt'

const row = (name: string, to: number, ...words: string[]): Row => ({
  name,
  bars: [{ from: 0, to, words, wrong: false }],
})
const linesOf = (chart: string, word: string) =>
  chart.split('\n').flatMap(line => (line.startsWith(`  ${word} `) ? [line.slice(word.length + 3)] : []))

test('a name is no word of the language, and each is another', () => {
  const names = [
    'a:b;c#d%%e',
    'click x "javascript:"',
    'ä\u2028section b',
    '',
    ':',
    '\t',
    `${'x'.repeat(30)}1`,
    `${'x'.repeat(30)}2`,
  ]
  expect(linesOf(gantt(names.map(name => row(name, 1))), 'section')).toEqual([
    ...['a·b·c·d··e', 'click x ·javascript··', '··section b', '·', '··2', '··3'],
    ...['xxxxxxxxxxx…xxxxxxxxxxx1', 'xxxxxxxxxxx…xxxxxxxxxxx2'],
  ])
})

test.each([
  { seconds: 2, ticks: ['1second'], axis: '%H:%M:%S' },
  { seconds: 12, ticks: ['2second'], axis: '%H:%M:%S' },
  { seconds: 61, ticks: ['15second'], axis: '%H:%M:%S' },
  { seconds: 1200, ticks: ['5minute'], axis: '%H:%M:%S' },
  { seconds: 3 * 3600, ticks: ['30minute'], axis: '%H:%M:%S' },
  { seconds: 30 * 3600, ticks: ['6hour'], axis: 'day %-d %H:%M' },
  { seconds: 6 * 86_400, ticks: ['1day'], axis: 'day %-d %H:%M' },
  { seconds: 60 * 86_400, ticks: [], axis: 'day %-d %H:%M' },
])('$seconds seconds have a mark each $ticks', ({ seconds, ticks, axis }) => {
  const chart = gantt([row('a', seconds)])
  expect(linesOf(chart, 'tickInterval')).toEqual(ticks)
  expect(linesOf(chart, 'axisFormat')).toEqual([axis])
})

test('a bar has the first of its words that fits', () => {
  const words = ['apply 1 min 30 s', 'apply', 'a']
  const chart = gantt([
    row('whole', 100, ...words),
    row('part', 10, ...words),
    row('less', 5, ...words),
    row('none', 1, ...words),
  ])
  const bars = chart.split('\n').filter(line => line.includes(' :'))
  expect(bars.map(line => line.slice(2, line.indexOf(' :')))).toEqual(['apply 1 min 30 s', 'apply', 'a', '\u200b'])
})
