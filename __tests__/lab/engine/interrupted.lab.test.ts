import { connectSsh } from '../../../src/ssh/connection'
import type { Connect } from '../../../src/target/target'
import { type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
}, 300_000)
afterAll(() => machine?.destroy())

const file = (path: string, content = 'x\n') => resourceOf('file', { path, content })
const herd = (...resources: readonly ReturnType<typeof resourceOf>[]) => [
  { name: 'm', endpoint: machine.endpoint, resources },
]
const said = async (script: string) => (await machine.exec(script)).stdout
const claims = (owner: string) => said(`grep '^${owner}@' /var/lib/drover/claims`)

/** Connects, and loses the connection before anything of this name is asked. */
const cutBefore =
  (what: string): Connect =>
  async endpoint => {
    const target = await connectSsh(endpoint, { identities: [], signal: new AbortController().signal })
    return {
      run: request => (request.what === what ? Promise.reject(new Error('the runner is gone')) : target.run(request)),
      close: () => target.close(),
    }
  }

test('a killed worker’s work is undone, and what failed before it leaves nothing either', async () => {
  await machine.exec('mkdir -p /etc/killed-z/full; echo mine >/etc/killed-a')
  const hook = resourceOf('hook', { name: 'slow', run: 'sleep 60' })
  const failed = await labRun('deploy', herd(file('/etc/killed-b'), file('/etc/killed-z')), { deployment: 'killed' })
  expect(failed.outcome).toBe('failed-undone')
  const killed = await labRun('deploy', herd(file('/etc/killed-a'), hook), {
    deployment: 'killed',
    onEvent: event => {
      if (event.type === 'step-started' && event.step === hook.id)
        machine.exec('systemctl kill --signal=KILL "drover-apply-*"').catch(() => undefined)
    },
  })
  expect(killed.outcome).toBe('failed-undone')
  expect(killed.events.find(({ type }) => type === 'machine-ended')).toMatchObject({
    failure: { code: 'undone-by-machine', reason: 'the worker was killed' },
  })
  expect(await said('cat /etc/killed-a; ls -d /etc/killed-b')).toBe('mine\n')
  expect(await claims('killed')).toBe('')
}, 60_000)

test('a transaction that was prepared and never submitted leaves nothing that a later one takes for the truth', async () => {
  await machine.exec('echo first >/etc/prepared')
  const gone = await labRun('deploy', herd(file('/etc/prepared', 'ours\n')), {
    deployment: 'prepared',
    connect: cutBefore('apply'),
  })
  expect(gone.outcome).toBe('failed')
  expect(await said('cat /etc/prepared')).toBe('first\n')
  expect(await claims('prepared')).toBe('')
  await machine.exec('echo second >/etc/prepared; sed -i "s/^since .*/since 0/" /var/lib/drover/state')
  // A minute later (the machine's own clock) somebody else may take the place, and what stood there is what stood there then.
  expect((await labRun('deploy', herd(file('/etc/prepared', 'ours\n')), { deployment: 'prepared-2' })).outcome).toBe(
    'changed',
  )
  expect((await labRun('deploy', herd(), { deployment: 'prepared-2' })).outcome).toBe('changed')
  expect(await said('cat /etc/prepared')).toBe('second\n')
}, 90_000)

test('a claim that a cut off transaction left behind is given up, with its original', async () => {
  const resources = herd(file('/etc/claimed'))
  await labRun('deploy', resources, { deployment: 'leaked' })
  await machine.exec('printf "leaked@production\\tpath:/etc/leaked\\n" >>/var/lib/drover/claims')
  const next = await labRun('deploy', resources, { deployment: 'leaked' })
  expect(next.outcome).toBe('unchanged')
  expect(await claims('leaked')).toBe('leaked@production\tpath:/etc/claimed\n')
  const then = await labRun('deploy', resources, { deployment: 'leaked' })
  expect(then.events.filter(({ type }) => type === 'remote-command')).toHaveLength(1)
}, 60_000)

test('where Drover can’t note what it is going to touch, nothing is touched, and that is said', async () => {
  await machine.exec('cd /var/lib/drover && mv claims away && mkdir claims')
  const failed = await labRun('deploy', herd(file('/etc/unnoted')), { deployment: 'unnoted' })
  await machine.exec('cd /var/lib/drover && rmdir claims && mv away claims')
  expect(failed.events.find(({ type }) => type === 'machine-ended')).toMatchObject({
    outcome: 'failed',
    failure: { code: 'remote-answer-broken', what: 'prepare', message: expect.stringContaining('claims') },
  })
  expect((await machine.exec('ls /etc/unnoted')).exit).not.toBe(0)
  expect((await labRun('deploy', herd(file('/etc/unnoted')), { deployment: 'unnoted' })).outcome).toBe('changed')
}, 60_000)
