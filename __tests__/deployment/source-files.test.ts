import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { sourceFiles } from '../../src/deployment/source-files'
import { SourceError } from '../../src/resources/source'
import { temporaryFolder, writeFiles } from '../support/deployment-child'

const sha = (text: string) => createHash('sha256').update(text).digest('hex')
const file = (path: string, text: string, executable = false) => ({ type: 'file', path, hash: sha(text), executable })
const directory = (path: string) => ({ type: 'directory', path })

const root = realpathSync(temporaryFolder())
const outside = realpathSync(temporaryFolder())
const folder = join(root, 'ops')

writeFiles(root, {
  'package.json': '{"scripts":{"build":"vite build"}}',
  'ops/app/server.js': 'serve',
  'ops/app/run.sh': 'run',
  'ops/app/public/index.html': 'html',
  'ops/app/public/logs/old.log': 'log',
  'ops/app/node_modules/x/index.js': 'x',
  'ops/app/.git/HEAD': 'ref',
  'ops/app/.env.sample': 'sample',
  'ops/lone/package.json': 'broken {',
  'ops/motd': 'hello',
  'shared/a.txt': 'a',
  'other/.gitkeep': '',
})
chmodSync(join(root, 'ops/app/run.sh'), 0o740)
symlinkSync('../public', join(root, 'ops/app/public/self'))
symlinkSync('app', join(folder, 'linked'))
symlinkSync('../ops/app/.git', join(root, 'other/gitlink'))
symlinkSync(outside, join(folder, 'away'))
symlinkSync('/etc/passwd', join(folder, 'passwd'))
mkdirSync(join(folder, 'void/in'), { recursive: true })
writeFileSync(join(outside, 'x'), 'x')

const everything = [
  file('.env.sample', 'sample'),
  directory('node_modules'),
  directory('node_modules/x'),
  file('node_modules/x/index.js', 'x'),
  directory('public'),
  file('public/index.html', 'html'),
  directory('public/logs'),
  file('public/logs/old.log', 'log'),
  { type: 'link', path: 'public/self', target: '../public' },
  file('run.sh', 'run', true),
  file('server.js', 'serve'),
]
const without = (...paths: readonly string[]) =>
  everything.filter(({ path }) => !paths.some(each => path.startsWith(each)))

test.each([
  { name: 'everything but .git', filter: {}, entries: everything },
  { name: 'a folder excluded by name', filter: { exclude: ['node_modules'] }, entries: without('node_modules') },
  {
    name: 'a folder excluded with a slash',
    filter: { exclude: ['./node_modules/'] },
    entries: without('node_modules'),
  },
  { name: 'all in a folder excluded', filter: { exclude: ['public/**'] }, entries: without('public') },
  {
    name: 'a name at any depth',
    filter: { exclude: ['*.log', 'node_modules'] },
    entries: without('public/logs/old.log', 'node_modules'),
  },
  {
    name: 'only what is included, with the folders that lead there',
    filter: { include: ['public/*.html', 'server.js'] },
    entries: [directory('public'), file('public/index.html', 'html'), file('server.js', 'serve')],
  },
  {
    name: 'an included folder wholly, less what is excluded',
    filter: { include: ['public'], exclude: ['*.log'] },
    entries: everything.filter(({ path }) => path.startsWith('public') && !path.endsWith('.log')),
  },
])('a tree: $name', ({ filter, entries }) => {
  expect(sourceFiles({ root, folder }).tree('./app', filter)).toEqual(entries)
})

test('a folder that is a link is what it leads to, if that is in the repository', () => {
  expect(sourceFiles({ root, folder }).tree('linked', {})).toEqual(everything)
})

test('equal trees are equal whatever their times and the rest of their modes', () => {
  const [one, two] = [join(root, 'same/one'), join(root, 'same/two')]
  for (const [at, mode] of [
    [one, 0o644],
    [two, 0o600],
  ] as const) {
    writeFiles(at, { 'a/b': 'b' })
    chmodSync(join(at, 'a/b'), mode)
  }
  const files = sourceFiles({ root, folder: root })
  expect(files.tree('same/one', {})).toEqual(files.tree('same/two', {}))
})

test('remembers where the bytes of what was given out lie', () => {
  const files = sourceFiles({ root, folder })
  files.tree('app', { include: ['run.sh'] })
  expect(files.file('../shared/a.txt')).toEqual({ hash: sha('a'), executable: false })
  expect(files.file(join(folder, 'motd'))).toEqual({ hash: sha('hello'), executable: false })
  expect([...files.blobs]).toEqual([
    [sha('run'), join(folder, 'app/run.sh')],
    [sha('a'), join(root, 'shared/a.txt')],
    [sha('hello'), join(folder, 'motd')],
  ])
})

