import type { Event } from '../../../src/event'
import { type LabMachine, labMachine } from '../../support/lab'
import { labCheck, labRollback, labRun, resourceOf } from '../../support/lab-herd'

// What answers on port 8080 of the machine: whatever stands in /run/answer, and nothing for as long as /run/hang is there.
const server = `cat >/usr/local/bin/answer <<'END'
#!/bin/sh
while IFS= read -r line && [ "$line" != "$(printf '\\r')" ]; do :; done
while [ -e /run/hang ]; do sleep 0.1; done
cat /run/answer
END
chmod 755 /usr/local/bin/answer
printf '[Socket]\\nListenStream=8080\\nAccept=yes\\n' >/etc/systemd/system/answer.socket
printf '[Service]\\nStandardInput=socket\\nStandardError=null\\nExecStart=-/usr/local/bin/answer\\n' >/etc/systemd/system/answer@.service
systemctl daemon-reload
systemctl start answer.socket`

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine()
  await machine.exec(server)
}, 300_000)
afterAll(() => machine?.destroy(), 60_000)

type Resource = ReturnType<typeof resourceOf>
const herd = (...resources: readonly Resource[]) => [{ name: 'm', endpoint: machine.endpoint, resources }]
const file = (content: string) => resourceOf('file', { path: '/etc/checked', content })
const quick = { retries: 2, interval: 0.2, timeout: 1 }
const check = (want: object) => resourceOf('check', { ...quick, ...want })
const answer = (status: string, body = '') =>
  machine.exec(`printf 'HTTP/1.0 ${status}\\r\\nLocation: /other\\r\\n\\r\\n${body}' >/run/answer`)
const said = async (script: string) => (await machine.exec(script)).stdout
const failureIn = (events: readonly Event[]) =>
  events.flatMap(event => (event.type === 'machine-ended' && event.failure ? [event.failure] : []))
const commands = (events: readonly Event[]) =>
  events.flatMap(event => (event.type === 'remote-command' ? [event.what] : []))
const waits = (events: readonly Event[]) =>
  events.flatMap(event => (event.type === 'progress' && event.message.startsWith('waiting') ? [event.message] : []))
const running = () => said("ps -eo args | grep -c '^bash --norc' || true")

