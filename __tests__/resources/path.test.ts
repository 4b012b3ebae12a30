import { comesBefore, modeSchema, ownerSchema, pathSchema, pathsOf } from '../../src/resources/path'

const complaint = (
  schema: { safeParse(value: unknown): { error?: { issues: { message: string }[] } } },
  value: unknown,
) => schema.safeParse(value).error?.issues.map(({ message }) => message)

test.each([
  ['etc/motd', 'an absolute path on the machine, as /etc/motd, not “etc/motd”'],
  ['/', 'a path below /: / itself is not Drover’s'],
  ['//', 'a path below /: / itself is not Drover’s'],
  ['/etc//motd', 'a path written plainly: “/etc/motd”, not “/etc//motd”'],
  ['/etc/', 'a path written plainly: “/etc”, not “/etc/”'],
  ['/a/./b/../../c', 'a path written plainly: “/c”, not “/a/./b/../../c”'],
  ['/etc/..', 'a path written plainly: “/”, not “/etc/..”'],
  ['/a\nb', 'a path without line breaks and NUL characters'],
  ['/a\0b', 'a path without line breaks and NUL characters'],
  ['/a\ud800', 'a path that is valid Unicode'],
  [`/${'x'.repeat(256)}`, 'a path that is not as long'],
])('the path %j is refused', (path, message) => {
  expect(complaint(pathSchema, path)).toEqual([message])
})

test.each(['/etc/motd', '/-rf', `/it's "a" $(path)\\n`, '/ünï/ ', '/...', '/.ssh'])(
  'the path %j is taken as it is',
  path => {
    expect(pathSchema.parse(path)).toBe(path)
  },
)

test.each([
  ['644', '644'],
  ['0644', '644'],
  ['4755', '4755'],
  ['04755', '4755'],
  ['000', '000'],
  ['0007', '007'],
])('the mode %s is %s', (mode, normal) => {
  expect(modeSchema.parse(mode)).toBe(normal)
})

test.each(['8', '64', 'u=rw', '649', '64400', 0o644])('the mode %j is refused', mode => {
  expect(complaint(modeSchema, mode)).toHaveLength(1)
})

test('owners are names or numbers', () => {
  expect(['root', 'www-data', '_apt', 'pc$', '1000'].map(name => ownerSchema.safeParse(name).success)).not.toContain(
    false,
  )
  expect(['', '-x', 'a:b', 'a b', '1x'].map(name => ownerSchema.safeParse(name).success)).not.toContain(true)
})

test('what comes before a path: the folders above it and its owners', () => {
  expect(comesBefore('/a/b/c', { owner: 'www', group: 'root' })).toEqual([
    'directory:/a',
    'symlink:/a',
    'directory:/a/b',
    'symlink:/a/b',
    'user:www',
  ])
})

test('the paths among what is occupied, also one with a colon in it', () => {
  expect(pathsOf(['path:/etc/a:b', 'user:forum', 'port:80', 'path:'])).toEqual(['/etc/a:b'])
})
