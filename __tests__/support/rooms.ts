import { dirname, join, normalize } from 'node:path/posix'
import ts from 'typescript'

/** The words that every room speaks. They import nothing but each other and what Node brings. */
export const words: readonly string[] = [
  'child-environment.ts',
  'event.ts',
  'failure.ts',
  'origin.ts',
  'outcome.ts',
  'price.ts',
]

/** Who may import whom, beside itself and the words. CONTRIBUTING.md shows the same table. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  target: [],
  resources: ['target'],
  system: ['resources', 'target'],
  services: ['system', 'resources', 'target'],
  planning: ['system', 'resources', 'target'],
  ssh: ['target'],
  environments: ['ssh', 'target'],
  deployment: ['api.ts', 'system', 'services', 'resources', 'environments', 'target'],
  report: [],
  github: ['report'],
  engine: ['planning', 'system', 'resources', 'environments', 'ssh', 'target'],
  commands: [
    'deployment',
    'planning',
    'engine',
    'environments',
    'report',
    'github',
    'ssh',
    'services',
    'system',
    'resources',
    'target',
  ],
  'api.ts': ['deployment', 'services', 'system', 'environments', 'resources', 'target'],
  'action.ts': ['commands', 'deployment', 'report'],
  'cli.ts': ['commands', 'report'],
  'post.ts': ['commands', 'report'],
  'main.ts': ['action.ts', 'cli.ts', 'post.ts'],
}

/** Rooms that neither read nor write anything outside: all they may take from elsewhere is this. */
const pure: Readonly<Record<string, readonly string[]>> = {
  resources: ['zod', 'node:crypto', 'node:util'],
  system: ['zod'],
  services: ['zod'],
  planning: ['diff'],
}

/** Everything that a TypeScript source imports, in whatever form. */
export const importsOf = (source: string): readonly string[] =>
  ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName)

/** What the table does not allow: a line for each import. Paths are from src/. */
export function wrongImports(sources: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(sources).flatMap(([path, source]) => {
    const room = roomOf(path)
    const known = words.includes(room) || Object.hasOwn(rooms, room)
    if (!known) return [`${path}: the table does not know ${room}`]
    return importsOf(source).flatMap(imported => wrong(path, room, imported))
  })
}

/** The imports that lead in a circle, types as well, or from one circle to another: a line for each. Paths are from src/. */
export function circularImports(sources: Readonly<Record<string, string>>): readonly string[] {
  let left = Object.entries(sources).flatMap(([path, source]) =>
    importsOf(source)
      .filter(imported => imported.startsWith('.'))
      .map(imported => ({ from: path, to: `${normalize(join(dirname(path), imported))}.ts` })),
  )
  // Where nothing leads on from, or nobody leads to, is in no circle.
  for (let before = Number.POSITIVE_INFINITY; left.length < before; ) {
    before = left.length
    const from = new Set(left.map(each => each.from))
    const to = new Set(left.map(each => each.to))
    left = left.filter(each => from.has(each.to) && to.has(each.from))
  }
  return left.map(({ from, to }) => `${from} imports ${to}`)
}

function wrong(path: string, room: string, imported: string): readonly string[] {
  if (!imported.startsWith('.')) {
    const allowed = pure[room]?.includes(imported) ?? (!words.includes(room) || imported.startsWith('node:'))
    return allowed ? [] : [`${path}: ${room} may not import ${imported}`]
  }
  const target = roomOf(normalize(join(dirname(path), imported)))
  // The one file outside of src/: its version, which a terminal asks for and a generation keeps.
  if (target === '../package.json')
    return ['cli.ts', 'commands'].includes(room) ? [] : [`${path}: ${room} may not import package.json`]
  const allowed = target === room || words.includes(target) || rooms[room]?.includes(target)
  return allowed ? [] : [`${path}: ${room} may not import ${target}`]
}

/** The folder below src/, or the file's name where it lies in src/ itself. */
function roomOf(path: string): string {
  const [first = '', ...rest] = path.split('/')
  if (first === '..') return path
  return rest.length > 0 ? first : first.replace(/(\.ts)?$/, '.ts')
}
