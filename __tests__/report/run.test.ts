import { viewOf } from '../../src/report/reporter'
import { changesOf, emptyRun, failedStep, foldRun, outcomeOf, outcomeOfRun } from '../../src/report/run'
import { change, cut, five, started, timed } from './runs'

const view = (events: Parameters<typeof viewOf>[1]) => viewOf({ initial: emptyRun, fold: foldRun }, events)

test('a machine that nobody announced is there all the same', () => {
  const run = view(five.slice(1, 3))
  expect(run.machines.map(({ name, environment }) => ({ name, environment }))).toEqual([
    { name: 'forum-1', environment: '' },
  ])
})

test('of a run that was cut short no more is said than was seen', () => {
  const run = view(cut)
  expect(run.machines.map(outcomeOf)).toEqual([undefined, 'changed', 'changed', 'unchanged', 'unknown'])
  expect(outcomeOfRun(run)).toBe('unknown')
  expect(outcomeOfRun(view([]))).toBe('unknown')
})

test('a failure says which step it was where no event did', () => {
  const failure = { code: 'step-failed', step: 'a', title: 'A', exit: 2, output: 'x', done: [], notDone: [] } as const
  const run = view(
    timed([started('deploy', ['m']), { type: 'machine-ended', machine: 'm', outcome: 'failed', failure, seconds: 1 }]),
  )
  expect(run.machines.map(failedStep)).toEqual([{ id: 'a', title: 'A', state: 'failed', exit: 2, output: 'x' }])
})

test('a step that ended without a beginning still counts', () => {
  const run = view(
    timed([
      started('deploy', ['m']),
      { type: 'planned', machine: 'm', changes: [change('a'), change('b')], digest: '', generation: null },
      { type: 'step-done', machine: 'm', step: 'a', seconds: 1 },
    ]),
  )
  expect(run.machines.map(changesOf)).toEqual([{ done: 1, of: 2 }])
})
