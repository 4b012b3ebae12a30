import { groupKind } from '../../src/resources/group'

test.each([
  { name: 'there', answer: 'group ask adm\ngroup is adm:x:4:syslog\ngroup end\n', seen: [['group:adm', { gid: 4 }]] },
  { name: 'absent', answer: 'group ask adm\ngroup end\n', seen: [['group:adm', 'absent']] },
  { name: 'cut off', answer: 'group ask adm\ngroup is ad', seen: [] },
  { name: 'no answer', answer: '', seen: [] },
])('reads: $name', ({ answer, seen }) => {
  expect([...groupKind.read(answer)]).toEqual(seen)
})

test.each([
  { name: 'absent', want: {}, seen: 'absent' as const, steps: [['create group forum', 'groupadd --system  -- forum']] },
  {
    name: 'absent, with a number',
    want: { gid: 900, system: false },
    seen: 'absent' as const,
    steps: [['create group forum', 'groupadd  --gid 900 -- forum']],
  },
  { name: 'there', want: {}, seen: { gid: 3 }, steps: [] },
  {
    name: 'another number',
    want: { gid: 900 },
    seen: { gid: 3 },
    steps: [['change group forum (number 3 → 900)', 'groupmod --gid 900 -- forum']],
  },
])('a group that is: $name', ({ want, seen, steps }) => {
  const parsed = groupKind.schema.parse({ name: 'forum', ...want })
  expect(groupKind.steps({ want: parsed, seen, followed: {} }).map(({ title, effect }) => [title, effect.sh])).toEqual(
    steps,
  )
})

test.each(['Forum', '-x', 'a b', 'a:b', 'a'.repeat(33), ''])('“%s” is no name', name => {
  expect(() => groupKind.schema.parse({ name })).toThrow('a group’s name')
})
