// Makes the editor's types of a deployment file: all declarations that src/api.ts needs, zod's included, in one file of
// ambient modules, so that nothing has to be installed beside it. `node scripts/types.mjs FILE` writes it.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const require = createRequire(import.meta.url)
const zod = dirname(require.resolve('zod/package.json'))

// What Node brings and these declarations name: without it a user who has no @types/node would get `any`. A Buffer is a
// Uint8Array there.
const nodeModules = { 'node:stream': 'export interface Readable { readonly readable: boolean }' }

/** The text of drover.d.ts. */
export function declarations() {
  const ts = require('typescript')
  const emitted = new Map()
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const program = ts.createProgram([join(root, 'src/api.ts')], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    removeComments: false,
    outDir: undefined,
    paths: {},
    types: ['node'],
  })
  const { diagnostics } = program.emit(undefined, (path, text) =>
    emitted.set(path, text.replace(/\bBuffer\b/g, 'Uint8Array')),
  )
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost(options)))

  const modules = new Map()
  const waiting = [join(root, 'src/api.d.ts')]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (modules.has(path)) continue
    const text = emitted.get(path) ?? readFileSync(path, 'utf8')
    let out = text
    for (const { specifier, start, end } of specifiers(ts, text).toReversed()) {
      const target = resolved(path, specifier, emitted)
      if (target !== undefined && !locale(target)) waiting.push(target)
      const name = target === undefined ? foreign(specifier) : nameOf(target)
      out = `${out.slice(0, start)}${JSON.stringify(name)}${out.slice(end)}`
    }
    modules.set(path, out)
  }
  const body = [...modules].map(([path, text]) => ambient(nameOf(path), text))
  const node = Object.entries(nodeModules).map(([name, text]) => ambient(foreign(name), text))
  // The sentences of zod in other languages: nothing in a deployment file needs their types.
  const locales = ambient(nameOf(join(zod, 'v4/locales/index.d.ts')), 'export {};')
  const head = `// The types of what a deployment file imports from 'drover' (${require('../package.json').version}), and of zod, which comes with it.\n// Made by “npm run build”, written here by “drover types”: do not edit it. Zod's part: MIT License, Copyright (c) Colin McDonnell.\n`
  return `${head}${[...body, ...node, locales].join('')}`
}

/** What a text imports, in order, with the place of each literal. */
function specifiers(ts, text) {
  const source = ts.createSourceFile('x.d.ts', text, ts.ScriptTarget.Latest)
  const found = []
  const visit = node => {
    const literal = node.moduleSpecifier ?? (ts.isImportTypeNode(node) ? node.argument.literal : undefined)
    if (literal !== undefined)
      found.push({ specifier: literal.text, start: literal.getStart(source), end: literal.end })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found.toSorted((a, b) => a.start - b.start)
}

const locale = path => path.startsWith(join(zod, 'v4/locales'))

function resolved(from, specifier, emitted) {
  if (specifier === 'zod') return join(zod, 'index.d.ts')
  if (!specifier.startsWith('.')) return undefined
  const path = join(dirname(from), specifier.replace(/\.c?js$/, ''))
  if (from.startsWith(zod)) return `${path}.d.ts`
  if (emitted.has(`${path}.d.ts`)) return `${path}.d.ts`
  throw new Error(`${relative(root, from)} imports ${specifier}, which has no declarations`)
}

function foreign(specifier) {
  if (!Object.hasOwn(nodeModules, specifier)) throw new Error(`the declarations import ${specifier}`)
  return `drover/node/${specifier.replace('node:', '')}`
}

function nameOf(path) {
  if (path === join(root, 'src/api.d.ts')) return 'drover'
  const inside = path.startsWith(zod) ? join('zod', relative(zod, path)) : relative(join(root, 'src'), path)
  return `drover/${inside.replace(/\.d\.ts$/, '')}`
}

/** One ambient module. Within one, `declare` is not said again. */
const ambient = (name, text) =>
  `declare module ${JSON.stringify(name)} {\n${text
    .replace(/^(export )?declare /gm, (_, exported = '') => exported)
    .replace(/^\/\/# sourceMappingURL.*$/gm, '')
    .trimEnd()}\n}\n`

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(process.argv[2] ?? '', declarations())
