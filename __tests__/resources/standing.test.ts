import { directory } from '../../src/resources/directory'
import { readStanding } from '../../src/resources/standing'
import { symlink } from '../../src/resources/symlink'

const answer = `at d 2755 0 12 root 12 /srv/a b
at l 777 0 0 root root /srv/link
target ../x y
at p 644 1 1 daemon daemon /srv/pipe
absent /srv/none
end
`

test('an answer is read by path', () => {
  expect(Object.fromEntries(readStanding(answer))).toEqual({
    '/srv/a b': { type: 'directory', mode: '2755', uid: '0', gid: '12', owner: 'root', group: '12' },
    '/srv/link': { type: 'symlink', mode: '777', uid: '0', gid: '0', owner: 'root', group: 'root', target: '../x y' },
    '/srv/pipe': { type: 'other', mode: '644', uid: '1', gid: '1', owner: 'daemon', group: 'daemon' },
    '/srv/none': { type: 'absent' },
  })
})

test('wherever it is cut off, nothing is read but what was said in full', () => {
  const whole = readStanding(answer)
  for (let length = 0; length < answer.length; length += 1)
    for (const [path, standing] of readStanding(answer.slice(0, length))) expect(standing).toEqual(whole.get(path))
})

test.each(['', 'sh: find: not found\n', 'at f 644\n', 'absent\n', 'target x\n', 'at l 777 0 0 root root /x\n'])(
  '%j says nothing',
  broken => {
    expect(readStanding(broken).size).toBe(0)
  },
)

const seen = { mode: '755', uid: '0', gid: '0', owner: 'root', group: 'root' }

test.each([
  { name: 'as wanted', seen: { type: 'directory', ...seen }, title: undefined },
  { name: 'absent', seen: { type: 'absent' }, title: 'create /srv/' },
  { name: 'rights', seen: { type: 'directory', ...seen, mode: '2755' }, title: 'change /srv/ (mode 2755 → 755)' },
  { name: 'a file', seen: { type: 'file', ...seen }, title: 'change /srv/ (file → directory)' },
] as const)('directory: $name', ({ seen, title }) => {
  const steps = directory.steps({ want: directory.schema.parse({ path: '/srv' }), seen, followed: {} })
  expect(steps.map(step => step.title)).toEqual(title === undefined ? [] : [title])
})

test.each([
  { name: 'as wanted', seen: { type: 'symlink', ...seen, target: '/x' }, title: undefined },
  { name: 'absent', seen: { type: 'absent' }, title: 'create /l → /x' },
  { name: 'elsewhere', seen: { type: 'symlink', ...seen, target: '/y' }, title: 'change /l (target /y → /x)' },
  { name: 'a folder', seen: { type: 'directory', ...seen }, title: 'change /l (directory → symlink to /x)' },
] as const)('symlink: $name', ({ seen, title }) => {
  const steps = symlink.steps({ want: symlink.schema.parse({ path: '/l', target: '/x' }), seen, followed: {} })
  expect(steps.map(step => step.title)).toEqual(title === undefined ? [] : [title])
})

test.each(['', 'a\nb', 'a\0b'])('a link to %j is refused', target => {
  expect(symlink.schema.safeParse({ path: '/l', target }).success).toBe(false)
})
