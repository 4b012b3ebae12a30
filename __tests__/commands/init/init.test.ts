import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import { parse } from 'yaml'
import { firstDeployment, firstWorkflow } from '../../../src/commands/init/files'
import { program, yaml } from '../../../src/commands/init/forms'
import { init, writeHelp, writtenWords } from '../../../src/commands/init/init'
import { evaluateAll } from '../../support/deployment-door'

const folder = mkdtempSync(join(tmpdir(), 'drover-init-'))
afterAll(() => rmSync(folder, { recursive: true }))
const types = "// The types of what a deployment file imports from 'drover'\n"
const typescript = program(() => types)

function repository(): string {
  const root = mkdtempSync(join(folder, 'repository-'))
  execFileSync('git', ['init', '-q', root])
  return root
}

test('writes a deployment file that is without mistakes, its workflow and the types', () => {
  const root = repository()
  expect(writtenWords(init(root, false, typescript))).toMatch(/^Written:\n {2}deploy\.ts\n(.*\n)*Next:\n/)
  expect(readFileSync(join(root, 'deploy.ts'), 'utf8')).toBe(firstDeployment)
  expect(readFileSync(join(root, 'drover.d.ts'), 'utf8')).toBe(types)
  expect(readFileSync(join(root, '.github/workflows/deploy.yml'), 'utf8')).toBe(firstWorkflow(''))
  const [said] = evaluateAll(folder, [{ root, file: 'deploy.ts' }])
  expect(said).toMatchObject({ machines: [{ name: 'web' }] })
}, 60_000)

test('in a folder of a repository, the workflow lies at its top and knows the folder', () => {
  const root = repository()
  mkdirSync(join(root, 'ops'))
  init(join(root, 'ops'), false, typescript)
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
  expect(() => init(root, false, typescript)).toThrow(/has drover\.d\.ts already; nothing was written/)
  expect(existsSync(join(root, 'deploy.ts'))).toBe(false)
  init(root, true, typescript)
  expect(readFileSync(join(root, 'drover.d.ts'), 'utf8')).toBe(types)
})

test('in YAML: a file without mistakes that names its schema, by which an editor completes it', () => {
  const root = repository()
  expect(init(root, false, yaml).written).toEqual(['deploy.yml', 'drover.schema.json', '.github/workflows/deploy.yml'])
  const text = readFileSync(join(root, 'deploy.yml'), 'utf8')
  const [, named = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? []
  const schema: unknown = JSON.parse(readFileSync(join(root, named), 'utf8'))
  const validate = new Ajv2020({ strict: false }).compile(Object(schema))
  expect([validate(parse(text)), validate.errors]).toEqual([true, null])
  expect(validate({ machines: [{ name: 'web', environmnt: {} }] })).toBe(false)
  const [said] = evaluateAll(folder, [{ root, file: 'deploy.yml' }])
  expect(said).toMatchObject({ machines: [{ name: 'web' }] })
}, 60_000)

test('writes nothing where another deployment file would be taken, with force neither', () => {
  const root = repository()
  writeFileSync(join(root, 'deploy.ts'), 'mine')
  expect(() => init(root, true, yaml)).toThrow(/has deploy\.ts already; .* which one is meant beside deploy\.yml/)
  expect(existsSync(join(root, 'deploy.yml'))).toBe(false)
})

test.each([
  { name: 'types', form: typescript },
  { name: 'a schema', form: yaml },
])('$name takes the place of an older one, and of nothing else', ({ form }) => {
  const root = repository()
  writeHelp(root, form)
  writeFileSync(join(root, form.help), `${form.begins} of an older version`)
  writeHelp(root, form)
  expect(readFileSync(join(root, form.help), 'utf8')).toBe(form.text())
  writeFileSync(join(root, form.help), 'mine')
  expect(() => writeHelp(root, form)).toThrow(/not written by Drover/)
  expect(() => writeHelp(join(root, 'nowhere'), form)).toThrow(/nowhere is not there/)
})
