import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Event } from '../src/event'
import { sharedDist } from './support/bundle'
import { inputVariables, readActionFile } from './support/runner/action-file'
import { runAction } from './support/runner/job'
import { Masker } from './support/runner/masker'
import { runStep } from './support/runner/step'

const workspace = mkdtempSync(join(tmpdir(), 'drover-post-'))
const valid = `import { container, machine, system } from 'drover'
export default [machine({ name: 'z', environment: container({}), system: system({ hostName: 'z' }) })]
`
const declare = (text: string) => writeFileSync(join(workspace, 'deploy.ts'), text)
afterAll(() => rmSync(workspace, { recursive: true, force: true }))
beforeAll(() => void sharedDist(), 120_000)

const inputs = { command: 'validate' }

test('has nothing to do where the main part has reported', async () => {
  declare(valid)
  const { exit, state, post } = await runAction({ workspace, inputs })
  expect({ exit, reported: state.reported }).toEqual({ exit: 0, reported: 'true' })
  expect(post).toMatchObject({ exit: 0, log: '', summary: '' })
}, 30_000)

test('reports a run that was killed before it knew its machines', async () => {
  declare("console.log('loading'); setInterval(() => {}, 1000); await new Promise(() => {}); export default []")
  const { exit, summary, post } = await runAction({
    workspace,
    inputs,
    when: { says: 'loading', act: ({ kill }) => kill('SIGKILL') },
  })
  expect([exit, summary]).toEqual([137, ''])
  expect(post).toMatchObject({ exit: 0, summary: expect.stringContaining('Cancelled') })
  expect(post?.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining('Cancelled') }])
}, 30_000)

const started: Event = {
  type: 'run-started',
  format: 1,
  command: 'deploy',
  deployment: 'forum',
  stage: 'production',
  provenance: { time: '2026-11-27T10:00:00.000Z', file: 'deploy.ts' },
  machines: ['a', 'b', 'c'].map(name => ({ name, environment: 'managed-host', origin: [], after: [] })),
}
const phase = (machine: string, phase: 'plan' | 'apply'): Event => ({ type: 'phase-entered', machine, phase })
const wasChanged: Event = { type: 'machine-ended', machine: 'a', outcome: 'changed', seconds: 3 }

async function postOf(events: readonly Event[], tail = '') {
  const path = join(workspace, 'events.ndjson')
  const lines = [{ events: 'drover', format: 1 }, ...events.map((event, at) => ({ ...event, at }))]
  writeFileSync(path, `${lines.map(line => JSON.stringify(line)).join('\n')}\n${tail}`)
  const environment = {
    ...inputVariables(readActionFile(), {}, ''),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: workspace,
  }
  const run = await runStep({
    script: join(sharedDist(), 'post.js'),
    folder: join(workspace, 'files'),
    cwd: workspace,
    environment: { ...environment, PATH: process.env.PATH ?? '', STATE_events: path },
    masker: new Masker([]),
  })
  return { ...run, events: readFileSync(path, 'utf8') }
}

const outcomes = (outputs: Readonly<Record<string, string>>) =>
  JSON.parse(outputs.result ?? '').machines.map((machine: { outcome: string | null }) => machine.outcome)

test('says of each machine no more than is known', async () => {
  declare(valid)
  const { exit, outputs, summary, events } = await postOf(
    [started, phase('a', 'apply'), wasChanged, phase('b', 'apply'), phase('c', 'plan')],
    '{"type":"step-star',
  )
  expect([exit, outcomes(outputs), outputs.outcome]).toEqual([1, ['changed', 'unknown', 'cancelled'], 'unknown'])
  expect(summary).toContain('the deployment file no longer declares it')
  expect(events.trim().split('\n').at(-1)).toMatch(/^\{"type":"run-ended","outcome":"unknown","exit":5/)
}, 30_000)

test('nothing says how a machine is that can’t be looked up', async () => {
  declare('throw new Error("not today")')
  const { exit, outputs } = await postOf([started, wasChanged, phase('b', 'apply')])
  expect([exit, outcomes(outputs)]).toEqual([1, ['changed', 'unknown', 'cancelled']])
  expect(outputs.result).toContain('not today')
}, 30_000)

test('a run that had ended is only reported', async () => {
  const ended: Event = { type: 'run-ended', outcome: 'failed', exit: 1, seconds: 9 }
  const { exit, log, summary, events } = await postOf([started, wasChanged, ended])
  expect({ exit, log, summary }).toMatchObject({ exit: 0, log: '', summary: expect.stringContaining('failed') })
  expect(events.match(/run-ended/g)).toHaveLength(1)
}, 30_000)
