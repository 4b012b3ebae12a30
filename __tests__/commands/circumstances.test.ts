import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contextFrom, holderFrom, provenanceFrom } from '../../src/commands/circumstances'

const folder = mkdtempSync(join(tmpdir(), 'drover-event-'))
afterAll(() => rmSync(folder, { recursive: true }))
const eventFile = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const runner = {
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: 'abc',
  GITHUB_REPOSITORY: 'octo/forum',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_RUN_ID: '7',
  GITHUB_ACTOR: 'ada',
}

test('a push', () => {
  const context = contextFrom(runner, 'production')
  expect(context).toEqual({
    stage: 'production',
    event: 'push',
    ref: 'refs/heads/main',
    sha: 'abc',
    pullRequest: null,
    repository: 'octo/forum',
  })
  expect(provenanceFrom(runner, context, { file: 'deploy.ts' })).toEqual({
    repository: 'octo/forum',
    sha: 'abc',
    ref: 'refs/heads/main',
    run: 'https://github.com/octo/forum/actions/runs/7',
    actor: 'ada',
    file: 'deploy.ts',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    drover: expect.stringMatching(/^\d+\.\d+\.\d+/),
  })
})

test('on a pull request the commit is the head’s, not the merge that nobody wrote', () => {
  const path = eventFile('pull.json', JSON.stringify({ pull_request: { number: 12, head: { sha: 'head' } } }))
  expect(contextFrom({ ...runner, GITHUB_EVENT_PATH: path }, 'pr-12')).toMatchObject({ sha: 'head', pullRequest: 12 })
})

test.each([
  { name: 'not JSON', text: '{' },
  { name: 'another event', text: '{"action":"created"}' },
])('a payload that is $name informs of nothing', ({ name, text }) => {
  const path = eventFile(`${name}.json`, text)
  expect(contextFrom({ ...runner, GITHUB_EVENT_PATH: path }, 'production')).toMatchObject({
    sha: 'abc',
    pullRequest: null,
  })
})

test('a terminal leaves out what it does not know', () => {
  const provenance = provenanceFrom({}, contextFrom({}, 'production'), { file: 'deploy.ts', fileHash: 'f' })
  expect(Object.keys(provenance).sort()).toEqual(['actor', 'drover', 'file', 'fileHash', 'time'])
})

test('of what is checked out a runner knows better', () => {
  const head = { sha: 'h', ref: 'refs/heads/topic', dirty: true }
  const on = (environment: NodeJS.ProcessEnv) =>
    provenanceFrom(environment, contextFrom(environment, 'production'), { file: 'deploy.ts' }, head)
  expect(on({})).toMatchObject(head)
  expect(on(runner)).toMatchObject({ sha: 'abc', ref: 'refs/heads/main' })
})

test('a holder is one line, whatever its name is', () => {
  expect(holderFrom({ time: 'T', file: 'f', actor: 'a\nb', run: 'https://x' })).toBe('a b, https://x, since T')
})
