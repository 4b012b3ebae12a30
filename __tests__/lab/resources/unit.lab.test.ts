import type { ResourceChange } from '../../../src/resources/kind'
import { unitKind } from '../../../src/resources/unit'
import { contract } from '../../support/contract'
import { type LabMachine, labMachine } from '../../support/lab'
import { Workbench } from '../../support/workbench'

jest.setTimeout(60_000)

let lab: LabMachine
beforeAll(async () => {
  lab = await labMachine()
}, 120_000)
afterAll(() => lab.destroy())

const file = '/etc/systemd/system/drove.service'
const write = (service: string, more = '[Install]\nWantedBy=multi-user.target') =>
  `printf '%s\\n' '[Service]' '${service}' '${more}' >${file}`
const sleeps = write('ExecStart=/bin/sleep 1000\nExecReload=/bin/true')
const teardown = `systemctl unmask --quiet drove.service 2>/dev/null || true
for unit in drove.service drove.timer; do
  systemctl stop "$unit" 2>/dev/null || true
  systemctl disable --quiet "$unit" 2>/dev/null || true
done
rm -f ${file} /etc/systemd/system/drove.timer
systemctl daemon-reload
systemctl reset-failed`
const state =
  'systemctl show --property=LoadState,ActiveState,UnitFileState drove.service; cat "$drover"/units/*/* 2>/dev/null || true'
const stamps = `systemctl show --property=InvocationID,ActiveEnterTimestampMonotonic drove.service
stat -c '%n %i %Y %Z' ${file} /etc/systemd/system/multi-user.target.wants/* "$drover"/units/drove.service/* 2>/dev/null || true`

type Followed = ResourceChange<unknown, unknown>['followed']
const follow = (
  restart: string,
  reload: string,
  changed: Partial<Record<string, readonly string[]>> = {},
): Followed => ({
  restart: { hash: restart, changed: changed.restart ?? [] },
  reload: { hash: reload, changed: changed.reload ?? [] },
  definition: { hash: 'd', changed: changed.definition ?? [] },
})

contract(
  unitKind,
  [
    {
      name: 'with its file newly there',
      setup: sleeps,
      want: { name: 'drove.service' },
      changed: { name: 'drove.service', state: 'stopped' },
      drift: 'systemctl disable --now --quiet drove.service',
      state,
      stamps,
      teardown,
    },
    {
      name: 'that runs, to be stopped and disabled',
      setup: `${sleeps}; systemctl daemon-reload; systemctl enable --now --quiet drove.service`,
      want: { name: 'drove.service', enabled: false, state: 'stopped' },
      changed: { name: 'drove.service', enabled: true, state: 'started' },
      drift: 'systemctl start drove.service',
      state,
      stamps,
      teardown,
    },
    {
      name: 'that is restarted by the hash of what it follows',
      setup: sleeps,
      want: { name: 'drove.service', restartOn: ['file:/etc/a'] },
      changed: { name: 'drove.service', restartOn: ['file:/etc/a'] },
      followed: { want: follow('a', 'x'), changed: follow('b', 'x') },
      drift: 'systemctl kill --signal=KILL drove.service; sleep 0.2; systemctl is-failed drove.service',
      state,
      stamps,
      teardown,
    },
    {
      name: 'that only reloads',
      setup: sleeps,
      want: { name: 'drove.service', reloadOn: ['file:/etc/a'] },
      changed: { name: 'drove.service', reloadOn: ['file:/etc/a'] },
      followed: { want: follow('a', 'x'), changed: follow('a', 'y') },
      drift: 'systemctl stop drove.service',
      state,
      stamps,
      teardown,
    },
    {
      name: 'of a timer',
      setup: `${write('Type=oneshot\nExecStart=/bin/true', '')}
printf '%s\\n' '[Timer]' 'OnCalendar=daily' '[Install]' 'WantedBy=timers.target' >/etc/systemd/system/drove.timer`,
      want: { name: 'drove.timer' },
      changed: { name: 'drove.timer', enabled: false },
      drift: 'systemctl stop drove.timer',
      state: state.replace('drove.service', 'drove.timer'),
      stamps: stamps.replace('drove.service', 'drove.timer'),
      teardown,
    },
  ],
  () => lab,
)

