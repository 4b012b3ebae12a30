import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { resultOfUndo } from '../src/engine/transaction/ended'
import { conclusionOf, gravest, type Meaning, type Outcome, outcomes } from '../src/outcome'
import { annotationsReporter } from '../src/report/annotations'
import { colourOf } from '../src/report/colour'
import { outputsOf } from '../src/report/outputs'
import { report, viewOf } from '../src/report/reporter'
import { resultReporter } from '../src/report/result'
import { started, timed } from './report/runs'

// What each outcome means, said once more: a row that is added, or means something else, has to be thought of here too.
const rows: readonly (readonly [Outcome, Meaning])[] = [
  ['skipped-unreachable', { exit: 0, word: 'skipped as unreachable', icon: '–', annotation: 'warning' }],
  ['valid', { exit: 0, word: 'valid', icon: '✓' }],
  ['seen', { exit: 0, word: 'seen', icon: '✓' }],
  ['ran', { exit: 0, word: 'ran', icon: '✓' }],
  ['unchanged', { exit: 0, word: 'unchanged', icon: '✓' }],
  ['changed', { exit: 0, word: 'changed', icon: '●' }],
  ['destroyed', { exit: 0, word: 'destroyed', icon: '●' }],
  ['recovered', { exit: 0, word: 'recovered', icon: '●' }],
  ['collected', { exit: 0, word: 'collected', icon: '●' }],
  ['locked', { exit: 0, word: 'locked', icon: '●' }],
  ['unlocked', { exit: 0, word: 'unlocked', icon: '●' }],
  ['released', { exit: 0, word: 'released', icon: '●' }],
  ['same', { exit: 0, word: 'declared the same', icon: '=' }],
  ['incomparable', { exit: 0, word: 'not comparable', icon: '?', annotation: 'notice', conclusion: 'neutral' }],
  ['differs', { exit: 0, word: 'declared otherwise', icon: '○' }],
  ['rehearsed', { exit: 0, word: 'rehearsed', icon: '✓' }],
  ['planned', { exit: 0, word: 'would change', icon: '○' }],
  ['drifted', { exit: 3, word: 'drifted', icon: '≠', annotation: 'warning', conclusion: 'action_required' }],
  ['skipped', { exit: 1, word: 'skipped', icon: '–', annotation: 'warning' }],
  ['refused', { exit: 4, word: 'refused', icon: '⊘', annotation: 'error' }],
  ['unhealthy', { exit: 1, word: 'unhealthy', icon: '✚', annotation: 'error' }],
  ['unreachable', { exit: 1, word: 'unreachable', icon: '⊗', annotation: 'error' }],
  ['failed', { exit: 1, word: 'failed', icon: '✗', annotation: 'error' }],
  ['failed-undone', { exit: 1, word: 'failed and undone', icon: '✗', annotation: 'error' }],
  [
    'cancelled-undone',
    { exit: 130, word: 'cancelled and undone', icon: '■', annotation: 'error', conclusion: 'cancelled' },
  ],
  ['cancelled', { exit: 130, word: 'cancelled', icon: '■', annotation: 'error', conclusion: 'cancelled' }],
  ['failed-left', { exit: 5, word: 'failed and half undone', icon: '‼', annotation: 'error' }],
  ['unknown', { exit: 5, word: 'unknown', icon: '?', annotation: 'error' }],
]

test('each outcome means what was thought of, from the lightest to the gravest', () => {
  expect(Object.entries(outcomes)).toEqual(rows)
})

describe.each(rows)('%s', (outcome, { exit, word, icon, annotation }) => {
  const ended = timed([
    started('deploy', ['web']),
    { type: 'phase-entered', machine: 'web', phase: 'connect' },
    { type: 'machine-ended', machine: 'web', outcome, seconds: 1 },
    { type: 'run-ended', outcome, exit, seconds: 2 },
  ])

  test('a run that ends so says the same in its result', () => {
    expect(JSON.parse(report(resultReporter, ended))).toMatchObject({ outcome, exit, machines: [{ outcome }] })
  })

  test('stands in the lists of outputs that fit its exit code', () => {
    const outputs = outputsOf(viewOf(resultReporter, ended))
    expect(JSON.parse(outputs.names)).toEqual({ [outcome]: ['web'] })
    expect(JSON.parse(outputs.failed)).toEqual(exit === 0 || exit === 3 ? [] : ['web'])
  })

  test('has an icon, a colour that fits, and an annotation where a person has to look', () => {
    expect([...icon]).toHaveLength(1)
    const fitting = annotation === 'error' ? ['red'] : annotation === undefined ? ['green', 'cyan'] : ['yellow']
    expect(fitting).toContain(colourOf(outcome))
    const said = report(annotationsReporter, ended)
    if (annotation === undefined) expect(said).toBe('')
    else expect(said).toMatch(new RegExp(`^::${annotation} .*title=web ${word}`))
    if (exit !== 0) expect(annotation).toBeDefined()
  })

  test('ends a check run as a success only where it is one', () => {
    expect(conclusionOf(outcome) === 'success').toBe(exit === 0 && outcome !== 'incomparable')
  })

  test('is told of in docs/reports.md, with its exit code', () => {
    expect(documented.get(outcome)).toBe(exit)
  })
})

/** By outcome: the exit code that the page gives it. */
const documented = new Map(
  [...readFileSync('docs/reports.md', 'utf8').matchAll(/^\| ([a-z, -]+) \| (\d+) \|/gm)].flatMap(
    ([, names = '', exit]) => names.split(', ').map(name => [name, Number(exit)] as const),
  ),
)

test('docs/reports.md tells them from the lightest to the gravest', () => {
  expect([...documented.keys()]).toEqual(Object.keys(outcomes))
})

test('what was undone is never a success', () => {
  for (const [outcome, { exit, annotation }] of rows.filter(([outcome]) => /undone|left/.test(outcome)))
    expect({ outcome, exit, annotation }).not.toMatchObject({ exit: 0 })
  const stands = fc.record({
    stand: fc.constantFrom('undone' as const, 'aborted' as const),
    reason: fc.string(),
    failed: fc.option(
      fc.record({
        at: fc.oneof(fc.nat(3), fc.constantFrom('begin' as const, 'applied' as const)),
        exit: fc.nat(255),
        output: fc.string(),
      }),
      { nil: undefined },
    ),
  })
  const doubts = fc.constantFrom(
    undefined,
    { doubt: 'cancelled' } as const,
    { doubt: 'others', machine: 'a' } as const,
    { doubt: 'locked-out', message: '' } as const,
    { doubt: 'unhealthy', sick: [] } as const,
  )
  fc.assert(
    fc.property(stands, doubts, ({ failed, ...stand }, doubt) => {
      const { outcome } = resultOfUndo({ ...stand, ...(failed ? { failed } : {}) }, [], doubt)
      expect(outcomes[outcome].exit).not.toBe(0)
    }),
  )
})

test('a run in which one machine was undone is none either, however the others ended', () => {
  const names = rows.map(([outcome]) => outcome)
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...names)), fc.constantFrom(...names), (others, one) => {
      const outcome = gravest([...others, one], 'unchanged')
      if (outcomes[one].exit !== 0) expect(outcomes[outcome].exit).not.toBe(0)
    }),
  )
})