describe.each([
  {
    kind: 'http',
    want: check({ http: 'http://localhost:8080/health', status: '200-299', contains: 'ready' }),
    well: () => answer('200 OK', 'I am ready'),
    ill: () => answer('503 Service Unavailable'),
    seen: /^http:\/\/localhost:8080\/health: 503 Service Unavailable \(tried 2 times, for \d s\)$/,
  },
  {
    kind: 'tcp',
    want: check({ tcp: 8080 }),
    well: () => machine.exec('systemctl start answer.socket'),
    ill: () => machine.exec('systemctl stop answer.socket'),
    seen: /^tcp 8080: connect: Connection refused \(tried 2 times/,
  },
  {
    kind: 'command',
    want: check({ command: 'echo "it\'s $(cat /run/mood)"; [ "$(cat /run/mood)" = well ]' }),
    well: () => machine.exec('echo well >/run/mood'),
    ill: () => machine.exec('echo ill >/run/mood'),
    seen: /^echo "it's \$\(cat \/run\/mood\)"; .*: exit 1: it's ill \(tried 2 times/,
  },
])('$kind', ({ kind, want, well, ill, seen }) => {
  const deployment = `check-${kind}`
  const resources = [file(`${kind}\n`), want]
  const sick = [{ resource: want.id, message: expect.stringMatching(seen), origin: [] }]

  test('a change after which it is not well is undone', async () => {
    await machine.exec('echo mine >/etc/checked')
    await ill()
    const { outcome, events } = await labRun('deploy', herd(...resources), { deployment })
    expect(outcome).toBe('failed-undone')
    expect(failureIn(events)).toEqual([{ code: 'unhealthy', sick }])
    expect(waits(events)).toEqual([expect.stringMatching(/^waiting for .*, try 1 of 2$/)])
    expect(await said('cat /etc/checked')).toBe('mine\n')
  }, 60_000)

  test('a machine that is well is unchanged after one command, and one that is not is unhealthy, whoever looks', async () => {
    await well()
    expect((await labRun('deploy', herd(...resources), { deployment })).outcome).toBe('changed')
    const same = await labRun('deploy', herd(...resources), { deployment })
    expect([same.outcome, commands(same.events)]).toEqual(['unchanged', ['observe']])
    await ill()
    const looks = [
      await labRun('deploy', herd(...resources), { deployment }),
      await labRun('plan', herd(...resources), { deployment }),
      await labCheck(herd(...resources), { deployment }),
    ]
    for (const { outcome, events } of looks) {
      expect(outcome).toBe('unhealthy')
      expect(failureIn(events)).toEqual([{ code: 'unhealthy', sick, found: true }])
    }
    expect(await said('cat /etc/checked')).toBe(`${kind}\n`)
    await well()
    await labRun('deploy', herd(), { deployment })
  }, 90_000)
})

test('what does not answer is given up after its own time, and leaves nothing running', async () => {
  await answer('200 OK')
  await machine.exec('touch /run/hang')
  const hangs = [check({ http: 'http://localhost:8080/' }), check({ command: 'sleep 1000' })]
  const { outcome, events } = await labRun('deploy', herd(...hangs), { deployment: 'hangs' })
  await machine.exec('rm /run/hang')
  expect(outcome).toBe('failed-undone')
  expect(failureIn(events)).toMatchObject([
    {
      sick: expect.arrayContaining([
        expect.objectContaining({ message: expect.stringMatching(/^http:.*: no answer within 1 s \(tried 2 times/) }),
        expect.objectContaining({ message: expect.stringMatching(/^sleep 1000: no answer within 1 s/) }),
      ]),
    },
  ])
  expect(await running()).toBe('0\n')
}, 60_000)

test('what gets well while it is waited for is told once for each thing that was seen of it', async () => {
  await machine.exec('rm -f /run/mood; (sleep 2; echo bad >/run/mood; sleep 2; echo well >/run/mood) >/dev/null 2>&1 &')
  const mood = check({ name: 'the mood', command: 'cat /run/mood; grep -q well /run/mood', retries: 40 })
  const { outcome, events } = await labRun('deploy', herd(mood), { deployment: 'slow' })
  expect(outcome).toBe('unchanged')
  expect(events).toContainEqual(expect.objectContaining({ type: 'generation-recorded', to: 1 }))
  expect(waits(events)).toEqual([
    expect.stringMatching(/^waiting for the mood: exit \d: .*No such file or directory, try 1 of 40$/),
    expect.stringMatching(/^waiting for the mood: exit 1: bad, try \d+ of 40$/),
  ])
}, 60_000)

test('going back means to be well by the checks of then', async () => {
  const deployment = 'back'
  await answer('200 OK', 'one')
  await labRun('deploy', herd(file('one'), check({ http: 'http://localhost:8080/', contains: 'one' })), { deployment })
  await answer('200 OK', 'two')
  const second = await labRun('deploy', herd(file('two')), { deployment })
  expect(second.outcome).toBe('changed')
  const back = await labRollback(herd(file('two')), 1, { deployment })
  expect(back.outcome).toBe('failed-undone')
  expect(failureIn(back.events)).toMatchObject([
    { sick: [{ message: expect.stringContaining('200, but without “one”; it begins “two”') }] },
  ])
  expect(await said('cat /etc/checked')).toBe('two')
  await answer('200 OK', 'one')
  expect((await labRollback(herd(file('two')), 1, { deployment })).outcome).toBe('changed')
}, 60_000)

test('a unit that keeps ending and is started again is not taken for well', async () => {
  const resources = [
    resourceOf('file', {
      path: '/etc/systemd/system/flapping.service',
      content:
        '[Service]\nExecStart=/bin/sh -c "while [ ! -e /run/flap ]; do sleep 0.2; done; sleep 2; echo gone again"\nRestart=always\nRestartSec=0\nStartLimitIntervalSec=0\n[Install]\nWantedBy=multi-user.target\n',
    }),
    resourceOf('unit', { name: 'flapping.service' }),
  ]
  const deployment = 'flapping'
  expect((await labRun('deploy', herd(...resources), { deployment })).outcome).toBe('changed')
  expect((await labRun('deploy', herd(...resources), { deployment })).outcome).toBe('unchanged')
  await machine.exec('touch /run/flap; sleep 5')
  const { outcome, events } = await labRun('plan', herd(...resources), { deployment })
  expect(outcome).toBe('unhealthy')
  expect(failureIn(events)).toMatchObject([
    {
      sick: [{ resource: 'unit:flapping.service', message: expect.stringMatching(/ended by itself[\s\S]*gone again/) }],
    },
  ])
}, 60_000)

test('https without anything that speaks it is told before anything is changed', async () => {
  const { outcome, events } = await labRun('deploy', herd(file('x'), check({ http: 'https://localhost/' })), {
    deployment: 'tls',
  })
  const tools = await said('command -v curl openssl')
  // The lab's machines have neither.
  expect(tools).toBe('')
  expect(outcome).toBe('failed')
  expect(failureIn(events)).toEqual([
    {
      code: 'checks-failed',
      findings: [
        {
          check: 'check:https://localhost/',
          answer: 'no',
          message: 'a check by https needs curl or openssl, and neither is there: add package curl',
        },
      ],
    },
  ])
}, 60_000)

test('what drifted is told of a machine that is not well too, and what did not drift is what is not well', async () => {
  const deployment = 'drifted-sick'
  const mood = check({ command: '[ "$(cat /run/mood)" = well ]' })
  await machine.exec('echo well >/run/mood')
  expect(
    (
      await labRun('deploy', herd(resourceOf('file', { path: '/etc/drifted-sick', content: 'declared\n' }), mood), {
        deployment,
      })
    ).outcome,
  ).toBe('changed')
  await machine.exec('echo ill >/run/mood; echo by hand >/etc/drifted-sick')
  const { outcome, events } = await labCheck(herd(), { deployment })
  expect(outcome).toBe('unhealthy')
  expect(failureIn(events)).toEqual([
    { code: 'unhealthy', sick: [expect.objectContaining({ resource: mood.id })], found: true },
  ])
  const changes = events.flatMap(event => (event.type === 'planned' ? event.changes : []))
  expect(changes.map(({ resource, drift }) => ({ resource, drift }))).toEqual([
    { resource: 'file:/etc/drifted-sick', drift: true },
  ])
  expect(await said('cat /etc/drifted-sick')).toBe('by hand\n')
  await machine.exec('echo well >/run/mood')
  expect((await labCheck(herd(), { deployment })).outcome).toBe('drifted')
  expect((await labRun('deploy', herd(), { deployment })).outcome).toBe('changed')
}, 60_000)
