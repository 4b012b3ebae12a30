import { beginBatch, inBatches } from '../../../src/engine/rollout/in-batches'
import { batchesOf, type Halt } from '../../../src/engine/rollout/rollout'
import type { Event } from '../../../src/event'

const machines = ['a', 'b', 'c', 'd'].map(name => ({ name, after: name === 'd' ? ['a'] : [] }))
const halt: Halt = { code: 'too-many-failed', machines: ['b'], allowed: 0 }

/** What happened, in order, where these machines come to that; all others to `changed`. */
async function roll(ends: Readonly<Record<string, string>>) {
  const said: string[] = []
  const results = await inBatches<(typeof machines)[number], string>(batchesOf(machines, { batch: 2 }), {
    begin: async (number, changed) => said.push(`batch ${number}${changed ? ', changed before' : ''}`),
    work: async ({ name }, before) => {
      said.push(`${name} after ${JSON.stringify([...before])}`)
      await Promise.resolve()
      said.push(`${name} ended`)
      return ends[name] ?? 'changed'
    },
    changed: result => result === 'changed',
    halt: (_batch, ended) => ([...ended.values()].includes('failed') ? halt : undefined),
    skip: ({ name }, why) => {
      said.push(`${name} left out: ${why.code}`)
      return 'skipped'
    },
  })
  return { said, results: Object.fromEntries(results) }
}

test('a batch begins when all of the one before have ended', async () => {
  expect((await roll({})).said).toEqual([
    'batch 1',
    ...['a after []', 'b after []', 'a ended', 'b ended'],
    'batch 2, changed before',
    ...['c after []', 'c ended'],
    'batch 3, changed before',
    ...['d after [["a","changed"]]', 'd ended'],
  ])
})

test('behind a batch that changed nothing it is told so', async () => {
  const { said } = await roll({ a: 'unchanged', b: 'unchanged' })
  expect(said.filter(line => line.startsWith('batch'))).toEqual(['batch 1', 'batch 2', 'batch 3, changed before'])
})

test('what is left out once something speaks against it ends all the same', async () => {
  const { said, results } = await roll({ b: 'failed' })
  expect(said.slice(-2)).toEqual(['c left out: too-many-failed', 'd left out: too-many-failed'])
  expect(said).not.toContain('batch 2')
  expect(results).toEqual({ a: 'changed', b: 'failed', c: 'skipped', d: 'skipped' })
})

describe('beginning', () => {
  const begin = async (changed: boolean, pause: number, abortAfter?: number) => {
    const events: Event[] = []
    const told = new AbortController()
    if (abortAfter !== undefined) setTimeout(() => told.abort(), abortAfter)
    const began = performance.now()
    await beginBatch(2, changed, { pause }, { emit: event => events.push(event), signal: told.signal })
    return { events, seconds: (performance.now() - began) / 1000 }
  }
  const paused = { type: 'batches-paused', next: 2, seconds: 0.05 }
  const begun = { type: 'batch-begun', number: 2 }

  test('comes after the pause', async () => {
    const { events, seconds } = await begin(true, 0.05)
    expect(events).toEqual([paused, begun])
    expect(seconds).toBeGreaterThan(0.04)
  })

  test('does not pause where nothing was changed', async () => {
    expect((await begin(false, 3600)).events).toEqual([begun])
  })

  test('a run that is told to end waits no longer, and begins nothing', async () => {
    const { events, seconds } = await begin(true, 3600, 20)
    expect(events).toEqual([{ ...paused, seconds: 3600 }])
    expect(seconds).toBeLessThan(60)
  })
})
