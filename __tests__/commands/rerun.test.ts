import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from '../../src/commands/arguments/arguments'
import { runCommand } from '../../src/commands/run-command'
import { explain } from '../../src/report/explain'
import { report } from '../../src/report/reporter'
import { resultReporter } from '../../src/report/result'
import { allFailed, five, plan } from '../report/runs'

const folder = mkdtempSync(join(tmpdir(), 'drover-rerun-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const result = file('result.json', report(resultReporter, five))

test('deploys the machines of the result that did not get there, in its stage', () => {
  expect(readArguments(['rerun', result, '--json'], {})).toMatchObject({
    what: 'run',
    command: 'deploy',
    json: true,
    yes: false,
    options: { deployment: 'forum', stage: 'production', machines: 'balancer,forum-4' },
  })
})

const well = JSON.parse(
  report(
    resultReporter,
    five.filter(event => !('machine' in event) || event.machine === 'forum-3'),
  ),
)
const saved = {
  all: file('all.json', report(resultReporter, allFailed)),
  plan: file('plan.json', report(resultReporter, plan)),
  well: file('well.json', JSON.stringify({ ...well, machines: well.machines.slice(3, 4) })),
  none: file('none.json', JSON.stringify({ ...well, machines: [] })),
  text: file('text.json', 'changed: 4'),
}

test.each([
  { name: 'no file', argv: ['rerun'], says: /takes a file with the result/ },
  { name: 'two files', argv: ['rerun', result, result], says: /takes a file with the result/ },
  {
    name: 'a file that is not there',
    argv: ['rerun', '/nowhere.json'],
    says: /“\/nowhere.json” .*can't be read: .*ENOENT/,
  },
  {
    name: 'what is no result',
    argv: ['rerun', saved.text],
    says: /no result of Drover’s; expected what “drover deploy --j/,
  },
  {
    name: 'the result of a plan',
    argv: ['rerun', saved.plan],
    says: /the result of “plan”; expected that of a deploy/,
  },
  { name: 'a result in which all is well', argv: ['rerun', saved.well], says: /every machine in it got there/ },
  { name: 'a result without machines', argv: ['rerun', saved.none], says: /names no machine: .* Run “drover deploy”/ },
  {
    name: 'another stage',
    argv: ['rerun', result, '-s', 'pr-1'],
    says: /of the stage “production”, and not of “pr-1”/,
  },
  { name: 'machines', argv: ['rerun', result, '-m', 'a'], says: /“--machines” .*“drover rerun” does not take it/ },
])('refuses $name', ({ argv, says }) => {
  const asked = readArguments(argv, {})
  expect(asked.what === 'nothing' && asked.failures.map(explain)).toEqual([expect.stringMatching(says)])
})

test.each([
  {
    name: 'of another deployment',
    deployment: 'shop',
    says: /declares the deployment “shop”, .* run again is “forum”/,
  },
  {
    name: 'that lacks one of the machines',
    deployment: 'forum',
    says: /“balancer” selects no machine\. .*has other\./,
  },
])('touches nothing with a deployment file $name', async ({ deployment, says }) => {
  const root = mkdtempSync(join(folder, 'root-'))
  const machines = [{ name: 'other', environment: { type: 'container' }, system: {} }]
  writeFileSync(join(root, 'deploy.json'), JSON.stringify({ name: deployment, machines }))
  const asked = readArguments(['rerun', result, '-C', root], {})
  if (asked.what !== 'run') throw new Error(asked.what)
  const never = new AbortController().signal
  const { exit, voice } = await runCommand({
    command: asked.command,
    options: asked.options,
    listeners: [],
    mask: () => undefined,
    told: { signal: never, ends: never, exit: () => undefined },
  })
  expect(exit).toBe(2)
  expect(voice.run().failures.map(explain)).toEqual([expect.stringMatching(says)])
})