describe('unit', () => {
  let bench: Workbench
  const drafts = async (want: unknown, followed: Followed = follow('a', 'x')) => {
    const parsed = unitKind.schema.parse(want)
    const seen = (await bench.observe(unitKind, [parsed])).get(unitKind.id(parsed))
    if (!seen) throw new Error('the unit was not seen')
    return unitKind.steps({ want: parsed, seen, followed })
  }
  const titles = async (want: unknown, followed?: Followed) => (await drafts(want, followed)).map(({ title }) => title)
  const apply = async (want: unknown, followed?: Followed) => {
    for (const draft of await drafts(want, followed)) {
      await bench.prepare([], [{ folder: 'effect', values: draft.values }])
      await bench.effect(draft, 'effect')
    }
  }
  const invocation = () => bench.run('look', { sh: 'systemctl show --property=InvocationID --value drove.service' })
  const want = { name: 'drove.service' }

  beforeEach(async () => {
    bench = new Workbench(lab)
    await bench.begin({ sh: teardown })
  })
  afterAll(() => bench.run('teardown', { sh: teardown }))

  test('is restarted when what it follows differs from what it was started with, and only then', async () => {
    await bench.run('setup', { sh: sleeps })
    expect(await titles(want)).toEqual(['enable and start drove.service'])
    await apply(want)
    const first = await invocation()
    expect(await titles(want, follow('a', 'x'))).toEqual([])
    expect(await titles(want, follow('a', 'y'))).toEqual([
      'reload drove.service (what it follows was changed since it was started)',
    ])
    await apply(want, follow('a', 'y'))
    expect(await invocation()).toBe(first)
    const changed = follow('b', 'y', { restart: ['tree:/opt/forum', 'file:/etc/forum.env'] })
    expect(await titles(want, changed)).toEqual(['restart drove.service (changed: /opt/forum, /etc/forum.env)'])
    await apply(want, changed)
    expect(await invocation()).not.toBe(first)
    expect(await titles(want, follow('b', 'y'))).toEqual([])
  })

  test('one that ran before is left alone until something that it follows changes', async () => {
    await bench.run('setup', { sh: `${sleeps}; systemctl daemon-reload; systemctl enable --now --quiet drove.service` })
    expect(await titles(want)).toEqual([])
    expect(await titles(want, follow('a', 'x', { reload: ['file:/etc/a'] }))).toEqual([
      'reload drove.service (changed: /etc/a)',
    ])
    expect(await titles(want, follow('a', 'x', { restart: ['file:/etc/a'] }))).toEqual([
      'restart drove.service (changed: /etc/a)',
    ])
  })

  test('a file that changed is read again, even where nobody asked for a restart', async () => {
    await bench.run('setup', { sh: sleeps })
    await apply(want)
    const first = await invocation()
    const changed = follow('a', 'x', { definition: ['file:/etc/systemd/system/drove.service'] })
    expect(await titles(want, changed)).toEqual(['read again the file of drove.service'])
    await bench.run('change', { sh: write('ExecStart=/bin/sleep 2000') })
    await apply(want, changed)
    expect(await titles(want)).toEqual([])
    expect(await invocation()).toBe(first)
  })

  test.each([
    ['fails at once', 'ExecStart=/bin/false', /does not run|could not start/],
    ['fails after a moment', 'ExecStart=/bin/sh -c "echo no such database; sleep 0.1; exit 3"', /no such database/],
    [
      'fails again and again',
      'ExecStart=/bin/sh -c "sleep 0.1; exit 1"\nRestart=always',
      /ended by itself|does not run/,
    ],
    ['never gets ready', 'Type=notify\nTimeoutStartSec=1\nExecStart=/bin/sleep 100', /could not start/],
    ['has no such program', 'Type=exec\nExecStart=/no/such/program', /could not start[\s\S]*no\/such\/program/],
    ['is a task that fails', 'Type=oneshot\nExecStart=/bin/false', /could not start/],
    ['can not be loaded', 'Nonsense', /can not load drove.service/],
  ])('one that %s is a failure, and tried again', async (_name, service, says) => {
    await bench.run('setup', { sh: write(service) })
    await expect(apply({ ...want, enabled: false })).rejects.toThrow(says)
    expect(await titles({ ...want, enabled: false })).not.toEqual([])
    await bench.run('repair', { sh: sleeps })
    await apply(want)
    expect(await titles(want)).toEqual([])
  })

  test('a restart that fails is tried again, although nothing changes then', async () => {
    await bench.run('setup', { sh: sleeps })
    await apply(want)
    await bench.run('change', { sh: write('ExecStart=/bin/false') })
    await expect(apply(want, follow('b', 'x'))).rejects.toThrow('drove.service')
    expect(await titles(want, follow('b', 'x'))).toEqual(['start drove.service'])
  })

  test('what does not pass its check is not read: the unit runs on as it is, and the check is shown', async () => {
    const checked = { ...want, check: 'test -e /run/drove-good || { echo "line 3: it’s wrong"; exit 1; }' }
    await bench.run('setup', { sh: `${sleeps}; rm -f /run/drove-good` })
    await expect(apply(checked)).rejects.toThrow(
      /line 3: it’s wrong\ndrove.service was left as it is, because “test -e/,
    )
    await bench.run('good', { sh: ': >/run/drove-good' })
    await apply(checked)
    const first = await invocation()
    await bench.run('bad', { sh: 'rm /run/drove-good' })
    await expect(apply(checked, follow('b', 'x'))).rejects.toThrow('was left as it is')
    await expect(apply(checked, follow('a', 'y'))).rejects.toThrow('was left as it is')
    expect(await invocation()).toBe(first)
  })

  test('a task that runs once is run once, and again by the hash', async () => {
    await bench.run('setup', { sh: write('Type=oneshot\nExecStart=/bin/true') })
    await apply(want)
    expect(await titles(want)).toEqual([])
    expect(await titles(want, follow('b', 'x'))).toEqual(['start drove.service'])
  })

  test('one that is masked, or is not there, is refused in clear words', async () => {
    await expect(apply(want)).rejects.toThrow('there is no unit drove.service on this machine')
    await bench.run('mask', { sh: 'systemctl mask --quiet drove.service' })
    expect(await titles(want)).toEqual(["start drove.service (masked: it can't be started)"])
    await expect(apply(want)).rejects.toThrow('systemctl unmask drove.service')
    expect(await titles({ ...want, enabled: false, state: 'stopped' })).toEqual([])
  })

  test('one without an [Install] section has nothing to enable', async () => {
    await bench.run('setup', { sh: write('ExecStart=/bin/sleep 1000', '') })
    await apply(want)
    expect(await titles(want)).toEqual([])
  })

  test('undo restarts what was restarted, and leaves alone what was not', async () => {
    await bench.run('setup', { sh: sleeps })
    await apply(want)
    const keep = unitKind.keep(unitKind.schema.parse(want))
    if (keep === 'irreversible') throw new Error('a unit can be brought back')
    await bench.prepare([], [{ folder: 'kept', keep }])
    const first = await invocation()
    await bench.restore(keep, 'kept')
    expect(await invocation()).toBe(first)
    await apply(want, follow('b', 'x'))
    const second = await invocation()
    await bench.restore(keep, 'kept')
    const third = await invocation()
    expect(new Set([first, second, third]).size).toBe(3)
    await bench.restore(keep, 'kept')
    expect(await invocation()).toBe(third)
    expect(await titles(want)).toEqual([])
  })
})
