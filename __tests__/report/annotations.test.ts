import type { Change, Event } from '../../src/event'
import type { Failure } from '../../src/failure'
import type { Frame, Origin } from '../../src/origin'
import { annotationsReporter } from '../../src/report/annotations'
import { report } from '../../src/report/reporter'
import { commandsIn } from '../support/runner/workflow-command'
import { at, change, herd, hostile, started, timed } from './runs'

const issued = (events: Parameters<typeof report>[1]) => commandsIn(report(annotationsReporter, events))

test('each failure stands on the innermost line that declared it', () => {
  const [one, ...rest] = issued(herd(3, 1, 0)).filter(({ name }) => name === 'error')
  expect(rest).toEqual([])
  expect(one).toMatchObject({
    name: 'error',
    properties: { file: 'deploy.ts', line: '10', col: '32', title: 'machine-1 failed' },
  })
})

test('where there are more than ten of a level, the tenth counts the rest', () => {
  const all = issued(herd(40, 25, 100)).filter(({ name }) => name === 'error')
  expect(all).toHaveLength(10)
  expect(all[8]?.properties.title).toBe('machine-9 failed')
  expect(all[9]?.properties).toEqual({ title: 'and 16 more' })
  expect(all[9]?.data).toContain('machine-10 failed, machine-11 failed')
  expect(issued(herd(10, 10, 0))).toHaveLength(10)
  expect(issued(herd(10, 10, 0))[9]?.properties.title).toBe('machine-10 failed')
})

test('the gravest comes first, and each level has ten of its own', () => {
  const names = Array.from({ length: 14 }, (_, index) => `m${index}`)
  const events = timed([
    started('deploy', names),
    ...names.map((machine, index): Event => {
      const end = { type: 'machine-ended', machine, seconds: 1 } as const
      if (index === 12) return { ...end, outcome: 'failed' }
      if (index === 13) return { ...end, outcome: 'unknown' }
      return { ...end, outcome: 'skipped', failure: { code: 'dependency-failed', machine: 'm12' } }
    }),
  ])
  const titles = issued(events).map(({ name, properties }) => `${name} ${properties.title}`)
  expect(titles.slice(0, 3)).toEqual(['error m13 unknown', 'error m12 failed', 'warning m0 skipped'])
  expect(titles).toHaveLength(12)
})

test('drift is a warning on the line of what drifted, else of the machine', () => {
  const events = timed([
    started('check', ['m']),
    {
      type: 'planned',
      machine: 'm',
      digest: '',
      generation: 1,
      changes: [change('a', { drift: true, origin: at(99) }), change('b', { drift: true, origin: [] }), change('c')],
    },
    { type: 'machine-ended', machine: 'm', outcome: 'drifted', seconds: 1 },
  ])
  expect(issued(events).map(({ name, properties }) => `${name} ${properties.line} ${properties.title}`)).toEqual([
    'warning 99 m drifted',
    'warning 10 m drifted',
  ])
})

const frame = (line: number, file = 'deploy.ts') => ({ file, line, column: 1 })
const machineAt = (name: string, ...origin: Frame[]) => ({ name, environment: 'container', origin, after: [] })

test.each<{ name: string; origins: Record<string, Frame[]>; lines: string[] }>([
  {
    name: 'what a helper function made stands on the line that called it',
    origins: { a: [frame(12), frame(40)], b: [frame(12), frame(41)] },
    lines: ['deploy.ts:40', 'deploy.ts:41'],
  },
  {
    name: 'also where that helper is in another file, and all are called by one function',
    origins: {
      a: [frame(3, 'lib/forum.ts'), frame(40), frame(50)],
      b: [frame(3, 'lib/forum.ts'), frame(41), frame(50)],
    },
    lines: ['deploy.ts:40', 'deploy.ts:41'],
  },
  {
    name: 'what one line made many times stands on the outermost line',
    origins: { a: [frame(12), frame(40)], b: [frame(12), frame(40)] },
    lines: ['deploy.ts:40', 'deploy.ts:40'],
  },
  {
    name: 'what was made by hand stands on its own line',
    origins: { a: [frame(12), frame(40)], b: [frame(20), frame(40)] },
    lines: ['deploy.ts:12', 'deploy.ts:20'],
  },
  {
    name: 'what is in no deployment file stands on the innermost line',
    origins: { a: [frame(3, 'lib/forum.ts'), frame(9, 'lib/all.ts')] },
    lines: ['lib/forum.ts:3'],
  },
])('$name', ({ origins, lines }) => {
  const names = Object.keys(origins)
  const first = started('deploy', [])
  const events = timed([
    {
      ...first,
      ...(first.type === 'run-started' && { machines: names.map(name => machineAt(name, ...(origins[name] ?? []))) }),
    },
    ...names.map((machine): Event => ({ type: 'machine-ended', machine, outcome: 'failed', seconds: 1 })),
  ])
  const all = issued(events)
  expect(all.map(({ properties }) => `${properties.file}:${properties.line}`)).toEqual(lines)
  for (const [at, { data }] of all.entries())
    for (const each of origins[names[at] ?? '']?.slice(1) ?? [])
      expect(data).toContain(`called at ${each.file}:${each.line}:1`)
})

