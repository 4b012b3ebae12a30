import { unitKind } from '../../src/resources/unit'
import type { UnitSeen } from '../../src/resources/unit-probe'

const block = (id: string, more: Readonly<Record<string, string>> = {}) =>
  Object.entries({
    Type: 'simple',
    RemainAfterExit: 'no',
    Result: 'success',
    Id: id,
    LoadState: 'loaded',
    ActiveState: 'active',
    UnitFileState: 'enabled',
    NeedDaemonReload: 'no',
    ...more,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')

const runs: UnitSeen = {
  load: 'loaded',
  active: 'active',
  file: 'enabled',
  needsReload: false,
  runsOnce: false,
  result: 'success',
  with: { restart: 'a', reload: 'x' },
}
const { with: _, ...ranBefore } = runs
const absent: UnitSeen = { ...ranBefore, load: 'not-found', active: 'inactive', file: '' }

const answer = `unit ask a.service
unit ask old-name.service
unit ask none.service
unit shown
${block('a.service')}
${block('new-name.service', { ActiveState: 'failed', Result: 'exit-code', UnitFileState: 'alias' })}
${block('none.service', { LoadState: 'not-found', ActiveState: 'inactive', UnitFileState: '' })}unit told
unit with a.service a x
unit end
`

test('reads units in the order in which they were asked for, an alias too', () => {
  expect(unitKind.read(answer)).toEqual(
    new Map([
      ['unit:a.service', runs],
      ['unit:old-name.service', { ...ranBefore, active: 'failed', result: 'exit-code', file: 'alias' }],
      ['unit:none.service', absent],
    ]),
  )
})

test('knows nothing where a block is missing or the answer was cut off', () => {
  for (let length = 0; length < answer.length - 1; length += 1)
    expect(unitKind.read(answer.slice(0, length))).toEqual(new Map())
  expect(unitKind.read(answer.replace('\n\n', '\n'))).toEqual(new Map())
})

interface Case {
  readonly name: string
  readonly want?: object
  readonly seen?: UnitSeen
  readonly restart?: readonly [hash: string, ...changed: readonly string[]]
  readonly reload?: readonly [hash: string, ...changed: readonly string[]]
  readonly definition?: readonly string[]
  readonly step?: readonly [action: string, title: string]
}

test.each<Case>([
  { name: 'as wanted' },
  { name: 'not there yet', seen: absent, step: ['create', 'enable and start a.service'] },
  { name: 'stopped', seen: { ...runs, active: 'inactive' }, step: ['change', 'start a.service'] },
  { name: 'failed', seen: { ...runs, active: 'failed', result: 'exit-code' }, step: ['change', 'start a.service'] },
  {
    name: 'about to be started again and again',
    seen: { ...runs, active: 'activating' },
    step: ['change', 'start a.service'],
  },
  { name: 'disabled', seen: { ...runs, file: 'disabled' }, step: ['change', 'enable a.service'] },
  { name: 'static', seen: { ...runs, file: 'static' } },
  { name: 'enabled and not to be', want: { enabled: false }, step: ['change', 'disable a.service'] },
  {
    name: 'running and not to',
    want: { enabled: false, state: 'stopped' },
    step: ['change', 'disable and stop a.service'],
  },
  { name: 'failed and not to run', want: { state: 'stopped' }, seen: { ...runs, active: 'failed' } },
  {
    name: 'started with something else',
    restart: ['b'],
    step: ['restart', 'restart a.service (what it follows was changed since it was started)'],
  },
  {
    name: 'loaded with something else',
    reload: ['y'],
    step: ['reload', 'reload a.service (what it follows was changed since it was started)'],
  },
  {
    name: 'both',
    restart: ['b', 'file:/etc/a'],
    reload: ['y', 'file:/etc/b'],
    step: ['restart', 'restart a.service (changed: /etc/a)'],
  },
  {
    name: 'started with a file that is made good now',
    restart: ['a', 'file:/etc/a'],
    step: ['restart', 'restart a.service (changed: /etc/a)'],
  },
  { name: 'running since before Drover', seen: ranBefore, restart: ['whatever'] },
  {
    name: 'running since before Drover, and something changes',
    seen: ranBefore,
    restart: ['b', 'file:/etc/a'],
    step: ['restart', 'restart a.service (changed: /etc/a)'],
  },
  {
    name: 'of a file that changes',
    definition: ['file:/etc/systemd/system/a.service'],
    step: ['change', 'read again the file of a.service'],
  },
  {
    name: 'of a file that changed',
    seen: { ...runs, needsReload: true },
    step: ['change', 'read again the file of a.service'],
  },
  { name: 'a task that ran', seen: { ...runs, active: 'inactive', runsOnce: true } },
  {
    name: 'a task that never ran',
    seen: { ...ranBefore, active: 'inactive', runsOnce: true },
    step: ['change', 'start a.service'],
  },
  {
    name: 'a task that failed',
    seen: { ...runs, active: 'failed', result: 'exit-code', runsOnce: true },
    step: ['change', 'start a.service'],
  },
  {
    name: 'masked',
    seen: { ...absent, load: 'masked', file: 'masked' },
    step: ['change', "start a.service (masked: it can't be started)"],
  },
  {
    name: 'masked, and to do nothing',
    want: { enabled: false, state: 'stopped' },
    seen: { ...absent, load: 'masked', file: 'masked' },
  },
])('a unit that is $name', ({ want, seen = runs, restart = ['a'], reload = ['x'], definition = [], step }) => {
  const follow = ([hash, ...changed]: readonly [string, ...(readonly string[])]) => ({ hash, changed })
  const steps = unitKind.steps({
    want: unitKind.schema.parse({ name: 'a.service', ...want }),
    seen,
    followed: { restart: follow(restart), reload: follow(reload), definition: { hash: 'd', changed: definition } },
  })
  expect(steps.map(({ action, title }) => [action, title])).toEqual(step ? [step] : [])
  for (const each of steps) if (each.values) expect(each.values).toEqual({ restart: restart[0], reload: reload[0] })
})

test.each(['forum', 'forum@.service', 'a/b.service', '-x', 'forum.conf', ''])('“%s” is no unit', name => {
  expect(() => unitKind.schema.parse({ name })).toThrow('a unit’s full name')
})

test.each(['forum.service', 'getty@tty1.service', 'systemd-fsck@dev-disk-by\\x2duuid.service', 'a.timer', 'a.socket'])(
  '“%s” is one',
  name => {
    expect(unitKind.schema.parse({ name })).toEqual({
      name,
      enabled: true,
      state: 'started',
      restartOn: [],
      reloadOn: [],
    })
  },
)

describe('a unit that a socket starts when somebody comes', () => {
  const want = { name: 'ssh.service', onDemand: true, reloadOn: ['file:/a'] }
  const idle: UnitSeen = { ...ranBefore, active: 'inactive', file: 'disabled' }
  const titles = (seen: UnitSeen, changed: readonly string[] = [], more: object = want) =>
    unitKind
      .steps({
        want: unitKind.schema.parse(more),
        seen,
        followed: { reload: { hash: 'x', changed: [...changed] } },
      })
      .map(({ title }) => title)

  test('is as good as enabled and running while the socket listens, and only then', () => {
    expect(titles({ ...idle, socket: true })).toEqual([])
    expect(titles(idle)).toEqual(['enable and start ssh.service'])
  })

  test('has its socket opened anew where others are told to reload', () => {
    expect(titles({ ...idle, socket: true }, ['file:/a'])).toEqual(['reload ssh.service (changed: /a)'])
    const [step] = unitKind.steps({
      want: unitKind.schema.parse(want),
      seen: { ...idle, socket: true },
      followed: { reload: { hash: 'x', changed: ['file:/a'] } },
    })
    expect(step?.effect.sh).toContain('systemctl restart -- "$unit_socket"')
  })

  test('is asked for its socket, and no other unit is', () => {
    const probe = (more: object) => unitKind.probe([unitKind.schema.parse({ name: 'ssh.service', ...more })]).sh
    expect([probe({ onDemand: true }), probe({})].map(text => text.includes('TriggeredBy'))).toEqual([true, false])
    expect(unitKind.read(answer.replace('unit end', 'unit socket a.service\nunit end')).get('unit:a.service')).toEqual({
      ...runs,
      socket: true,
    })
  })
})
