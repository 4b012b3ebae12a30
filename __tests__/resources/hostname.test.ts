import { hostname } from '../../src/resources/hostname'
import { sha256 } from '../../src/resources/text'

test.each(['forum-1', 'a', 'Forum.example.org', '1a'])('%s is a host name', name => {
  expect(hostname.schema.parse({ name })).toEqual({ name })
})

test.each(['', '-a', 'a-', 'a b', 'a_b', 'a..b', 'ü', 'a\n', 'a'.repeat(65), `${'a'.repeat(64)}`])(
  '%j is none',
  name => {
    expect(hostname.schema.safeParse({ name }).success).toBe(false)
  },
)

test.each([
  { name: 'as wanted', file: 'b\n', running: 'b', title: undefined },
  { name: 'another', file: 'a\n', running: 'a', title: 'set the host name to b (was a)' },
  { name: 'only now', file: 'a\n', running: 'b', title: 'set the host name to b (for the next boot)' },
  { name: 'only at the next boot', file: 'b\n', running: 'a', title: 'set the host name to b (was a)' },
])('$name', ({ file, running, title }) => {
  const answer = `at f 644 0 0 root root /etc/hostname\n${sha256(file)}  /etc/hostname\nrunning ${running}\nend\n`
  const seen = hostname.read(answer).get('hostname:')
  if (!seen) throw new Error('the answer says it all')
  const steps = hostname.steps({ want: { name: 'b' }, seen, followed: {} })
  expect(steps.map(step => step.title)).toEqual(title === undefined ? [] : [title])
})

test.each(['', 'running a\n', 'absent /etc/hostname\n', 'absent /etc/hostname\nrunning a'])('%j is unknown', answer => {
  expect(hostname.read(answer).size).toBe(0)
})
