import type { Place } from '../../src/github/place'
import { tellGitHub } from '../../src/github/tell'
import { viewOf } from '../../src/report/reporter'
import { resultReporter } from '../../src/report/result'
import { five, herd, hostile, plan } from '../report/runs'
import { secondaryRateLimit, serverError } from '../support/github/faults'
import { GitHub, type GitHubOptions } from '../support/github/github'
import { fork, own } from '../support/github/rights'
import { bot, now } from '../support/github/world'
import { placed } from './placed'

let github: GitHub
async function begin(options?: GitHubOptions) {
  github = new GitHub(options)
  await github.start()
}
beforeEach(() => begin())
afterEach(() => github.stop())

const view = (events: Parameters<typeof viewOf>[1]) => viewOf(resultReporter, events)
const push = () => ({ ...placed, api: github.url })
const pull = (): Place => ({ ...push(), command: 'plan', pullRequest: 3 })
const both = { checkRun: true, comment: true, driftIssue: false }
// A second of waiting takes a millisecond.
const tell = (run: Parameters<typeof tellGitHub>[0], place: Place, seconds = 60) =>
  tellGitHub(run, place, both, seconds, 1)

const planned = view([...plan, { type: 'herd-planned', digest: 'd0'.repeat(32), at: 2 }])

test('a run that is repeated updates its check run, and adds no annotation twice', async () => {
  expect(await tell(view(five), push())).toEqual([])
  const [check] = github.world.checkRuns
  expect(check).toMatchObject({
    name: 'drover / production',
    sha: placed.sha,
    conclusion: 'failure',
    detailsUrl: placed.run,
  })
  const count = check?.annotations.length
  expect(count).toBeGreaterThan(1)
  const second = { ...push(), run: placed.run.replace(/1$/, '2') }
  expect(await tell(view(five), second)).toEqual([])
  expect(github.world.checkRuns).toHaveLength(1)
  expect(check?.annotations).toHaveLength(count ?? 0)
  expect(check?.detailsUrl).toMatch(/attempts\/2$/)
})

test('where what was wrong is so no longer, a new check run stands in the place of the old', async () => {
  await tell(view(five), push())
  await tell(view(herd(2, 0, 0)), push())
  const [old, current] = github.world.checkRuns
  expect(current).toMatchObject({ name: old?.name, externalId: old?.externalId, conclusion: 'success' })
  expect(current?.annotations.filter(({ annotation_level }) => annotation_level === 'failure')).toEqual([])
})

test('annotations beyond fifty follow in batches', async () => {
  expect(await tell(view(herd(120, 120, 10)), push())).toEqual([])
  expect(github.world.checkRuns[0]?.annotations).toHaveLength(120)
  expect(github.asked.filter(operation => operation === 'checks/update')).toHaveLength(2)
}, 20_000)

test('a plan has one comment on the pull request, edited in place, whoever else writes there', async () => {
  github.world.pull({ number: 3, head: { ref: 'topic', sha: placed.sha } })
  await tell(planned, pull())
  const [ours] = github.world.comments
  expect(ours).toMatchObject({ issue: 3, author: bot, body: expect.stringMatching(/^<!-- drover \{/) })
  // Somebody's copy of it, put before ours on the first of several pages.
  const copies = Array.from({ length: 130 }, () => ({
    ...ours,
    id: github.world.id(),
    issue: 3,
    body: `${ours?.body}`,
    author: 'mallory',
    createdAt: now(),
    updatedAt: now(),
  }))
  github.world.comments.unshift(...copies)
  await tell(view(plan), pull())
  expect(github.world.comments.filter(({ author }) => author === bot)).toEqual([ours])
  expect(ours?.body).not.toContain('d0d0')
  expect(new Set(github.world.comments.filter(({ author }) => author === 'mallory').map(({ body }) => body)).size).toBe(
    1,
  )
}, 20_000)

test('what machines and users say makes no header', async () => {
  github.world.pull({ number: 3, head: { ref: 'topic', sha: placed.sha } })
  expect(await tell(view(hostile), pull())).toEqual([])
  expect(github.world.comments[0]?.body.match(/<!-- drover/g)).toHaveLength(1)
})

const { checks: _none, ...withoutChecks } = own

test.each([
  { name: 'only to write', rights: { ...own, checks: 'read' } as const },
  { name: 'altogether', rights: withoutChecks },
])('a right that is missing $name is named once for each report, and the others are made', async ({ rights }) => {
  await github.stop()
  await begin({ rights })
  github.world.pull({ number: 3, head: { ref: 'topic', sha: placed.sha } })
  expect(await tell(planned, pull())).toEqual([
    'The check run was not made: the token may not. Add “checks: write” to the job’s permissions.',
  ])
  expect(github.world.comments).toHaveLength(1)
})

test('on a pull request from a fork nothing is made, and nobody is told to give rights', async () => {
  await github.stop()
  await begin({ rights: fork })
  github.world.pull({ number: 3, head: { ref: 'topic', sha: placed.sha, repository: 'mallory/forum' } })
  const remarks = await tell(planned, { ...pull(), readOnly: true })
  expect(remarks).toHaveLength(2)
  expect(remarks.join()).not.toContain('permissions')
})

test('an answer that is lost makes nothing twice', async () => {
  github.world.pull({ number: 3, head: { ref: 'topic', sha: placed.sha } })
  github.faults.add('checks/create', { kind: 'lost-answer' })
  github.faults.add('issues/create-comment', { kind: 'lost-answer' })
  expect(await tell(planned, pull())).toEqual([])
  expect(github.world.checkRuns).toHaveLength(1)
  expect(github.world.comments).toHaveLength(1)
}, 20_000)

test('where GitHub stumbles or asks to wait, it is asked again', async () => {
  github.faults.add('checks/list-for-ref', serverError(), 2)
  github.faults.add('checks/create', secondaryRateLimit(7))
  expect(await tell(view(five), push())).toEqual([])
  expect(github.world.checkRuns).toHaveLength(1)
})

test('a GitHub that does not answer holds nobody up', async () => {
  github.faults.add('*', { kind: 'slow', ms: 900 })
  const began = Date.now()
  expect(await tell(view(five), push(), 0.3)).toEqual(['GitHub was not told of all: it did not take it within 0.3 s.'])
  expect(Date.now() - began).toBeLessThan(800)
})

test('a GitHub that is not there is no more than a remark', async () => {
  const place = { ...push(), api: 'http://127.0.0.1:9' }
  const [remark, ...rest] = await tell(view(five), place)
  expect(remark).toMatch(/^The check run was not made: /)
  expect(rest).toEqual([])
})

test('a GitHub Enterprise Server is asked below its path', async () => {
  await github.stop()
  await begin({ basePath: '/api/v3' })
  expect(await tell(view(five), push())).toEqual([])
  expect(github.world.checkRuns).toHaveLength(1)
})
