import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { circularImports, importsOf, rooms, words, wrongImports } from './support/rooms'

const sources = Object.fromEntries(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .map(path => [path, readFileSync(join('src', path), 'utf8')]),
)

describe('the check', () => {
  test.each([
    { name: 'a value', source: "import { a } from './a'" },
    { name: 'a type', source: "import type { A } from './a'" },
    { name: 'nothing but effects', source: "import './a'" },
    { name: 'all at once', source: "import * as a from './a'" },
    { name: 'what is passed on', source: "export { a } from './a'" },
    { name: 'all that is passed on', source: "export * from './a'" },
    { name: 'what is loaded late', source: "const load = () => import('./a')" },
    { name: 'a type in its place', source: "let a: import('./a').A" },
    { name: 'what is required', source: "const a = require('./a')" },
  ])('sees $name', ({ source }) => {
    expect(importsOf(source)).toEqual(['./a'])
  })

  test('sees no import in a comment or a text', () => {
    expect(importsOf("// import './a'\nconst text = \"import './b'\"")).toEqual([])
  })

  test.each([
    { name: 'a room that it may', path: 'engine/run.ts', source: "import '../planning/plan'" },
    { name: 'its own room', path: 'engine/run.ts', source: "import './apply'" },
    { name: 'a folder of its own room', path: 'environments/container.ts', source: "import './container/boot'" },
    { name: 'its room, from a folder in it', path: 'environments/container/boot.ts', source: "import '../container'" },
    { name: 'a word', path: 'environments/container/boot.ts', source: "import '../../failure'" },
    { name: 'a word, from a word', path: 'event.ts', source: "import './origin'" },
    { name: 'what Node brings, in a word', path: 'origin.ts', source: "import 'node:path'" },
    { name: 'a package', path: 'ssh/connection.ts', source: "import 'ssh2'" },
    { name: 'the version', path: 'cli.ts', source: "import '../package.json'" },
  ])('lets a file import $name', ({ path, source }) => {
    expect(wrongImports({ [path]: source })).toEqual([])
  })

  test.each([
    { path: 'planning/plan.ts', source: "import '../engine/run'", wrong: 'planning may not import engine' },
    { path: 'report/log.ts', source: "import type { A } from '../engine/run'", wrong: 'report may not import engine' },
    { path: 'ssh/connection.ts', source: "export * from '../resources/file'", wrong: 'ssh may not import resources' },
    { path: 'engine/run.ts', source: "import('../report/log')", wrong: 'engine may not import report' },
    { path: 'environments/a/b.ts', source: "import '../../system/a'", wrong: 'environments may not import system' },
    { path: 'system/fold.ts', source: "import '../api'", wrong: 'system may not import api.ts' },
    { path: 'commands/deploy.ts', source: "import '../cli'", wrong: 'commands may not import cli.ts' },
    { path: 'failure.ts', source: "import './target/script'", wrong: 'failure.ts may not import target' },
    { path: 'failure.ts', source: "import 'zod'", wrong: 'failure.ts may not import zod' },
    { path: 'planning/plan.ts', source: "import 'node:fs'", wrong: 'planning may not import node:fs' },
    { path: 'planning/plan.ts', source: "import '../new/a'", wrong: 'planning may not import new' },
    { path: 'target/a.ts', source: "import '../../package.json'", wrong: 'target may not import package.json' },
    { path: 'engine/run.ts', source: "import '../../bench/a'", wrong: 'engine may not import ../bench/a' },
    { path: 'new/a.ts', source: '', wrong: 'the table does not know new' },
    { path: 'new.ts', source: '', wrong: 'the table does not know new.ts' },
  ])('is red: $path, $wrong', ({ path, source, wrong }) => {
    expect(wrongImports({ [path]: source })).toEqual([`${path}: ${wrong}`])
  })
})

test('a circle is told by all its imports, and nothing that only leads to it or away from it', () => {
  const sources = {
    'main.ts': "import './engine/a'",
    'engine/a.ts': "import { b } from './b'",
    'engine/b.ts': "import type { C } from '../planning/c'",
    'planning/c.ts': "import '../engine/a'\nimport '../failure'",
    'failure.ts': "import 'node:path'",
  }
  expect(circularImports(sources)).toEqual([
    'engine/a.ts imports engine/b.ts',
    'engine/b.ts imports planning/c.ts',
    'planning/c.ts imports engine/a.ts',
  ])
  expect(circularImports({ ...sources, 'planning/c.ts': '' })).toEqual([])
})

describe('the rooms of src/', () => {
  test('import only whom the table allows', () => {
    expect(wrongImports(sources)).toEqual([])
  })

  test('hold no files that import each other in a circle', () => {
    expect(circularImports(sources)).toEqual([])
  })

  test('are all there that the table names', () => {
    const there = new Set(Object.keys(sources).map(path => path.split('/')[0]))
    expect([...Object.keys(rooms), ...words].filter(room => !there.has(room))).toEqual([])
  })

  test('are shown in CONTRIBUTING.md as they are', () => {
    const rows = readFileSync('CONTRIBUTING.md', 'utf8').matchAll(/^\| `src\/([^`]+?)\/?` \|[^|]*\| ([^|]*) \|$/gm)
    const shown = Object.fromEntries(
      [...rows].map(([, room = '', may = '']) => [room, [...may.matchAll(/`([^`]+)`/g)].map(([, name]) => name)]),
    )
    expect(shown).toEqual({ ...Object.fromEntries(words.map(word => [word, []])), ...rooms })
  })
})
