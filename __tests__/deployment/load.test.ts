import { join } from 'node:path'
import { compileSources, inChild, temporaryFolder, writeFiles } from '../support/deployment-child'

const driver = (sources: string) => `
const { loadModule } = require(${JSON.stringify(join(sources, 'deployment/load.js'))})
const { captureOrigin } = require(${JSON.stringify(join(sources, 'origin.js'))})
const { fromRoot } = require(${JSON.stringify(join(sources, 'deployment/origins.js'))})
const api = { machine: name => ({ name, origin: captureOrigin() }), other: 1 }
;(async () => {
  const answers = {}
  for (const { root, file } of JSON.parse(require('node:fs').readFileSync(0, 'utf8'))) {
    try {
      const value = await loadModule(root + '/' + file, root, api)
      answers[root] = JSON.parse(JSON.stringify(value, (key, inner) => key === 'origin' ? fromRoot(root, inner) : inner))
    } catch (thrown) { answers[root] = thrown.failure ?? { unexpected: String(thrown.stack) } }
  }
  console.log(JSON.stringify(answers))
})()`

interface Case {
  readonly name: string
  readonly file?: string
  readonly files: Readonly<Record<string, string>>
}

const good: readonly (Case & { readonly value: unknown })[] = [
  {
    name: 'TypeScript without a package.json',
    files: { 'deploy.ts': 'const a: number = 1\nexport default a' },
    value: 1,
  },
  {
    name: 'TypeScript where package.json says commonjs',
    files: {
      'package.json': '{"type":"commonjs"}',
      'deploy.ts': 'import { other } from "drover"\nexport default other',
    },
    value: 1,
  },
  {
    name: 'JavaScript with ESM syntax where package.json says commonjs',
    file: 'deploy.js',
    files: {
      'package.json': '{"type":"commonjs"}',
      'deploy.js': "import { a } from './a.js'\nimport b from './b.js'\nexport default [a, b.b]",
      'a.js': 'export const a = 1',
      'b.js': 'module.exports = { b: 2 }',
    },
    value: [1, 2],
  },
  {
    name: 'CommonJS that requires drover',
    file: 'deploy.js',
    files: { 'deploy.js': "const { other } = require('drover')\nmodule.exports = [other]" },
    value: [1],
  },
  { name: '.mts', file: 'deploy.mts', files: { 'deploy.mts': 'export default (1 as number)' }, value: 1 },
  { name: '.mjs', file: 'deploy.mjs', files: { 'deploy.mjs': 'export default 1' }, value: 1 },
  {
    name: 'siblings with and without extension, as .js, and a folder',
    files: {
      'deploy.ts':
        "import { a } from './lib/a'\nimport { b } from './lib/b.ts'\nimport { c } from './lib/c.js'\nimport d from './lib'\nexport default [a, b, c, d]",
      'lib/a.ts': "export const a: string = 'a'",
      'lib/b.ts': "import { a } from './a'\nexport const b: string = a + 'b'",
      'lib/c.ts': "export const c: string = 'c'",
      'lib/index.ts': "export default 'd'",
    },
    value: ['a', 'ab', 'c', 'd'],
  },
  {
    name: 'JSON with and without an attribute',
    files: {
      'deploy.ts': "import a from './x.json'\nimport b from './y.json' with { type: 'json' }\nexport default [a, b]",
      'x.json': '{"__proto__": 1}',
      'y.json': '[2]',
    },
    value: [JSON.parse('{"__proto__": 1}'), [2]],
  },
  {
    name: 'top-level await and a dynamic import',
    files: {
      'deploy.ts': "const { a } = await import('./a')\nexport default await Promise.resolve(a)",
      'a.ts': 'export const a = 1',
    },
    value: 1,
  },
  {
    name: "the repository's own node_modules, CommonJS and ESM",
    files: {
      'deploy.ts': "import { a } from 'one'\nimport { b } from 'two'\nexport default [a, b]",
      'node_modules/one/package.json': '{"main":"m.js"}',
      'node_modules/one/m.js': 'exports.a = require("./n")',
      'node_modules/one/n.js': 'module.exports = 1',
      'node_modules/two/package.json': '{"type":"module","exports":"./m.js"}',
      'node_modules/two/m.js': 'export const b = 2',
    },
    value: [1, 2],
  },
  {
    name: 'a helper called twice: two origins with their inner frame in common, exact in spite of the types',
    files: {
      'deploy.ts': [
        "import { machine } from 'drover'",
        'interface Long {',
        '  readonly n: number',
        '}',
        "const make = ({ n }: Long) => machine('m-' + n)",
        'const one: unknown = make({ n: 1 })',
        'const all = [2].map((n: number): unknown => make({ n }))',
        'export default [one, ...all]',
      ].join('\n'),
    },
    value: [
      {
        name: 'm-1',
        origin: [
          { file: 'deploy.ts', line: 5, column: 31, function: 'make' },
          { file: 'deploy.ts', line: 6, column: 22 },
        ],
      },
      {
        name: 'm-2',
        origin: [
          { file: 'deploy.ts', line: 5, column: 31, function: 'make' },
          { file: 'deploy.ts', line: 7, column: 45 },
          { file: 'deploy.ts', line: 7, column: 17 },
        ],
      },
    ],
  },
]

