import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { actionWith, inputsPage, readmeWith } from '../../../src/commands/arguments/documented'
import { inputsSchema } from '../../../src/commands/inputs'
import { parseInputs } from '../../../src/commands/read-inputs'
import { outputWords } from '../../../src/report/output-words'
import { outputsOf } from '../../../src/report/outputs'
import { emptyRun } from '../../../src/report/run'

const read = (name: string) => readFileSync(name, 'utf8')

test.each([
  { name: 'action.yml', written: actionWith(read('action.yml')) },
  { name: 'README.md', written: readmeWith(read('README.md')) },
  { name: 'docs/inputs.md', written: inputsPage() },
])('$name says of inputs and outputs what the sources tell (npm run docs)', ({ name, written }) => {
  expect(read(name)).toBe(written)
})

test('writes anew whatever stood there, and nothing beside it', () => {
  const readme = read('README.md')
  expect(readmeWith(readme.replace(/^\| `stage`.*\n/m, '').replace('| `outcome` |', '| `income` |'))).toBe(readme)
  const action = read('action.yml')
  expect(actionWith(action.replace(/^ {2}stage:\n/m, '  stages:\n\n'))).toBe(action)
})

const described = z.record(z.string(), z.object({ description: z.string().min(20), default: z.string().optional() }))
const action = z
  .object({
    name: z.string(),
    description: z.string().max(125),
    branding: z.object({ icon: z.string(), color: z.string() }),
    inputs: described,
    outputs: described,
    runs: z.object({
      using: z.literal('node24'),
      main: z.literal('dist/index.js'),
      post: z.literal('dist/post.js'),
      'post-if': z.literal('always()'),
    }),
  })
  .parse(parse(read('action.yml')))

test('the defaults of action.yml are those of the schema', () => {
  const { token, ...rest } = action.inputs
  const written = Object.fromEntries(Object.entries(rest).map(([name, input]) => [name, input.default]))
  expect(parseInputs(written)).toEqual(parseInputs({}))
  expect(token?.default).toBe(`\${{ github.token }}`)
})

test('all inputs and outputs are there, in order', () => {
  expect(Object.keys(action.inputs)).toEqual(Object.keys(inputsSchema.shape))
  expect(Object.keys(action.outputs)).toEqual(Object.keys(outputWords))
  expect([...Object.keys(outputsOf(emptyRun)), 'summary-file']).toEqual(Object.keys(outputWords))
})

test('a text for action.yml has neither links nor marks of code', () => {
  for (const { description } of Object.values({ ...action.inputs, ...action.outputs }))
    expect(description).not.toMatch(/`|\]\(/)
})
