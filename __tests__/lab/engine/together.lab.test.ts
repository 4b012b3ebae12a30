import { PassThrough, Readable } from 'node:stream'
import { runPlanned, runReviewed } from '../../../src/engine/reviewed'
import { settleKilled } from '../../../src/engine/transaction/settle-killed'
import { DroverError } from '../../../src/failure'
import { connectSsh } from '../../../src/ssh/connection'
import type { Connect, Target } from '../../../src/target/target'
import { type LabMachine, labMachines } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'

let machines: readonly LabMachine[]
beforeAll(async () => {
  machines = await labMachines(3)
}, 300_000)
afterAll(() => Promise.all((machines ?? []).map(machine => machine.destroy())), 60_000)

type Resource = ReturnType<typeof resourceOf>
const file = (content: string) => resourceOf('file', { path: '/etc/together', content })
const hook = (run: string) => resourceOf('hook', { name: 'hook', run })
/** Three machines, of which the last one comes after the others. */
const herd = (...each: readonly (readonly Resource[])[]) =>
  machines.map(({ endpoint }, index) => ({
    name: `m${index}`,
    endpoint,
    resources: each[index] ?? [],
    ...(index === 2 ? { after: ['m0', 'm1'] } : {}),
  }))
const all = async (script: string) =>
  (await Promise.all(machines.map(machine => machine.exec(script)))).map(({ stdout }) => stdout)
const outcomes = (events: readonly object[]) =>
  Object.fromEntries(
    events.flatMap(event =>
      'type' in event && event.type === 'machine-ended' && 'machine' in event && 'outcome' in event
        ? [[event.machine, event.outcome]]
        : [],
    ),
  )
const options = { deployment: 'together', onFailure: 'undo-all' } as const

test('all are confirmed when all are well, and none before', async () => {
  const run = await labRun('deploy', herd([file('one')], [file('one')], [file('one')]), options)
  expect(outcomes(run.events)).toEqual({ m0: 'changed', m1: 'changed', m2: 'changed' })
  const order = run.events.flatMap(event =>
    (event.type === 'phase-entered' && event.phase === 'apply') || event.type === 'generation-recorded'
      ? [`${event.type === 'phase-entered' ? 'apply' : 'recorded'} ${event.machine}`]
      : [],
  )
  // The one that comes after is changed when the others are, and before any of them is confirmed.
  expect(order.slice(0, 3).sort()).toEqual(['apply m0', 'apply m1', 'apply m2'])
  expect(order[2]).toBe('apply m2')
  expect((await labRun('deploy', herd([file('one')], [file('one')], [file('one')]), options)).outcome).toBe('unchanged')
}, 60_000)

test('one that fails brings back all, those that were done too', async () => {
  const run = await labRun(
    'deploy',
    herd([file('two')], [file('two'), hook('sleep 1')], [file('two'), hook('exit 3')]),
    options,
  )
  expect(outcomes(run.events)).toEqual({ m0: 'failed-undone', m1: 'failed-undone', m2: 'failed-undone' })
  expect(await all('cat /etc/together; readlink /var/lib/drover/deployments/together@production/current')).toEqual([
    'onegenerations/1\n',
    'onegenerations/1\n',
    'onegenerations/1\n',
  ])
  expect(run.events).toContainEqual(
    expect.objectContaining({ machine: 'm0', failure: { code: 'undone-with-others', machine: 'm2', begun: true } }),
  )
}, 60_000)

test('one that can’t be prepared leaves all untouched', async () => {
  await machines[1]?.exec('mkdir /etc/together-folder; mv /var/lib/drover /var/lib/drover-away; touch /var/lib/drover')
  const run = await labRun('deploy', herd([file('three')], [file('three')], [file('three')]), options)
  await machines[1]?.exec('rm /var/lib/drover; mv /var/lib/drover-away /var/lib/drover')
  expect(outcomes(run.events)).toEqual({ m0: 'skipped', m1: 'failed', m2: 'skipped' })
  expect(await all('cat /etc/together')).toEqual(['one', 'one', 'one'])
  expect((await labRun('deploy', herd([file('three')], [file('three')], [file('three')]), options)).outcome).toBe(
    'changed',
  )
}, 60_000)