test('a step that failed is told on the line of its resource, not of its machine', () => {
  const failure: Failure = {
    code: 'step-failed',
    step: 'file:a#2',
    title: 'write a',
    exit: 1,
    output: '',
    done: [],
    notDone: [],
  }
  const [one] = issued(
    timed([
      started('deploy', ['m']),
      { type: 'planned', machine: 'm', digest: '', generation: 1, changes: [change('file:a', { origin: at(99) })] },
      { type: 'machine-ended', machine: 'm', outcome: 'failed', failure, seconds: 1 },
    ]),
  )
  expect(one?.properties).toMatchObject({ line: '99', title: 'm failed' })
  expect(one?.data).toContain('Declared at deploy.ts:99:32')
})

test('each mistake has its own line', () => {
  const events = timed([
    {
      type: 'run-failed',
      failure: {
        code: 'mistakes',
        file: 'deploy.ts',
        mistakes: [{ origin: at(3), path: 'a.b', message: 'is 100% wrong: a,b', suggestion: 'c' }],
      },
    },
  ])
  expect(report(annotationsReporter, events)).toBe(
    '::error file=deploy.ts,line=3,col=32,title=a.b::is 100%25 wrong: a,b (did you mean “c”?)%0ADeclared at deploy.ts:3:32, called at deploy.ts:20:31.\n',
  )
})

test('hostile words stay in their message', () => {
  const all = issued(hostile)
  expect(all.map(({ name }) => name)).toEqual(['error', 'error', 'warning'])
  expect(all[1]?.properties).toEqual({ file: 'deploy.ts', line: '11', col: '32', title: '::error::name failed' })
  expect(report(annotationsReporter, hostile).trimEnd().split('\n')).toHaveLength(3)
})

test('each thing that is not well stands on its own line; one that nobody declared on the machine’s', () => {
  const sick = [
    {
      resource: 'check:tcp 80',
      message: 'tcp 80: connect: Connection refused (tried 10 times, for 18 s)',
      origin: at(31),
    },
    { message: 'the health checks did not end within 120 s', origin: [] },
  ]
  const failure: Failure = { code: 'unhealthy', found: true, sick }
  const events = timed([
    started('check', ['web']),
    { type: 'machine-ended', machine: 'web', outcome: 'unhealthy', failure, seconds: 20 },
  ])
  expect(issued(events).map(({ name, properties, data }) => [name, properties.line, properties.title, data])).toEqual([
    ['error', '31', 'web unhealthy', expect.stringContaining('tcp 80: connect: Connection refused')],
    ['error', '10', 'web unhealthy', expect.stringContaining('did not end within 120 s')],
  ])
})

test('a change is a notice on the line that declared it, once for all machines that it was made on', () => {
  const planned = (machine: string, changes: readonly Change[]): Event[] => [
    { type: 'planned', machine, digest: '', generation: 1, changes },
    { type: 'machine-ended', machine, outcome: machine === 'c' ? 'failed-undone' : 'changed', seconds: 1 },
  ]
  const line = (number: number): Origin => [{ file: 'deploy.ts', line: number, column: 3 }]
  const events = timed([
    started('deploy', ['a', 'b', 'c']),
    ...planned('a', [change('file:x', { origin: line(50) }), change('file:y', { origin: line(50) })]),
    ...planned('b', [change('file:x', { origin: line(50) }), change('file:z', { origin: line(60), drift: true })]),
    ...planned('c', [change('file:x', { origin: line(50) })]),
    { type: 'run-ended', outcome: 'failed-undone', exit: 1, seconds: 1 },
  ])
  expect(issued(events).filter(({ name }) => name === 'notice')).toEqual([
    {
      name: 'notice',
      properties: { file: 'deploy.ts', line: '50', col: '3', title: 'a, b changed' },
      data: 'write x\nwrite y (a)',
    },
  ])
  expect(issued(events).filter(({ name }) => name === 'warning')).toHaveLength(1)
})

test('of many changes on one line twenty are told', () => {
  const changes = Array.from({ length: 23 }, (_, index) => change(`file:f${index}`))
  const events = timed([
    started('plan', ['a']),
    { type: 'planned', machine: 'a', digest: '', generation: 1, changes },
    { type: 'machine-ended', machine: 'a', outcome: 'planned', seconds: 1 },
  ])
  const [notice] = issued(events)
  expect(notice?.properties.title).toBe('a would be changed')
  expect(notice?.data.split('\n')).toHaveLength(21)
  expect(notice?.data).toMatch(/\nand 3 more changes$/)
})
