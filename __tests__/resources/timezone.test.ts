import { sha256 } from '../../src/resources/text'
import { timezone } from '../../src/resources/timezone'

test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('%s is a time zone', name => {
  expect(timezone.schema.parse({ name })).toEqual({ name })
})

test.each(['', '/etc/passwd', '../UTC', 'Europe/../UTC', 'Europe/', 'a b', 'UTC\n'])('%j is none', name => {
  expect(timezone.schema.safeParse({ name }).success).toBe(false)
})

test.each([
  { name: 'as wanted', link: '/usr/share/zoneinfo/UTC', file: 'UTC\n', title: undefined },
  { name: 'by a relative link', link: '../usr/share/zoneinfo/UTC', file: 'UTC\n', title: undefined },
  {
    name: 'another',
    link: '/usr/share/zoneinfo/Asia/Tokyo',
    file: 'UTC\n',
    title: 'set the time zone to UTC (was Asia/Tokyo)',
  },
  {
    name: 'in one place',
    link: '/usr/share/zoneinfo/UTC',
    file: 'x\n',
    title: 'set the time zone to UTC (in /etc/timezone)',
  },
  { name: 'a link of its own', link: '/opt/zone', file: 'UTC\n', title: 'set the time zone to UTC (was /opt/zone)' },
])('$name', ({ link, file, title }) => {
  const answer = `at l 777 0 0 root root /etc/localtime
target ${link}
at f 644 0 0 root root /etc/timezone
${sha256(file)}  /etc/timezone
end
`
  const seen = timezone.read(answer).get('timezone:')
  if (!seen) throw new Error('the answer says it all')
  const steps = timezone.steps({ want: { name: 'UTC' }, seen, followed: {} })
  expect(steps.map(step => step.title)).toEqual(title === undefined ? [] : [title])
})

test('a place that was not answered for is unknown', () => {
  expect(timezone.read('absent /etc/localtime\nend\n').size).toBe(0)
})