test('a file changed while a deployment is evaluated stays what it was first seen as', () => {
  writeFiles(root, { moving: 'one' })
  const files = sourceFiles({ root, folder: root })
  const first = files.file('moving')
  writeFiles(root, { moving: 'two!' })
  expect(files.file('moving')).toEqual(first)
})

const at = { root, folder }
test.each([
  {
    name: 'a missing build folder',
    ask: () => sourceFiles(at).tree('app/dist', {}),
    says: 'there is no folder ops/app/dist; ops/app holds .env.sample, node_modules, public, run.sh, server.js; was the build step forgotten? Run “npm run build” in a step before Drover',
  },
  {
    name: 'a near miss',
    ask: () => sourceFiles(at).tree('ap', {}),
    says: 'there is no folder ops/ap; ops holds app, away, linked, lone, motd, passwd, void; did you mean app?',
  },
  {
    name: 'a missing folder on the way',
    ask: () => sourceFiles(at).file('nowhere/else/x.txt'),
    says: /^there is no file ops\/nowhere\/else\/x\.txt; ops holds app, .*npm run build/,
  },
  {
    name: 'a file where a folder is wanted',
    ask: () => sourceFiles(at).tree('motd', {}),
    says: 'ops/motd is a file, not a folder',
  },
  {
    name: 'a folder where a file is wanted',
    ask: () => sourceFiles(at).file('app'),
    says: 'ops/app is a folder, not a file',
  },
  {
    name: 'a way out of the repository',
    ask: () => sourceFiles(at).file('../../etc/passwd'),
    says: '../../etc/passwd lies outside of the repository: only its own files are delivered',
  },
  {
    name: 'an absolute path',
    ask: () => sourceFiles(at).file('/etc/passwd'),
    says: '/etc/passwd lies outside of the repository: only its own files are delivered',
  },
  {
    name: 'a link out of the repository',
    ask: () => sourceFiles(at).file('passwd'),
    says: 'ops/passwd is a link that leads out of the repository',
  },
  {
    name: 'a folder reached through a link out',
    ask: () => sourceFiles(at).file('away/x'),
    says: 'ops/away/x is a link that leads out of the repository',
  },
  {
    name: 'an empty folder',
    ask: () => sourceFiles(at).tree('void', {}),
    says: /^there is nothing in the folder ops\/void; was the build step forgotten\?/,
  },
  {
    name: 'filters that leave nothing',
    ask: () => sourceFiles(at).tree('app', { include: ['*.php'] }),
    says: 'include and exclude leave nothing of the folder ops/app',
  },
  {
    name: 'a device',
    ask: () => sourceFiles({ root: '/dev', folder: '/dev' }).file('null'),
    says: 'null is a device, not a file',
  },
])('refuses $name and says what to do', ({ ask, says }) => {
  expect(ask).toThrow(SourceError)
  expect(ask).toThrow(says)
})

test('refuses a socket in a tree, unless it is excluded', async () => {
  writeFiles(root, { 'socks/a': 'a' })
  const server = createServer()
  await new Promise<void>(done => server.listen(join(root, 'socks/s.sock'), done))
  try {
    expect(() => sourceFiles({ root, folder: root }).tree('socks', {})).toThrow(
      'socks/s.sock is a socket, which cannot be delivered: exclude it',
    )
    expect(sourceFiles({ root, folder: root }).tree('socks', { exclude: ['*.sock'] })).toEqual([file('a', 'a')])
  } finally {
    await new Promise(done => server.close(done))
  }
})

test('reads ten thousand files in a few seconds, and a second time in none', () => {
  for (let outer = 0; outer < 100; outer++) {
    mkdirSync(join(root, `many/${outer}`), { recursive: true })
    for (let inner = 0; inner < 100; inner++) writeFileSync(join(root, `many/${outer}/${inner}`), `${outer}-${inner}`)
  }
  const files = sourceFiles({ root, folder: root })
  const started = performance.now()
  const entries = files.tree('many', {})
  const first = performance.now() - started
  expect(entries).toHaveLength(10_100)
  expect(first).toBeLessThan(10_000)
  const again = performance.now()
  expect(files.tree('many', {})).toBe(entries)
  expect(performance.now() - again).toBeLessThan(100)
})

test.each(['app/.git', 'app/.git/HEAD', 'app/x/../.git/HEAD', '../other/gitlink'])(
  'nothing of .git is delivered: %s',
  path => {
    const files = sourceFiles({ root, folder })
    for (const ask of [() => files.file(path), () => files.tree(path, {})])
      expect(ask).toThrow(/\.git(\/HEAD)? is git's own: nothing of \.git is ever delivered/)
  },
)
