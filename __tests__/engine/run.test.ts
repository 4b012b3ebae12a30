import { z } from 'zod'
import type { Circumstances, Herd, Member } from '../../src/engine/herd'
import { runReviewed } from '../../src/engine/reviewed'
import { run } from '../../src/engine/run'
import type { AnyEnvironmentType } from '../../src/environments/environment'
import type { Event } from '../../src/event'
import { DroverError, type Failure } from '../../src/failure'
import { bareCircumstances, bareHerd, bareMember } from '../support/bare-herd'

const away: Failure = { code: 'machine-unreachable', host: 'web', port: 22, attempts: 1, message: 'no route to host' }
const foreign: Failure = { code: 'host-key-refused', host: 'web', port: 22, reason: 'differs' }

interface Case {
  readonly machines: Readonly<Record<string, Failure>>
  readonly after?: Readonly<Record<string, readonly string[]>>
  readonly settings?: Partial<Herd['settings']>
  readonly mode?: Circumstances['mode']
  readonly work?: (herd: Herd, circumstances: Circumstances) => ReturnType<typeof run>
}

/** Runs machines that nobody gets into, each for a reason of its own. */
async function ran({ machines, after = {}, settings = {}, mode = 'deploy', work = run }: Case) {
  const tried: string[] = []
  const type = (name: string, failure: Failure): AnyEnvironmentType => ({
    name: 'nowhere',
    description: 'a machine that nobody gets into',
    config: z.unknown(),
    address: () => name,
    reach: async () => {
      tried.push(name)
      throw new DroverError(failure)
    },
  })
  const members = Object.entries(machines).map(
    ([name, failure]): Member => ({ ...bareMember(name, type(name, failure)), after: after[name] ?? [] }),
  )
  const events: Event[] = []
  const outcome = await work(
    bareHerd(members, settings),
    bareCircumstances({ mode, emit: event => events.push(event) }),
  )
  const ends = Object.fromEntries(
    events.flatMap(event =>
      event.type === 'machine-ended' ? [[event.machine, [event.outcome, event.failure?.code]]] : [],
    ),
  )
  const failures = events.flatMap(event => (event.type === 'run-failed' ? [event.failure] : []))
  return { outcome, tried, ends, failures, events }
}

const left = ['skipped', 'too-many-failed']
const missing = ['unreachable', 'machine-unreachable']
const passed = ['skipped-unreachable', 'machine-unreachable']

test('no batch begins once more have failed than may', async () => {
  const machines = { a: away, b: away, c: away, d: away }
  const one = await ran({ machines, settings: { rollout: { batch: 1, maxFailures: '25%' } } })
  expect(one).toMatchObject({
    outcome: 'unreachable',
    tried: ['a', 'b'],
    ends: { a: missing, b: missing, c: left, d: left },
  })
  expect(one.events.filter(({ type }) => type.startsWith('batch'))).toEqual([
    { type: 'batches-planned', batches: ['a', 'b', 'c', 'd'].map(name => ({ canary: false, machines: [name] })) },
    { type: 'batch-begun', number: 1 },
    { type: 'batch-begun', number: 2 },
  ])
})

test('nobody is begun before the canary is well, whether it fails or may be skipped', async () => {
  const machines = { a: away, b: away, c: away }
  const rollout = { canary: ['b'], maxFailures: '100%' } as const
  const because = ['skipped', 'canary-failed']
  expect(await ran({ machines, settings: { rollout } })).toMatchObject({
    outcome: 'unreachable',
    tried: ['b'],
    ends: { a: because, b: missing, c: because },
  })
  expect(await ran({ machines, settings: { rollout, unreachable: 'skip' } })).toMatchObject({
    outcome: 'skipped',
    tried: ['b'],
    ends: { a: because, b: passed, c: because },
    failures: [],
  })
})

test('a machine that is skipped does not hold up those that come after it, and is no success where there is no other', async () => {
  const both = await ran({ machines: { a: away, b: foreign }, after: { b: ['a'] }, settings: { unreachable: 'skip' } })
  expect(both).toMatchObject({
    outcome: 'failed',
    ends: { a: passed, b: ['failed', 'host-key-refused'] },
    failures: [],
  })
  const all = await ran({ machines: { a: away, b: away }, after: { b: ['a'] }, settings: { unreachable: 'skip' } })
  expect(all).toMatchObject({
    outcome: 'unreachable',
    ends: { a: passed, b: passed },
    failures: [{ code: 'none-reached' }],
  })
  const failing = await ran({ machines: { a: away, b: away }, after: { b: ['a'] } })
  expect(failing.ends).toEqual({ a: missing, b: ['skipped', 'dependency-failed'] })
})

test.each(['undo-all', 'stop'] as const)('a herd of which none is there ends with %s too', async onFailure => {
  const settings = { onFailure, unreachable: 'skip', rollout: { batch: 1 } } as const
  const { outcome, ends, failures } = await ran({ machines: { a: away, b: away }, settings })
  expect({ outcome, ends, failures }).toEqual({
    outcome: 'unreachable',
    ends: { a: passed, b: passed },
    failures: [{ code: 'none-reached' }],
  })
})

test('a plan asks all machines side by side, and says in which batches they would be begun', async () => {
  const { tried, events } = await ran({
    machines: { a: away, b: away },
    settings: { rollout: { batch: 1 } },
    mode: 'plan',
  })
  expect(tried).toEqual(['a', 'b'])
  expect(events.map(({ type }) => type).filter(type => type.startsWith('batch'))).toEqual(['batches-planned'])
})

test('a reviewed plan that reaches nobody says it once, and carries nothing out', async () => {
  const { outcome, failures, tried, ends } = await ran({
    machines: { a: away },
    settings: { unreachable: 'skip' },
    work: (herd, circumstances) => runReviewed(herd, circumstances, { digest: '0'.repeat(12) }),
  })
  expect({ outcome, failures, tried, ends }).toEqual({
    outcome: 'unreachable',
    failures: [{ code: 'none-reached' }],
    tried: ['a'],
    ends: { a: passed },
  })
})
