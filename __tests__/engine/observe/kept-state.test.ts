import { readFacts } from '../../../src/engine/observe/checks'
import { stateSeen, stateTrouble } from '../../../src/engine/observe/kept-state'

const whole = `format 1
request 7a2c9f60-0000-4000-8000-000000000000
deployment forum@production
phase applied
boot 11111111-0000-4000-8000-000000000000
since 812
holder the run of ada
reason 
`

/** As the machine reads it out: a last line without its end is not told. */
const facts = (state: string) =>
  readFacts(
    `kept-state\n${state
      .split('\n')
      .slice(0, -1)
      .map(line => `state-${line}`)
      .join('\n')}`,
  )

test('a state that is whole, and a machine without one, are no trouble', () => {
  expect(stateTrouble(facts(whole))).toBeUndefined()
  expect(stateTrouble(readFacts('uid 0'))).toBeUndefined()
  expect(stateSeen(facts(whole))).toBe('7a2c9f60-0000-4000-8000-000000000000 applied')
})

test('a state that was cut off anywhere is never taken for one', () => {
  for (let length = 0; length < whole.length; length++)
    expect([length, stateTrouble(facts(whole.slice(0, length)))]).toEqual([length, expect.stringContaining('damaged')])
})

test.each([
  { name: 'a phase that there is not', change: ['phase applied', 'phase aplied'], says: 'its phase is “aplied”' },
  { name: 'no time', change: ['since 812', 'since soon'], says: 'its since is “soon”' },
  { name: 'a path as the request', change: ['7a2c9f60', '../../x'], says: 'its request is “../../x' },
  {
    name: 'a line taken out',
    change: ['boot 11111111-0000-4000-8000-000000000000\n', ''],
    says: 'its boot is missing',
  },
  { name: 'no format', change: ['format 1\n', ''], says: 'its format is missing' },
  { name: 'a later format', change: ['format 1', 'format 2'], says: 'has format 2; this version of Drover knows 1' },
])('$name is told', ({ change: [from = '', to = ''], says }) => {
  expect(stateTrouble(facts(whole.replace(from, to)))).toContain(says)
})
