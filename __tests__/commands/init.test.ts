import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { init, writeTypes } from '../../src/commands/init'
import { firstDeployment, firstWorkflow } from '../../src/commands/init-files'
import { evaluateAll } from '../support/deployment-door'

const folder = mkdtempSync(join(tmpdir(), 'drover-init-'))
afterAll(() => rmSync(folder, { recursive: true }))
const types = "// The types of what a deployment file imports from 'drover'\n"

function repository(): string {
  const root = mkdtempSync(join(folder, 'repository-'))
  execFileSync('git', ['init', '-q', root])
  return root
}

test('writes a deployment file that is without mistakes, its workflow and the types', () => {
  const root = repository()
  expect(init(root, false, types)).toMatch(/^Written:\n {2}deploy\.ts\n(.*\n)*Next:\n/)
  expect(readFileSync(join(root, 'deploy.ts'), 'utf8')).toBe(firstDeployment)
  expect(readFileSync(join(root, 'drover.d.ts'), 'utf8')).toBe(types)
  expect(readFileSync(join(root, '.github/workflows/deploy.yml'), 'utf8')).toBe(firstWorkflow(''))
  const [said] = evaluateAll(folder, [{ root, file: 'deploy.ts' }])
  expect(said).toMatchObject({ machines: [{ name: 'web' }] })
}, 60_000)

test('in a folder of a repository, the workflow lies at its top and knows the folder', () => {
  const root = repository()
  mkdirSync(join(root, 'ops'))
  init(join(root, 'ops'), false, types)
  expect(existsSync(join(root, 'ops/deploy.ts'))).toBe(true)
  const { jobs } = parse(readFileSync(join(root, '.github/workflows/deploy.yml'), 'utf8'))
  expect(jobs.deploy.steps[1].with['working-directory']).toBe('ops')
})

test('the workflow is the one of the examples, but for what only their deployment file needs', () => {
  const example = parse(readFileSync('examples/workflows/deploy.yml', 'utf8'))
  delete example.jobs.deploy.steps[1].env
  expect(parse(firstWorkflow(''))).toEqual(example)
})

test('writes nothing where one of the files is there, but with force', () => {
  const root = repository()
  writeFileSync(join(root, 'drover.d.ts'), 'mine')
  expect(() => init(root, false, types)).toThrow(/has drover\.d\.ts already; nothing was written/)
  expect(existsSync(join(root, 'deploy.ts'))).toBe(false)
  init(root, true, types)
  expect(readFileSync(join(root, 'drover.d.ts'), 'utf8')).toBe(types)
})

test('types take the place of older ones, and of nothing else', () => {
  const root = repository()
  writeTypes(root, types)
  writeTypes(root, `${types}// newer\n`)
  expect(readFileSync(join(root, 'drover.d.ts'), 'utf8')).toBe(`${types}// newer\n`)
  writeFileSync(join(root, 'drover.d.ts'), 'mine')
  expect(() => writeTypes(root, types)).toThrow(/not written by Drover/)
  expect(() => writeTypes(join(root, 'nowhere'), types)).toThrow(/there is no folder/)
})
