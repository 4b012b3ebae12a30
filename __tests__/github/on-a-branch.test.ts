import { whyOnNoBranch } from '../../src/github/on-a-branch'
import { GitHub } from '../support/github/github'

const commit = 'b'.repeat(40)
let github: GitHub
beforeEach(async () => {
  github = new GitHub()
  await github.start()
})
afterEach(() => github.stop())

const why = (of = commit) =>
  whyOnNoBranch(
    { api: github.url, repository: 'octo/forum', token: 'ghs_emulated' },
    of,
    new AbortController().signal,
    1,
  )

test('the newest commit of a branch is the repository’s own', async () => {
  github.world.branches.push({ name: 'topic', sha: commit, protected: false })
  expect(await why()).toBeUndefined()
  expect(github.asked).toEqual(['repos/list-branches-for-head-commit'])
})

test('so is one that the main branch has', async () => {
  github.world.comparisons.set(`main...${commit}`, 'behind')
  expect(await why()).toBeUndefined()
})

test.each(['ahead', 'diverged'] as const)('one that is %s, as a fork’s, is not', async status => {
  github.world.comparisons.set(`main...${commit}`, status)
  expect(await why()).toBe('it is the newest commit of no branch of octo/forum, and main does not have it')
})

test('nor is one of which nobody can tell', async () => {
  expect(await why()).toMatch(/is not known: GitHub answered 404, .*“contents: read”/)
})