// As a reviewed plan (`deploy --plan`): what goes back was in no plan that anybody saw, and goes back all the same.
test('one that is cut off just when it is to be confirmed brings back those that were', async () => {
  const names = new Map(machines.map(({ endpoint }, index) => [endpoint.host, `m${index}`]))
  let cut = false
  const connect: Connect = async (endpoint, onAttempt) => {
    const name = names.get(endpoint.host)
    if (name === 'm1' && cut)
      throw new DroverError({ code: 'connection-lost', host: 'm1', message: 'the cable is out' })
    const target = await connectSsh(endpoint, { identities: [], signal: new AbortController().signal, onAttempt })
    return name === 'm1' ? deafTo('confirm', target, () => (cut = true)) : target
  }
  const began = await all('cat /etc/together')
  const wanted = herd([file('five')], [file('five')], [])
  const { events } = await labRun('plan', wanted, { ...options, work: runPlanned })
  const digest = events.find(event => event.type === 'herd-planned')?.digest ?? 'there is none'
  const run = await labRun('deploy', wanted, {
    ...options,
    connect,
    reconnect: 2,
    work: (herd, circumstances) => runReviewed(herd, circumstances, { digest }),
  })
  expect(cut).toBe(true)
  expect(outcomes(run.events)).toEqual({ m0: 'failed-undone', m1: 'unknown', m2: 'failed-undone' })
  expect(run.events).toContainEqual(
    expect.objectContaining({ machine: 'm0', failure: { code: 'undone-with-others', machine: 'm1', begun: true } }),
  )
  // m1 was never told, and goes back by itself when its lease is over, which is not waited for here.
  await machines[1]?.exec(
    'sed -i "s/ .*/ 0/" /run/drover/lease; until grep -q "^phase undone" /var/lib/drover/state; do sleep 0.5; done',
  )
  expect(await all('cat /etc/together')).toEqual(began)
  expect(await all('grep ^phase /var/lib/drover/state')).toEqual([
    'phase confirmed\n',
    'phase undone\n',
    'phase confirmed\n',
  ])
}, 150_000)

/** A connection over which a machine does not hear this word any more, nor anything after it: it is lost then. */
const deafTo = (word: string, target: Target, onCut: () => void): Target => ({
  ...target,
  close: () => target.close(),
  run: request => {
    const { input } = request
    if (!(input instanceof Readable)) return target.run(request)
    const heard = new PassThrough()
    return new Promise((resolve, reject) => {
      input.on('data', (chunk: Buffer) => {
        if (!chunk.toString().includes(`${word}\n`)) return heard.write(chunk)
        onCut()
        target.close().catch(() => undefined)
        return reject(new DroverError({ code: 'connection-lost', host: 'm1', message: 'the cable is out' }))
      })
      input.on('end', () => heard.end())
      target.run({ ...request, input: heard }).then(resolve, reject)
    })
  },
})

test('what a runner that was killed between two confirmations left is brought back on all', async () => {
  const [, second] = machines
  const began = await all('cat /etc/together')
  const generations = await all('readlink /var/lib/drover/deployments/together@production/current')
  const before = generations.map(link => Number(link.trim().split('/')[1]))
  const killed = new AbortController()
  const connect: Connect = async (endpoint, onAttempt) => {
    const target = await connectSsh(endpoint, { identities: [], signal: new AbortController().signal, onAttempt })
    return endpoint.host === second?.endpoint.host ? deafTo('confirm', target, () => killed.abort()) : target
  }
  const two = herd([file('six')], [file('six')], [file('six')]).slice(0, 2)
  await labRun('deploy', two, { ...options, connect, reconnect: 1, ends: killed.signal })
  expect(killed.signal.aborted).toBe(true)
  expect((await all('cat /etc/together')).slice(0, 2)).toEqual(['six', 'six'])

  const left = new Map([0, 1].map(at => [`m${at}`, { begun: true, before: before[at] ?? null }]))
  const settled = await labRun('deploy', two, {
    ...options,
    work: (herd, circumstances) => settleKilled(herd, circumstances, left),
  })
  expect(outcomes(settled.events)).toEqual({ m0: 'cancelled-undone', m1: 'cancelled-undone' })
  expect(await all('cat /etc/together')).toEqual(began)
}, 60_000)

test('“stop” begins no other once one has failed', async () => {
  const [first, second] = herd([hook('exit 3')], [file('four')])
  if (!first || !second) throw new Error('there are three machines')
  const run = await labRun('deploy', [first, { ...second, after: [] }], {
    deployment: 'stops',
    onFailure: 'stop',
    maxParallel: 1,
  })
  expect(outcomes(run.events)).toEqual({ m0: 'failed-undone', m1: 'skipped' })
}, 60_000)
