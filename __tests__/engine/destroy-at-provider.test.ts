import { destroy } from '../../src/engine/destroy'
import { stagesOf } from '../../src/engine/provision/stages'
import { deploymentMark, labelsOf, type Marks } from '../../src/environments/cloud/marks'
import { hetznerAt } from '../../src/environments/hetzner'
import { withPrefix } from '../../src/environments/hetzner/server'
import type { Event } from '../../src/event'
import { bareCircumstances, bareHerd, bareMember } from '../support/bare-herd'
import type { Fault } from '../support/emulator/faults'
import { answered, lostAnswer } from '../support/emulator/faults'
import { hetznerFault, notFound } from '../support/providers/hetzner/answer'
import { Hetzner } from '../support/providers/hetzner/hetzner'
import { order } from '../support/providers/hetzner/world'

const { type } = hetznerAt({ firstMs: 1, mostMs: 4 })
const remove = 'DELETE /servers/{id}'
const list = 'GET /servers'

let hetzner: Hetzner
beforeEach(async () => {
  hetzner = new Hetzner()
  await hetzner.start()
})
afterEach(() => hetzner.stop())

/** A server as a run made it, or began it. */
function stand(stage: string, machine: string, more: Partial<Marks> & { readonly name?: string } = {}): void {
  const id = hetzner.world.nextId()
  const { name = `${stage}-${machine}-${id}`, ...marks } = more
  const whose = {
    deployment: deploymentMark('d'),
    stage,
    machine,
    run: 'abcdef123456',
    hostKey: `SHA256:${'A'.repeat(43)}`,
  }
  const labels = withPrefix(labelsOf({ ...whose, state: 'ready', ...marks }))
  const wish = order.parse({ name, server_type: 'cx22', image: 'debian-12' })
  const created = new Date().toISOString()
  const base = { id, order: wish, created, begun: 0, name, labels }
  hetzner.world.servers.set(id, { ...base, ipv4: '192.0.2.1', backups: false, action: undefined })
}

/** The stages and machines of what is there, as what is on its way out is not. */
const there = () =>
  [...hetzner.world.servers.values()]
    .filter(server => hetzner.world.statusOf(server) !== 'deleting')
    .map(({ name }) => name.replace(/-\d+$/, ''))
    .sort()

const herdOf = (stage: string, wish: object = {}) => {
  const config = type.config.parse({
    ...{ token: { $secret: 'T' }, size: 'cx22', region: 'fsn1', image: 'debian-12', api: hetzner.url },
    ...wish,
  })
  return { ...bareHerd([bareMember('web', type, config)]), stage, secrets: new Map([['T', hetzner.token]]) }
}

async function takeDown(stage: string, wish: object = {}) {
  const events: Event[] = []
  const told = bareCircumstances({ emit: event => events.push(event) })
  const outcome = await destroy(herdOf(stage, wish), told, { whole: true, dry: false })
  const ended = events.flatMap(event => (event.type === 'machine-ended' ? [[event.machine, event.outcome]] : []))
  return { outcome, ended: Object.fromEntries(ended), events }
}

test.each<{ name: string; operation: string; fault: Fault }>([
  { name: 'asks to wait', operation: remove, fault: hetznerFault.limited },
  { name: 'is at something else with it', operation: remove, fault: hetznerFault.locked },
  { name: 'loses the answer', operation: remove, fault: lostAnswer },
  { name: 'stumbles while it is looked', operation: list, fault: hetznerFault.serverError },
  {
    name: 'says that somebody else was quicker',
    operation: remove,
    fault: { kind: 'done-and-answered', answer: notFound },
  },
])(
  'a stage goes as a whole though the provider $name',
  async ({ operation, fault }) => {
    stand('pr-1', 'web')
    stand('pr-1', 'gone')
    hetzner.faults.add(operation, fault)
    expect(await takeDown('pr-1')).toMatchObject({
      outcome: 'destroyed',
      ended: { web: 'destroyed', gone: 'destroyed' },
    })
    expect(there()).toEqual([])
  },
  20_000,
)

test('what may not be destroyed is told, hinders no other, and goes when it may', async () => {
  stand('pr-1', 'web')
  stand('pr-1', 'gone')
  const denied = answered({ status: 403, body: { error: { code: 'forbidden', message: 'no', details: null } } })
  hetzner.faults.add(remove, denied)
  const first = await takeDown('pr-1')
  // What is declared is tried once more with all that carries the stage's mark.
  expect(first.outcome).toBe('failed')
  expect(first.ended).toMatchObject({ web: 'failed', gone: 'destroyed' })
  expect(there()).toEqual([])
  expect(await takeDown('pr-1')).toMatchObject({ outcome: 'unchanged', ended: { web: 'unchanged' } })
}, 20_000)

test('a stage that is half gone, or was begun and never finished, goes as well', async () => {
  // The declared machine was deleted by hand.
  stand('pr-1', 'gone')
  expect(await takeDown('pr-1')).toMatchObject({ outcome: 'destroyed', ended: { web: 'unchanged', gone: 'destroyed' } })
  stand('pr-1', 'web', { state: 'provisioning' })
  stand('pr-1', 'gone', { state: 'provisioning' })
  expect(await takeDown('pr-1')).toMatchObject({ outcome: 'destroyed', ended: { web: 'destroyed', gone: 'destroyed' } })
  expect(there()).toEqual([])
}, 20_000)

test('two at once take one stage down, and neither fails', async () => {
  stand('pr-1', 'web')
  stand('pr-1', 'gone')
  const both = await Promise.all([takeDown('pr-1'), takeDown('pr-1')])
  expect(both.flatMap(({ ended }) => Object.values(ended)).filter(each => each === 'failed')).toEqual([])
  expect(there()).toEqual([])
}, 20_000)

test('stages whose names look alike are others', async () => {
  const alike = ['pr-1', 'pr-12', 'PR-1', 'pr-1.', 'pr_1', 'xpr-1']
  for (const stage of alike) stand(stage, 'web')
  const seen = await stagesOf(herdOf('pr-1'), bareCircumstances())
  expect(seen.seen.map(({ stage }) => stage)).toEqual(alike.toSorted())
  await takeDown('pr-1')
  expect(there()).toEqual(
    alike
      .filter(stage => stage !== 'pr-1')
      .map(stage => `${stage}-web`)
      .sort(),
  )
}, 20_000)

test('somebody else’s server that bears a machine’s name is none of the stage, and stays', async () => {
  stand('production', 'web', { name: 'shared-name' })
  stand('pr-1', 'gone')
  expect(await takeDown('pr-1', { name: 'shared-name' })).toMatchObject({
    outcome: 'destroyed',
    ended: { web: 'unchanged', gone: 'destroyed' },
  })
  expect(there()).toEqual(['shared-name'])
}, 20_000)
