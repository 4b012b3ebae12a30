import type { Event } from '../../../src/event'
import { type LabMachine, labMachine } from '../../support/lab'
import { labRun, resourceOf } from '../../support/lab-herd'

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
}, 300_000)
afterAll(() => machine?.destroy())

const herd = (...contents: readonly (readonly [string, string])[]) => [
  {
    name: 'm',
    endpoint: machine.endpoint,
    resources: contents.map(([path, content]) => resourceOf('file', { path, content })),
  },
]
const read = async (path: string) => (await machine.exec(`cat '${path}'`)).stdout

const changesIn = (events: readonly Event[]) => events.flatMap(event => (event.type === 'planned' ? event.changes : []))

test('a first deployment, a second that changes nothing, a change, and a removal that brings back what was', async () => {
  await machine.exec('printf before > /etc/drover-a; chmod 640 /etc/drover-a')
  const first = await labRun('deploy', herd(['/etc/drover-a', 'one\n'], ['/etc/drover-b', 'two\n']))
  expect(first.events.filter(({ type }) => type === 'machine-ended')).toEqual([
    { type: 'machine-ended', machine: 'm', outcome: 'changed', seconds: expect.any(Number) },
  ])
  expect(await read('/etc/drover-a')).toBe('one\n')
  expect(first.events).toContainEqual({ type: 'generation-recorded', machine: 'm', from: null, to: 1 })

  const second = await labRun('deploy', herd(['/etc/drover-a', 'one\n'], ['/etc/drover-b', 'two\n']))
  expect(second.outcome).toBe('unchanged')
  expect(second.events.filter(({ type }) => type === 'remote-command')).toHaveLength(1)

  const planned = await labRun('plan', herd(['/etc/drover-a', 'three\n'], ['/etc/drover-b', 'two\n']))
  expect(planned.outcome).toBe('planned')
  expect(planned.events).toContainEqual(
    expect.objectContaining({
      type: 'planned',
      changes: [expect.objectContaining({ resource: 'file:/etc/drover-a', diff: expect.stringContaining('-one') })],
    }),
  )
  expect(await read('/etc/drover-a')).toBe('one\n')

  const removed = await labRun('deploy', herd(['/etc/drover-b', 'two\n']))
  expect(removed.outcome).toBe('changed')
  expect(changesIn(removed.events).map(({ title }) => title)).toEqual([
    'put /etc/drover-a back as it was before Drover',
  ])
  expect(await read('/etc/drover-a')).toBe('before')
  expect((await machine.exec('stat -c %a /etc/drover-a')).stdout).toBe('640\n')
  expect((await machine.exec('readlink /var/lib/drover/deployments/lab@production/current')).stdout).toBe(
    'generations/2\n',
  )
  const last = await labRun('deploy', herd())
  expect(changesIn(last.events).map(({ title }) => title)).toEqual(['remove /etc/drover-b'])
  expect(last.events.filter(({ type }) => type === 'remote-command').length).toBeLessThanOrEqual(4)
}, 60_000)

test('a step that fails ends in the state before, says what it said, and the next run does it all', async () => {
  await machine.exec('mkdir -p /etc/drover-2/full; echo mine >/etc/drover-1')
  const resources = ['/etc/drover-1', '/etc/drover-2', '/etc/drover-3'].map(path =>
    resourceOf('file', { path, content: 'x\n' }),
  )
  const herd = [{ name: 'm', endpoint: machine.endpoint, resources }]
  const failing = await labRun('deploy', herd, { deployment: 'failing' })
  expect(failing.outcome).toBe('failed-undone')
  expect(failing.events.find(({ type }) => type === 'machine-ended')).toMatchObject({
    outcome: 'failed-undone',
    failure: {
      code: 'step-failed',
      step: 'file:/etc/drover-2',
      done: ['change /etc/drover-1 (content)'],
      notDone: ['create /etc/drover-3'],
      output: expect.stringContaining('/etc/drover-2'),
    },
  })
  expect(await read('/etc/drover-1')).toBe('mine\n')
  expect((await machine.exec('ls -d /etc/drover-2/full /etc/drover-3')).stdout).toBe('/etc/drover-2/full\n')
  expect((await machine.exec('grep failing@ /var/lib/drover/claims')).stdout).toBe('')
  await machine.exec('rmdir /etc/drover-2/full /etc/drover-2')
  const mended = await labRun('deploy', herd, { deployment: 'failing' })
  expect(mended.outcome).toBe('changed')
  expect(mended.events.flatMap(event => (event.type === 'step-started' ? [event.title] : []))).toEqual([
    'change /etc/drover-1 (content)',
    'create /etc/drover-2',
    'create /etc/drover-3',
  ])
  const removed = await labRun('deploy', [{ name: 'm', endpoint: machine.endpoint, resources: [] }], {
    deployment: 'failing',
  })
  expect(removed.outcome).toBe('changed')
  expect(await read('/etc/drover-1')).toBe('mine\n')
}, 60_000)

