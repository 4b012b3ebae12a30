import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { commandWords } from '../src/commands/arguments/command-table'
import { inputsSchema } from '../src/commands/inputs'

const described = z.object({ description: z.string().min(20), default: z.string().optional() })
const action = z
  .object({ inputs: z.record(z.string(), described), outputs: z.record(z.string(), described) })
  .parse(parse(readFileSync('action.yml', 'utf8')))
const readme = readFileSync('README.md', 'utf8')

test('names every command of the action and of the terminal', () => {
  const [, row = ''] = /^\| `command` \|(.*)$/m.exec(readme) ?? []
  for (const name of inputsSchema.shape.command.unwrap().options) expect(row).toContain(`\`${name}\``)
  const [, section = ''] = readme.split('\n## From a terminal\n')
  const named = [...(section.split('\n## ')[0] ?? '').matchAll(/`(?:drover )?([a-z]+)`/g)].map(([, name]) => name)
  expect(named).toEqual(expect.arrayContaining([...commandWords]))
})

const workflows = ['.github/workflows', 'examples/workflows'].flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.yml'))
    .map(name => join(folder, name)),
)
const fenced = [...readme.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => text)
const all = [
  ...workflows.map(name => ({ name, text: readFileSync(name, 'utf8') })),
  ...fenced.map((text, index) => ({ name: `README.md, workflow ${index + 1}`, text })),
]

const workflow = z.object({
  permissions: z.object({}).strict(),
  jobs: z.record(z.string(), z.object({ permissions: z.record(z.string(), z.string()), steps: z.array(z.unknown()) })),
})
const step = z.object({ uses: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() })

test('shows a workflow', () => {
  expect(fenced).not.toEqual([])
})

test.each(all)('$name gives no right away, and pins what it uses', ({ text }) => {
  const { jobs } = workflow.parse(parse(text))
  for (const line of text.split('\n').filter(line => line.includes('uses:')))
    expect(line).toMatch(
      /uses: ((actions|github|ossf|zizmorcore)\/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|OWNER\/drover@COMMIT # v\d+\.\d+\.\d+|\.\/)$/,
    )
  for (const { uses, with: inputs = {} } of Object.values(jobs).flatMap(job => job.steps.map(each => step.parse(each))))
    if (uses?.startsWith('OWNER/drover@'))
      expect(Object.keys(inputs).filter(name => !Object.hasOwn(action.inputs, name))).toEqual([])
})

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'examples/workflows/README.md',
  ...readdirSync('docs').map(name => `docs/${name}`),
]

test.each(pages.filter(name => name.endsWith('.md')))('the links of %s lead somewhere', page => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, to = '']) => to)
  expect(links.filter(to => !existsSync(join(dirname(page), to)))).toEqual([])
})
