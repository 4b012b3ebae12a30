import type { Event } from '../../../src/event'
import { type LabMachine, labMachines } from '../../support/lab'
import { labRollback, labRun, resourceOf } from '../../support/lab-herd'

let machines: readonly LabMachine[]
beforeAll(async () => {
  machines = await labMachines(2)
}, 300_000)
afterAll(() => Promise.all((machines ?? []).map(machine => machine.destroy())), 60_000)

type Resource = ReturnType<typeof resourceOf>
const file = (content: string) => resourceOf('file', { path: '/etc/rollout', content })
const failing = resourceOf('hook', { name: 'hook', run: 'exit 3' })
const herd = (...each: readonly (readonly Resource[])[]) =>
  machines.map(({ endpoint }, index) => ({ name: `m${index}`, endpoint, resources: each[index] ?? [] }))
const all = async (script: string) =>
  (await Promise.all(machines.map(machine => machine.exec(script)))).map(({ stdout }) => stdout)
const ends = (events: readonly Event[]) =>
  Object.fromEntries(
    events.flatMap(event =>
      event.type === 'machine-ended' ? [[event.machine, event.failure?.code ?? event.outcome]] : [],
    ),
  )
/** When each batch was begun, and each machine changed. */
const course = (events: readonly Event[]) =>
  events.flatMap(event => {
    if (event.type === 'batch-begun') return [`batch ${event.number}`]
    if (event.type === 'batches-paused') return ['pause']
    return event.type === 'phase-entered' && (event.phase === 'apply' || event.phase === 'confirm')
      ? [`${event.phase} ${event.machine}`]
      : []
  })
const options = { deployment: 'rollout' }

test('a canary that fails leaves the others untouched: not even a folder of Drover’s is made there', async () => {
  const run = await labRun('deploy', herd([file('one')], [file('one'), failing]), {
    ...options,
    rollout: { canary: ['m1'] },
  })
  expect(ends(run.events)).toEqual({ m0: 'canary-failed', m1: 'step-failed' })
  expect(await all('ls -d /etc/rollout /var/lib/drover 2>/dev/null')).toEqual(['', '/var/lib/drover\n'])
}, 60_000)

test('as many may fail as was said; and what is well is well', async () => {
  const rollout = { batch: 1 }
  const one = await labRun('deploy', herd([file('one'), failing], [file('one')]), { ...options, rollout })
  expect(ends(one.events)).toEqual({ m0: 'step-failed', m1: 'too-many-failed' })
  const other = await labRun('deploy', herd([file('one'), failing], [file('one')]), {
    ...options,
    rollout: { ...rollout, maxFailures: 1 },
  })
  expect(ends(other.events)).toEqual({ m0: 'step-failed', m1: 'changed' })
  expect(await all('cat /etc/rollout 2>/dev/null')).toEqual(['', 'one'])
}, 60_000)

test('a run that is cancelled in a pause ends at once, and changes nothing any more', async () => {
  const told = new AbortController()
  let since = 0
  const run = await labRun('deploy', herd([file('two')], [file('two')]), {
    ...options,
    rollout: { batch: '50%', pause: 3600 },
    signal: told.signal,
    onEvent: ({ type }) => {
      if (type !== 'batches-paused') return
      since = performance.now()
      setTimeout(() => told.abort(), 100)
    },
  })
  expect(since).toBeGreaterThan(0)
  expect(performance.now() - since).toBeLessThan(5000)
  expect(ends(run.events)).toEqual({ m0: 'changed', m1: 'cancelled' })
  expect(course(run.events)).toEqual(['batch 1', 'apply m0', 'confirm m0', 'pause'])
  expect(await all('cat /etc/rollout')).toEqual(['two', 'one'])
}, 60_000)

test('one that can’t be reached may be skipped: the others are brought up to date, and the run is well', async () => {
  const [machine] = machines
  if (!machine) throw new Error('there are two machines')
  const here = { name: 'm0', endpoint: machine.endpoint, resources: [file('three')] }
  // Nobody listens there.
  const away = { ...here, name: 'away', endpoint: { ...here.endpoint, port: 1 } }
  const run = await labRun('deploy', [away, here], { ...options, unreachable: 'skip', rollout: { batch: 1 } })
  expect(run.outcome).toBe('changed')
  expect(ends(run.events)).toEqual({ away: 'machine-unreachable', m0: 'changed' })
  // But a canary that is not there shows nothing, also where all are one transaction.
  const one = { ...options, onFailure: 'undo-all', unreachable: 'skip', rollout: { canary: ['away'] } } as const
  const next = await labRun('deploy', [away, { ...here, resources: [file('none')] }], one)
  expect(ends(next.events)).toEqual({ away: 'machine-unreachable', m0: 'undone-with-others' })
  expect((await machine.exec('cat /etc/rollout')).stdout).toBe('three')
}, 60_000)

test('where all are one transaction, a batch is changed when the one before is well, and one that fails brings back all', async () => {
  const rollout = { batch: 1, pause: 0.1 }
  const together = { ...options, onFailure: 'undo-all', rollout } as const
  const before = await all('cat /etc/rollout')
  const run = await labRun('deploy', herd([file('four')], [file('four'), failing]), together)
  expect(ends(run.events)).toEqual({ m0: 'undone-with-others', m1: 'step-failed' })
  expect(course(run.events)).toEqual(['batch 1', 'apply m0', 'confirm m0', 'pause', 'batch 2', 'apply m1'])
  expect(await all('cat /etc/rollout')).toEqual(before)
}, 60_000)

test('a rollback goes by batches too', async () => {
  const run = await labRollback([...herd([file('three')], [file('one')])], 0, { ...options, rollout: { batch: 1 } })
  expect(run.outcome).toBe('changed')
  expect(course(run.events)).toEqual(['batch 1', 'apply m0', 'confirm m0', 'batch 2', 'apply m1', 'confirm m1'])
}, 60_000)
