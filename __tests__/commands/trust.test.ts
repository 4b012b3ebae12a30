import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCommandLine } from '../../src/commands/arguments/command-line'
import { optionsFrom } from '../../src/commands/arguments/options-from'
import { refuseForeignCommit } from '../../src/commands/trust'
import { voice } from '../../src/commands/voice'
import { DroverError, failureOf } from '../../src/failure'
import { temporaryFolder, writeFiles } from '../support/deployment-child'
import { GitHub } from '../support/github/github'

const folder = temporaryFolder()
const git = (...words: readonly string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words], {
    encoding: 'utf8',
  }).trim()
let head = ''
let github: GitHub
beforeAll(() => {
  writeFiles(folder, { 'deploy.ts': '' })
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'x')
  head = git('rev-parse', 'HEAD')
})
beforeEach(async () => {
  github = new GitHub()
  await github.start()
})
afterEach(() => github.stop())

interface Given {
  readonly command?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly keys?: boolean
  readonly token?: string
}

/** The refusal, on a runner whose run is of another commit than the one that is checked out. */
async function refusal({ command = 'deploy', environment = {}, keys = false, token = 'ghs_emulated' }: Given) {
  const runner = {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'octo/forum',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: 'd'.repeat(40),
    ...environment,
  }
  const { options } = optionsFrom(readCommandLine(['-C', folder]), runner)
  const { signal } = new AbortController()
  const session = {
    command,
    options: { ...options, token, keys: keys ? [{ source: 'ssh-key', text: 'a key' }] : [] },
    voice: voice([]),
    signal,
    ends: signal,
    mask: () => undefined,
  }
  try {
    await refuseForeignCommit(session)
    return undefined
  } catch (error) {
    if (error instanceof DroverError) return failureOf(error)
    throw error
  }
}

test('a commit that is on no branch is refused, whatever event the run says it is of', async () => {
  github.world.comparisons.set(`main...${head}`, 'diverged')
  for (const event of ['push', 'pull_request_target', 'workflow_run'])
    expect(await refusal({ environment: { GITHUB_EVENT_NAME: event } })).toMatchObject({
      code: 'foreign-commit',
      commit: head,
      why: expect.stringContaining('no branch of octo/forum'),
    })
})

test('one that is on a branch is not', async () => {
  github.world.branches.push({ name: 'topic', sha: head, protected: false })
  expect(await refusal({})).toBeUndefined()
})

test.each<{ name: string; given: () => Given }>([
  { name: 'the commit of a push', given: () => ({ environment: { GITHUB_SHA: head } }) },
  { name: 'a terminal', given: () => ({ environment: { GITHUB_ACTIONS: '' } }) },
  { name: 'what asks no machine, without a key', given: () => ({ command: 'diff' }) },
])('nobody is asked about $name', async ({ given }) => {
  expect(await refusal(given())).toBeUndefined()
  expect(github.asked).toEqual([])
})

/** The event of a pull request that was merged from a branch that is gone since: the run is of the main branch. */
const closed = (name: string, repository: string | null, sha = head) => {
  const GITHUB_EVENT_PATH = join(folder, '.git', 'event.json')
  const pull = { number: 7, head: { sha, repo: repository === null ? null : { full_name: repository } } }
  writeFileSync(GITHUB_EVENT_PATH, JSON.stringify({ action: 'closed', pull_request: pull }))
  return { command: 'destroy', environment: { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH } }
}

test('the head of a pull request of the repository is its own, also when its branch is gone', async () => {
  expect(await refusal(closed('pull_request', 'octo/forum'))).toBeUndefined()
  expect(github.asked).toEqual([])
})

test.each([
  { name: 'a fork’s', given: () => closed('pull_request', 'mallory/forum') },
  { name: 'that of a fork that is gone', given: () => closed('pull_request', null) },
  { name: 'another commit than the head', given: () => closed('pull_request', 'octo/forum', 'e'.repeat(40)) },
  { name: 'one that another event names', given: () => closed('pull_request_target', 'octo/forum') },
])('$name is asked for', async ({ given }) => {
  github.world.comparisons.set(`main...${head}`, 'diverged')
  expect(await refusal(given())).toMatchObject({ code: 'foreign-commit' })
})

test('with a key at hand not even a comparison reads it', async () => {
  github.world.comparisons.set(`main...${head}`, 'ahead')
  expect(await refusal({ command: 'diff', keys: true })).toMatchObject({ code: 'foreign-commit' })
})

test('who can’t ask does not know, and is refused', async () => {
  expect(await refusal({ token: '' })).toMatchObject({
    code: 'foreign-commit',
    why: expect.stringContaining('no token'),
  })
})
