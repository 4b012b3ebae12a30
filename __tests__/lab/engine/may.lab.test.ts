import { lock, unlock } from '../../../src/engine/manual-lock'
import { runReviewed } from '../../../src/engine/reviewed'
import { digestOfHerd } from '../../../src/planning/herd-digest'
import { type LabMachine, labMachine } from '../../support/lab'
import { labRollback, labRun, resourceOf } from '../../support/lab-herd'

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
}, 300_000)
afterAll(() => machine?.destroy(), 60_000)

const file = (content: string) => resourceOf('file', { path: '/etc/may', content })
const hook = resourceOf('hook', { name: 'hook', run: 'echo ran >>/etc/may-hook' })
const herd = (...resources: readonly ReturnType<typeof resourceOf>[]) => [
  { name: 'm', endpoint: machine.endpoint, resources },
]
const said = async (script: string) => (await machine.exec(script)).stdout
const failureOf = (events: readonly { readonly type: string }[]) =>
  events.flatMap(event => ('failure' in event && event.type === 'machine-ended' ? [event.failure] : []))[0]

test('what can’t be undone is refused before anything is changed, unless it is allowed; a plan says so', async () => {
  const refused = { code: 'irreversible', steps: ['run hook hook'] }
  const plan = await labRun('plan', herd(file('one'), hook), { allowIrreversible: false })
  expect(plan.outcome).toBe('planned')
  expect(plan.events).toContainEqual({ type: 'would-refuse', machine: 'm', failure: refused })
  const run = await labRun('deploy', herd(file('one'), hook), { allowIrreversible: false })
  expect([run.outcome, failureOf(run.events)]).toEqual(['refused', refused])
  expect(await said('ls -d /etc/may /etc/may-hook /var/lib/drover 2>/dev/null')).toBe('')
  expect((await labRun('deploy', herd(file('one'), hook), { allowIrreversible: true })).outcome).toBe('changed')
  // Nothing to do is nothing to refuse.
  expect((await labRun('deploy', herd(file('one'), hook), { allowIrreversible: false })).outcome).toBe('unchanged')
}, 60_000)

test('a commit that does not descend from the one that runs is refused; going back is asked for in other words', async () => {
  const asked: string[] = []
  const descent = (relation: 'ahead' | 'behind') => async (running: string) => {
    asked.push(running)
    return { relation }
  }
  const behind = await labRun('deploy', herd(file('two')), { more: { descent: descent('behind') } })
  expect([behind.outcome, failureOf(behind.events)]).toEqual([
    'refused',
    { code: 'not-forward', relation: 'behind', running: '0123456789abcdef', wanted: '0123456789abcdef' },
  ])
  expect(await said('cat /etc/may')).toBe('one')
  expect((await labRun('deploy', herd(file('two')), { more: { descent: descent('ahead') } })).outcome).toBe('changed')
  expect(asked).toEqual(['0123456789abcdef', '0123456789abcdef'])
  expect((await labRollback(herd(), 'previous', { more: { descent: descent('behind') } })).outcome).toBe('changed')
  expect(await said('cat /etc/may')).toBe('one')
  // Where nothing runs yet, or nobody knows which commit it is, there is nothing to compare with.
  const other = [
    { name: 'm', endpoint: machine.endpoint, resources: [resourceOf('file', { path: '/etc/may-2', content: '' })] },
  ]
  const first = await labRun('deploy', other, { deployment: 'other', more: { descent: descent('behind') } })
  expect(first.outcome).toBe('changed')
}, 60_000)

test('what was reviewed is carried out, and nothing else', async () => {
  const planned = async (...resources: readonly ReturnType<typeof resourceOf>[]) => {
    const { events } = await labRun('plan', herd(...resources))
    return digestOfHerd(
      new Map(events.flatMap(event => (event.type === 'planned' ? [['m', event.digest] as const] : []))),
    )
  }
  const deploy = (digest: string, content: string, plans?: Readonly<Record<string, string>>) =>
    labRun('deploy', herd(file(content)), {
      work: (all, circumstances) => runReviewed(all, circumstances, { digest, ...(plans ? { plans } : {}) }),
    })
  const digest = await planned(file('three'))
  expect(await planned(file('three'))).toBe(digest)

  const other = await deploy(digest, 'four')
  expect([other.outcome, failureOf(other.events)]).toEqual([
    'refused',
    { code: 'not-reviewed', reviewed: digest, found: await planned(file('four')) },
  ])
  expect(await said('cat /etc/may')).toBe('one')
  const told = await deploy(digest, 'four', { m: '0123' })
  expect(failureOf(told.events)).toMatchObject({ code: 'not-reviewed', own: 'other' })
  expect(failureOf((await deploy(digest, 'four', {})).events)).toMatchObject({ own: 'new' })
  // What somebody did by hand since then makes it another plan.
  await machine.exec('rm /etc/may')
  expect((await deploy(digest, 'three')).outcome).toBe('refused')
  await machine.exec('printf one >/etc/may')
  expect((await deploy(digest.slice(0, 12), 'three')).outcome).toBe('changed')
  expect(await said('cat /etc/may')).toBe('three')
}, 60_000)

test('a machine that somebody has locked is left alone at once, until it is unlocked', async () => {
  const lockAs = (who: string) =>
    labRun('plan', herd(), { work: (all, circumstances) => lock(all, circumstances, who) })
  expect((await lockAs('ada, since today: don’t')).outcome).toBe('locked')
  const again = await lockAs('bob')
  expect([again.outcome, failureOf(again.events)]).toEqual(['refused', { code: 'held', by: 'ada, since today: don’t' }])

  const began = performance.now()
  const other = resourceOf('file', { path: '/etc/may-other', content: '' })
  const run = await labRun('deploy', herd(other), { deployment: 'another' })
  expect([run.outcome, failureOf(run.events)]).toEqual(['refused', { code: 'held', by: 'ada, since today: don’t' }])
  expect(performance.now() - began).toBeLessThan(10_000)
  expect((await labRollback(herd(), 'previous')).outcome).toBe('refused')
  const plan = await labRun('plan', herd(file('five')))
  expect(plan.events).toContainEqual(
    expect.objectContaining({ type: 'would-refuse', failure: { code: 'held', by: expect.any(String) } }),
  )
  expect((await labRun('deploy', herd(file('three')))).outcome).toBe('unchanged')

  const free = () => labRun('plan', herd(), { work: unlock })
  expect((await free()).outcome).toBe('unlocked')
  expect((await free()).outcome).toBe('unchanged')
  expect((await labRun('deploy', herd(file('five')))).outcome).toBe('changed')
}, 60_000)
