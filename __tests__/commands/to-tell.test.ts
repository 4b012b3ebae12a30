import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseInputs } from '../../src/commands/read-inputs'
import { announcement, toTell } from '../../src/commands/to-tell'
import type { Event } from '../../src/event'

const folder = mkdtempSync(join(tmpdir(), 'drover-place-'))
afterAll(() => rmSync(folder, { recursive: true }))

const runner = {
  GITHUB_API_URL: 'https://ghe.example.org/api/v3/',
  GITHUB_REPOSITORY: 'octo/forum',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_RUN_ID: '7',
  GITHUB_SERVER_URL: 'https://ghe.example.org',
  GITHUB_SHA: 'a'.repeat(40),
}

function told(inputs: Readonly<Record<string, string>>, environment: NodeJS.ProcessEnv = {}) {
  const read = parseInputs({ token: 'ghs_1', ...inputs })
  if (!read.ok) throw new Error(JSON.stringify(read.failures))
  return toTell({ ...runner, ...environment }, read.inputs)
}

/** The variables of a run on a pull request. */
function pull(from: string | null, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const path = join(folder, 'event.json')
  const repo = from === null ? null : { full_name: from }
  writeFileSync(path, JSON.stringify({ pull_request: { number: 12, head: { sha: 'b'.repeat(40), repo } } }))
  return { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: path, ...more }
}

test('a push is told of on its commit, on the server that the runner names', () => {
  expect(told({})).toMatchObject({
    place: {
      api: 'https://ghe.example.org/api/v3',
      sha: 'a'.repeat(40),
      pullRequest: null,
      readOnly: false,
      run: 'https://ghe.example.org/octo/forum/actions/runs/7/attempts/2',
    },
    wanted: { checkRun: true, comment: false, driftIssue: false },
  })
})

test('a pull request is told of on its head, and not on the merge', () => {
  expect(told({ command: 'plan' }, pull('octo/forum'))).toMatchObject({
    place: { sha: 'b'.repeat(40), pullRequest: 12, readOnly: false },
    wanted: { comment: true },
  })
})

test.each([
  { name: 'from a fork', from: 'mallory/forum', more: {} },
  { name: 'from a fork that is gone', from: null, more: {} },
  { name: 'of Dependabot', from: 'octo/forum', more: { GITHUB_ACTOR: 'dependabot[bot]' } },
])('a pull request $name has a token that may only read', ({ from, more }) => {
  expect(told({}, pull(from, more))?.place.readOnly).toBe(true)
})

test.each([
  { name: 'a token', environment: {}, inputs: { token: '' } },
  { name: 'a server', environment: { GITHUB_API_URL: undefined }, inputs: {} },
  { name: 'a repository', environment: { GITHUB_REPOSITORY: undefined }, inputs: {} },
  { name: 'a commit', environment: { GITHUB_SHA: undefined }, inputs: {} },
])('nothing is told without $name', ({ environment, inputs }) => {
  expect(told(inputs, environment)).toBeUndefined()
})

test('runs of other files, stages, machines and shards are other things', () => {
  const keys = [{}, { file: 'a.ts' }, { stage: 'pr-1' }, { machines: 'web' }, { shard: '1/2' }, { shard: '2/2' }]
  expect(new Set(keys.map(inputs => told(inputs)?.place.key)).size).toBe(keys.length)
  expect(told({})?.place.key).toBe(told({ command: 'plan' })?.place.key)
})

test.each([
  { inputs: { 'check-run': 'false' }, wanted: { checkRun: false } },
  { inputs: { command: 'status' }, wanted: { checkRun: false } },
  { inputs: { command: 'plan', comment: 'false' }, wanted: { comment: false } },
  { inputs: { command: 'rehearse' }, wanted: { comment: true } },
  { inputs: { command: 'check', 'drift-issue': 'true' }, wanted: { driftIssue: true } },
  {
    inputs: { environment: 'pr-12', url: 'https://pr-12.example.org' },
    wanted: { environment: { name: 'pr-12', url: 'https://pr-12.example.org' } },
  },
])('$inputs', ({ inputs, wanted }) => {
  expect(told(inputs)?.wanted).toMatchObject(wanted)
})

test.each([
  { name: 'a plan', inputs: { command: 'plan' } },
  { name: 'a dry run', inputs: { command: 'destroy', 'dry-run': 'true' } },
])('$name is no deployment to an environment, and takes none down', ({ inputs }) => {
  expect(told({ ...inputs, environment: 'pr-12' })?.wanted).not.toHaveProperty('environment')
})

test.each([
  { inputs: {}, takenDown: 'stage' },
  { inputs: { machines: 'web' }, takenDown: 'part' },
  { inputs: { shard: '1/2' }, takenDown: 'part' },
])('destroy of $inputs takes down the $takenDown', ({ inputs, takenDown }) => {
  const { environment } = told({ command: 'destroy', environment: 'pr-12', ...inputs })?.wanted ?? {}
  expect(environment).toMatchObject({ takenDown })
})

test('an address of another kind is none, and drift is told of by check alone', () => {
  expect(parseInputs({ url: 'javascript:alert(1)' })).toMatchObject({ ok: false, failures: [{ input: 'url' }] })
  expect(parseInputs({ 'drift-issue': 'true' })).toMatchObject({ ok: false, failures: [{ input: 'drift-issue' }] })
})

describe('the announcement', () => {
  const started: Event = {
    type: 'run-started',
    format: 1,
    command: 'deploy',
    deployment: 'forum',
    stage: 'live',
    protected: true,
    provenance: { time: 't', file: 'deploy.ts' },
    machines: [],
  }
  const heard = async (inputs: Readonly<Record<string, string>> | undefined, events: readonly Event[]) => {
    const tell = jest.fn(async () => ['a remark'])
    const { hear, remarks } = announcement(inputs && told(inputs), tell)
    events.forEach(hear)
    return { remarks: await remarks(), tell }
  }

  test('is made when the deployment file is read, with what that says', async () => {
    const { remarks, tell } = await heard({ environment: 'live' }, [started])
    expect(remarks).toEqual(['a remark'])
    expect(tell).toHaveBeenCalledWith(
      expect.objectContaining({ stage: 'production' }),
      expect.objectContaining({ name: 'live' }),
      expect.objectContaining({ protected: true }),
    )
  })

  test.each([
    { name: 'where no environment is named', inputs: {}, events: [started] },
    { name: 'where there is no GitHub', inputs: undefined, events: [started] },
    { name: 'of what is taken down', inputs: { command: 'destroy', environment: 'live' }, events: [started] },
    { name: 'of a file that could not be read', inputs: { environment: 'live' }, events: [] },
  ])('is not made $name', async ({ inputs, events }) => {
    const { remarks, tell } = await heard(inputs, events)
    expect(remarks).toEqual([])
    expect(tell).not.toHaveBeenCalled()
  })
})
