import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as api from '../src/api'
import { evaluateAll } from './support/deployment-door'

const folder = mkdtempSync(join(tmpdir(), 'drover-examples-'))
afterAll(() => rmSync(folder, { recursive: true }))

const pages = ['README.md', ...readdirSync('docs').flatMap(name => (name.endsWith('.md') ? [`docs/${name}`] : []))]

/** Each block of a page that shows a deployment file or a part of one, with its line. */
const blocks = pages.flatMap(page => {
  const text = readFileSync(page, 'utf8')
  return [...text.matchAll(/^```(ts|yaml)\n(.*?)^```$/gms)].flatMap(match => {
    const [, language = '', code = ''] = match
    const line = text.slice(0, match.index).split('\n').length
    // The other blocks of YAML are workflows.
    return language === 'ts' || code.startsWith('# deploy') ? [{ name: `${page}:${line}`, language, code }] : []
  })
})

/** A key that can be one, in place of those that pages leave open. */
const key = (n: number) =>
  `ssh-ed25519 ${Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.from([0, 0, 0, 32]), Buffer.alloc(32, n + 1)]).toString('base64')}`

/** A part of a file as a whole one: in the system, or in the file on a machine, that it says something of. */
function whole(code: string): string {
  if (code.includes('export default')) return code
  const names = Object.keys(api).filter(name => new RegExp(`\\b${name}\\b`).test(`machine container system ${code}`))
  const inner = code.startsWith('content:') ? `files: [{ path: '/etc/shown', ${code} }]` : code
  return `import { ${names.join(', ')} } from 'drover'
const database = machine({ name: 'database', environment: container({}), system: system({}) })
export default [database, machine({ name: 'shown', environment: container({}), system: system({ ${inner} }) })]`
}

function written({ language, code }: (typeof blocks)[number], index: number): { root: string; file: string } {
  const root = join(folder, String(index))
  for (const source of ['forum', 'shop']) {
    mkdirSync(join(root, source), { recursive: true })
    writeFileSync(join(root, source, 'server.js'), '')
  }
  const file = language === 'ts' ? 'deploy.ts' : 'deploy.yml'
  let keys = 0
  const filled = code.replace(/ssh-ed25519 AAAA…\d?/g, () => key(keys++))
  writeFileSync(join(root, file), language === 'ts' ? whole(filled) : filled)
  return { root, file }
}

test('pages show deployment files', () => {
  expect(blocks.length).toBeGreaterThan(7)
  expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(['ts', 'yaml']))
})

const answers = new Map<string, unknown>()
beforeAll(() => {
  const said = evaluateAll(folder, blocks.map(written))
  for (const [index, { name }] of blocks.entries()) answers.set(name, said[index])
}, 120_000)

test.each(blocks)('$name is a deployment file without mistakes', ({ name }) => {
  expect(answers.get(name)).toMatchObject({
    machines: expect.arrayContaining([expect.objectContaining({ manifest: expect.anything() })]),
  })
})