test('a secret reaches its file and nothing else; a changed one is noticed, an equal one is not touched', async () => {
  const resources = [resourceOf('file', { path: '/etc/secret', content: { $secret: 'PASSWORD' } })]
  const herd = [{ name: 'm', endpoint: machine.endpoint, resources }]
  const deployed = await labRun('deploy', herd, { deployment: 'secret', secrets: { PASSWORD: 'correct horse' } })
  expect(deployed.outcome).toBe('changed')
  expect(await read('/etc/secret')).toBe('correct horse')
  expect((await labRun('deploy', herd, { deployment: 'secret', secrets: { PASSWORD: 'correct horse' } })).outcome).toBe(
    'unchanged',
  )
  const other = await labRun('deploy', herd, { deployment: 'secret', secrets: { PASSWORD: 'battery staple' } })
  expect(other.outcome).toBe('changed')
  expect(changesIn(other.events)).toEqual([
    expect.objectContaining({
      title: 'change /etc/secret (content; the secret PASSWORD changed)',
      drift: false,
    }),
  ])
  await machine.exec('printf by-hand >/etc/secret')
  const drifted = await labRun('deploy', herd, { deployment: 'secret', secrets: { PASSWORD: 'battery staple' } })
  expect(changesIn(drifted.events)).toEqual([
    expect.objectContaining({ title: 'change /etc/secret (content)', drift: true }),
  ])
  const kept = await machine.exec('grep -rl -e "correct horse" -e "battery staple" /var/lib/drover | grep -v /store/h-')
  expect(kept.stdout).toBe('')
}, 60_000)

test('what Drover keeps for itself can be read by root alone', async () => {
  const resources = [
    resourceOf('file', { path: '/etc/private/one', content: 'x\n' }),
    resourceOf('hook', { name: 'private', run: 'echo ran >/etc/private/ran' }),
    resourceOf('package', { name: 'tzdata' }),
  ]
  // As an earlier version left it.
  await machine.exec('mkdir -p /var/lib/drover/hooks; chmod 755 /var/lib/drover/hooks')
  const run = await labRun('deploy', [{ name: 'm', endpoint: machine.endpoint, resources }], { deployment: 'private' })
  expect(run.outcome).toBe('changed')
  // Contents without a secret are what trees are linked to, with a tree's modes: the folder keeps everybody else away from them.
  const open = await machine.exec(
    "cd /var/lib/drover && find . -mindepth 1 -maxdepth 2 \\( -path ./trees -o -path './store/[!h]*' \\) -prune -o -perm /077 ! -type l -print",
  )
  expect(open).toEqual({ exit: 0, stdout: '', stderr: '' })
  const readable = await machine.exec(
    'cd /var/lib/drover && setpriv --reuid=65534 --regid=65534 --clear-groups find state claims lock store store/* deployments/* journal hooks/* packages/* folders/* users/* -readable -print 2>/dev/null',
  )
  expect(readable.stdout).toBe('')
  // What a step makes on the machine has a login's umask still.
  expect((await machine.exec('stat -c %a /etc/private /etc/private/ran')).stdout).toBe('755\n644\n')
}, 60_000)