const oddly = 'a b/dé #1?%41.ts'
const odd: Case & { readonly at: string; readonly says: RegExp } = {
  name: 'a throw in a file with an odd name',
  file: oddly,
  files: { [oddly]: "import { machine } from 'drover'\nmachine('a')\nthrow new Error('odd')" },
  at: `${oddly}:3:7`,
  says: /^odd$/,
}

const bad: readonly (Case & { readonly at: string; readonly says: RegExp })[] = [
  odd,
  {
    ...odd,
    name: 'a syntax error in a file with an odd name',
    files: { [oddly]: 'let a: = 1' },
    at: `${oddly}:1:8`,
    says: /^syntax error/,
  },
  {
    name: 'a syntax error in TypeScript',
    files: { 'deploy.ts': 'const a: number = 1\n\nlet y: = ;\n' },
    at: 'deploy.ts:3:8',
    says: /^syntax error: Unexpected token/,
  },
  {
    name: 'a syntax error in JavaScript',
    file: 'deploy.js',
    files: { 'deploy.js': 'export const q = 1\nlet y = ;\n' },
    at: 'deploy.js:2:9',
    says: /^syntax error: Expression expected/,
  },
  {
    name: 'a syntax error in a sibling',
    files: { 'deploy.ts': "import './lib/a'\nexport default 1", 'lib/a.js': '\n\nconst = 1\n' },
    at: 'lib/a.js:3:7',
    says: /^syntax error/,
  },
  {
    name: 'a name declared twice, which only the engine sees',
    files: {
      'deploy.ts': "import { other } from 'drover'\nexport const x: number = 1\nconst x = 2\nexport default other",
    },
    at: 'deploy.ts:3:7',
    says: /Identifier 'x' has already been declared/,
  },
  {
    name: 'an enum',
    files: { 'deploy.ts': '\nenum Colour { Red }\nexport default Colour' },
    at: 'deploy.ts:2:1',
    says: /enum is not supported.*only taken away.*as const/,
  },
  {
    name: 'a namespace',
    files: { 'deploy.ts': 'namespace Shape {\n  export const a = 1\n}\nexport default 1' },
    at: 'deploy.ts:1:1',
    says: /namespace.*a file of its own/,
  },
  {
    name: 'a misspelt import from drover',
    files: { 'deploy.ts': "\nimport { machne } from 'drover'\nexport default machne" },
    at: 'deploy.ts:2:10',
    says: /^'drover' exports no `machne`; did you mean `machine`\?/,
  },
  {
    name: 'a type imported as a value',
    files: {
      'deploy.ts': "import { a, Shape } from './a'\nexport default a",
      'a.ts': 'export interface Shape {}\nexport const a = 1',
    },
    at: 'deploy.ts:1:13',
    says: /“\.\/a” exports no `Shape`\. If it is a type, write `import \{ type Shape \}`/,
  },
  {
    name: 'a package that is not installed',
    files: { 'deploy.ts': "export { default } from 'nowhere'" },
    at: 'deploy.ts:1:25',
    says: /^there is no package “nowhere” in node_modules: .*npm ci/,
  },
  {
    name: 'a sibling that is not there',
    files: { 'deploy.ts': "import './b'\nexport default 1", 'b.ts': "import {\n  x,\n} from './lib/nope'" },
    at: 'b.ts:3:8',
    says: /^there is no \.\/lib\/nope/,
  },
  {
    name: "a path below 'drover'",
    files: { 'deploy.ts': "import x from 'drover/machine'\nexport default x" },
    at: 'deploy.ts:1:15',
    says: /everything is imported from 'drover' itself/,
  },
  {
    name: 'JSON that is none',
    files: { 'deploy.ts': "import x from './x.json'\nexport default x", 'x.json': '{\n  "a": 1,\n  b: 2\n}' },
    at: 'x.json:3:3',
    says: /^this is no JSON: Expected double-quoted property name/,
  },
  {
    name: 'a throw while it loads',
    files: {
      'deploy.ts': "import { fail } from './a'\nfail()\nexport default 1",
      'a.ts': "export const fail = (): never => {\n  throw new TypeError('boom')\n}",
    },
    at: 'a.ts:2:9 deploy.ts:2:1',
    says: /^TypeError: boom$/,
  },
  {
    name: 'a throw in a package: the frames are the user’s alone',
    files: {
      'deploy.ts': "import fail from 'bad'\n\nfail()\nexport default 1",
      'node_modules/bad/index.js': "module.exports = () => { throw new Error('within') }",
    },
    at: 'deploy.ts:3:1',
    says: /^within$/,
  },
  {
    name: 'a rejected top-level await',
    files: { 'deploy.ts': "export default 1\nawait Promise.reject(new Error('later'))" },
    at: 'deploy.ts:2:22',
    says: /^later$/,
  },
  {
    name: 'a thrown string',
    files: { 'deploy.ts': "throw 'text'" },
    at: '',
    says: /^it threw "text", which is no Error/,
  },
  {
    name: 'no default export',
    files: { 'deploy.ts': 'export const machines = []' },
    at: 'deploy.ts:1:1',
    says: /^it has no default export \(it exports `machines`\): end it with `export default deployment/,
  },
]

interface Frame {
  readonly file: string
  readonly line: number
  readonly column: number
}

describe('a deployment file as a module', () => {
  const folder = temporaryFolder()
  let answers: Record<string, unknown> = {}
  const rootOf = ({ name }: Case) => join(folder, String([...good, ...bad].findIndex(each => each.name === name)))

  beforeAll(() => {
    const all: readonly Case[] = [...good, ...bad]
    for (const each of all) writeFiles(rootOf(each), each.files)
    const input = all.map(each => ({ root: rootOf(each), file: each.file ?? 'deploy.ts' }))
    answers = Object(inChild(driver(compileSources(join(folder, 'drover'))), input))
  })

  test.each(good)('$name', each => {
    expect(answers[rootOf(each)]).toEqual(each.value)
  })

  test.each(bad)('says of $name what is wrong and where', each => {
    const failure = answers[rootOf(each)]
    expect(failure).toEqual({
      code: 'deployment-file-broken',
      file: each.file ?? 'deploy.ts',
      message: expect.stringMatching(each.says),
      origin: expect.any(Array),
    })
    const { origin } = Object(failure)
    expect(origin.map(({ file, line, column }: Frame) => `${file}:${line}:${column}`).join(' ')).toBe(each.at)
  })
})
