import type { TimedEvent } from '../../src/event'
import { DroverError, failureOf } from '../../src/failure'
import { mergeRuns, type ShardRun } from '../../src/report/merge-runs'
import { emptyRun, foldRun, outcomeOf } from '../../src/report/run'

const machine = (name: string) => ({ name, environment: 'managed-host', origin: [], after: [] })
const started = (shard: string, time: string, ...names: readonly string[]): TimedEvent => ({
  type: 'run-started',
  at: 0,
  format: 1,
  command: 'deploy',
  deployment: 'forum',
  stage: 'production',
  shard,
  provenance: { file: 'deploy.ts', time },
  machines: names.map(machine),
})
const ended = (name: string, outcome: 'changed' | 'failed-undone', at: number): TimedEvent => ({
  type: 'machine-ended',
  machine: name,
  outcome,
  seconds: 1,
  at,
})
const end = (outcome: 'changed' | 'failed-undone', at: number): TimedEvent => ({
  type: 'run-ended',
  outcome,
  exit: 0,
  seconds: at,
  at,
})
const one: ShardRun = {
  file: 'one.ndjson',
  events: [
    started('1/2', '2026-01-01T00:00:00Z', 'a', 'b'),
    ended('a', 'changed', 3),
    ended('b', 'changed', 9),
    end('changed', 10),
  ],
}
const two: ShardRun = {
  file: 'two.ndjson',
  events: [started('2/2', '2026-01-01T00:00:05Z', 'c'), ended('c', 'failed-undone', 2), end('failed-undone', 3)],
}
const failure = (runs: readonly ShardRun[]) => {
  try {
    mergeRuns(runs)
  } catch (error) {
    if (error instanceof DroverError) return failureOf(error)
    throw error
  }
  throw new Error('it should have failed')
}

test('makes one run of all shards, in the order of time, that ends as the gravest', () => {
  const { events, outcome, seconds } = mergeRuns([one, two])
  expect({ outcome, seconds }).toEqual({ outcome: 'failed-undone', seconds: 10 })
  const run = events.reduce(foldRun, emptyRun)
  expect(run.machines.map(each => [each.name, outcomeOf(each)])).toEqual([
    ['a', 'changed'],
    ['b', 'changed'],
    ['c', 'failed-undone'],
  ])
  expect(events.map(event => ('machine' in event ? [event.machine, event.at] : event.type))).toEqual([
    'run-started',
    ['a', 3],
    ['c', 7],
    ['b', 9],
  ])
  expect(events[0]).not.toHaveProperty('shard')
})

test('a shard that left nothing is told, and the run is then not known to be well', () => {
  const { events, outcome } = mergeRuns([one])
  expect(outcome).toBe('unknown')
  expect(events.at(-1)).toMatchObject({ type: 'run-failed', failure: { code: 'shards-lost', shards: ['2/2'] } })
})

test('a shard that was killed is not known to be well', () => {
  expect(mergeRuns([{ ...one, events: one.events.slice(0, 2) }, two]).outcome).toBe('unknown')
})

test('a shard that failed before it had machines fails the run', () => {
  const broken: ShardRun = {
    file: 'two.ndjson',
    events: [
      { type: 'run-failed', failure: { code: 'bad-input', input: 'ssh-key', message: 'x' }, at: 0 },
      { type: 'run-ended', outcome: 'failed', exit: 2, seconds: 0, at: 0 },
    ],
  }
  const { events, outcome } = mergeRuns([one, broken])
  expect(outcome).toBe('unknown')
  expect(events.filter(({ type }) => type === 'run-failed')).toHaveLength(2)
})

test('refuses what are not shards of one run', () => {
  const [first] = two.events
  if (first?.type !== 'run-started') throw new Error('the first event is the begin')
  const other = (more: object): ShardRun => ({ file: 'three.ndjson', events: [{ ...first, ...more }] })
  expect(failure([one, other({ stage: 'pr-1' })])).toMatchObject({
    code: 'bad-input',
    input: 'three.ndjson',
    message: expect.stringContaining('not shards of one run'),
  })
  expect(failure([one, other({ shard: '2/3' })])).toMatchObject({ message: expect.stringContaining('in 3 shards') })
  expect(failure([one, two, other({})])).toMatchObject({
    message: expect.stringContaining('the same shard 2/2 as two.ndjson'),
  })
})