test('a connection that is lost in the middle is made again, and the deployment goes on', async () => {
  const resources = Array.from({ length: 20 }, (_, n) =>
    resourceOf('file', { path: `/etc/lost-${String(n).padStart(2, '0')}`, content: 'x' }),
  )
  let cut = false
  const { outcome, events } = await labRun('deploy', [{ name: 'm', endpoint: machine.endpoint, resources }], {
    deployment: 'lost',
    onEvent: event => {
      if (event.type !== 'step-started' || cut) return
      cut = true
      // The sessions' own processes: the listening sshd stays, and takes the next connection.
      machine.exec('pkill -KILL -f "sshd: root"').catch(() => undefined)
    },
  })
  expect(outcome).toBe('changed')
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'progress', message: expect.stringContaining('connecting again') }),
  )
  const done = events.flatMap(event => (event.type === 'step-done' ? [event.step] : []))
  expect(done).toEqual(resources.map(({ id }) => id))
}, 60_000)

test('a second run waits for the first, and says who holds the machine when it waited long enough', async () => {
  const busy =
    'systemd-run --quiet --unit=drover-apply-other sleep 60; printf "format 1\\nrequest other\\ndeployment other\\nphase applying\\nboot %s\\nsince 1\\nholder ada, a run\\nreason \\n" "$(cat /proc/sys/kernel/random/boot_id)" > /var/lib/drover/state'
  await machine.exec(busy)
  const resources = [resourceOf('file', { path: '/etc/waiting', content: 'x' })]
  const refused = await labRun('deploy', [{ name: 'm', endpoint: machine.endpoint, resources }], {
    deployment: 'waiting',
    patience: 0,
  })
  expect(refused.outcome).toBe('refused')
  expect(refused.events).toContainEqual(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'locked', holder: 'ada, a run' }) }),
  )
  const waiting = labRun('deploy', [{ name: 'm', endpoint: machine.endpoint, resources }], {
    deployment: 'waiting',
    patience: 60,
  })
  await machine.exec('sleep 3; sed -i s/applying/confirmed/ /var/lib/drover/state')
  const waited = await waiting
  expect(waited.events.at(-1)).toMatchObject({ outcome: 'changed' })
  const waits = waited.events.filter(({ type }) => type === 'progress').length
  expect(waits).toBeGreaterThan(1)
  expect(waited.events.filter(({ type }) => type === 'planned')).toHaveLength(1)
}, 90_000)

test('a unit that ran before Drover came runs again with its own files when it is removed', async () => {
  await machine.exec(`printf mine >/etc/adopted.conf
printf '[Service]\nExecStart=/bin/sh -c "cp /etc/adopted.conf /run/adopted; exec sleep infinity"\n[Install]\nWantedBy=multi-user.target\n' >/etc/systemd/system/adopted.service
systemctl daemon-reload; systemctl enable --now adopted.service`)
  const resources = [
    resourceOf('file', { path: '/etc/adopted.conf', content: 'ours' }),
    resourceOf('unit', { name: 'adopted.service', restartOn: ['file:/etc/adopted.conf'] }),
    resourceOf('file', {
      path: '/etc/systemd/system/made.service',
      content: '[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n',
    }),
    resourceOf('unit', { name: 'made.service' }),
  ]
  const herd = (some: typeof resources) => [{ name: 'm', endpoint: machine.endpoint, resources: some }]
  expect((await labRun('deploy', herd(resources), { deployment: 'adopting' })).events.at(-1)).toMatchObject({
    outcome: 'changed',
  })
  expect(await read('/run/adopted')).toBe('ours')
  expect((await labRun('deploy', herd([]), { deployment: 'adopting' })).outcome).toBe('changed')
  expect(await read('/run/adopted')).toBe('mine')
  expect((await machine.exec('systemctl is-active adopted.service; systemctl is-enabled adopted.service')).stdout).toBe(
    'active\nenabled\n',
  )
  expect((await machine.exec('systemctl is-active made.service')).stdout).toBe('inactive\n')
  expect((await machine.exec('find /etc/systemd/system -name "made.service"')).stdout).toBe('')
}, 60_000)
