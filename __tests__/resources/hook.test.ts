import { type HookSeen, hookKind } from '../../src/resources/hook'

const want = (more: object) => hookKind.schema.parse({ name: 'migrate', run: 'true', ...more })
const steps = (more: object, seen: HookSeen, hash = 'a', ...changed: readonly string[]) =>
  hookKind.steps({ want: want(more), seen, followed: { on: { hash, changed } } })
const again = (more: object, seen: HookSeen) =>
  hookKind.steps({ want: want(more), seen, followed: { on: { hash: 'a', changed: [] } }, fresh: true })
const never: HookSeen = { done: false, with: null }
/** What is kept after it ran. */
const ran = (more: object, hash = 'a'): HookSeen => ({
  done: false,
  with: steps(more, never, hash)[0]?.values?.hash ?? '',
})
const on = ['file:/etc/a']

test.each([
  { name: 'never ran', more: {}, seen: never, runs: true },
  { name: 'ran', more: {}, seen: ran({}), runs: false },
  { name: 'ran with another script', more: { run: 'false' }, seen: ran({}), runs: true },
  { name: 'ran with what it follows', more: { on }, seen: ran({ on }), runs: false },
  { name: 'ran before what it follows changed', more: { on }, seen: ran({ on }, 'b'), runs: true },
  { name: 'is done', more: { unless: 'true' }, seen: { done: true, with: null }, runs: false },
  { name: 'ran, and is no longer done', more: { unless: 'true' }, seen: ran({ unless: 'true' }), runs: true },
  {
    name: 'is done, though something changed',
    more: { unless: 'true', on },
    seen: { ...ran({ on }, 'b'), done: true },
    runs: false,
  },
  {
    name: 'ran and is not done, while nothing changed',
    more: { unless: 'true', on },
    seen: ran({ unless: 'true', on }),
    runs: false,
  },
])('a hook that $name', ({ more, seen, runs }) => {
  expect(steps(more, seen).map(({ title }) => title)).toEqual(runs ? ['run hook migrate'] : [])
})

test.each([
  { name: 'ran', more: {}, runs: true },
  { name: 'ran with what it follows', more: { on }, runs: true },
  { name: 'is not done', more: { unless: 'false', on }, runs: true },
  { name: 'is done', more: { unless: 'true', on }, done: true, runs: false },
])('a hook that $name before a generation without it, declared again', ({ more, done = false, runs }) => {
  expect(again(more, { ...ran(more), done })).toHaveLength(runs ? 1 : 0)
})

test('says what changed, and that it can’t be undone', () => {
  const [step] = steps({ on }, ran({ on }), 'a', 'file:/etc/a')
  expect(step?.title).toBe('run hook migrate (changed: /etc/a)')
  expect(step?.action).toBe('run')
  expect(step?.irreversible).toBe('nobody knows what a script of your own changes')
  expect(hookKind.keep(want({}))).toBe('irreversible')
})

test('knows nothing where it can’t be told whether there is something to do', () => {
  const line = 'hook migrate never yes .\n'
  expect(hookKind.read(line)).toEqual(new Map([['hook:migrate', { done: true, with: null }]]))
  for (let length = 0; length < line.length - 1; length += 1)
    expect(hookKind.read(line.slice(0, length))).toEqual(new Map())
  expect(hookKind.read("hook migrate never can't tell: 127 .\n")).toEqual(new Map())
})
