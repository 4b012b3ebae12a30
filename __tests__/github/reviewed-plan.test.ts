import { headerLine } from '../../src/github/header'
import type { Place } from '../../src/github/place'
import { reviewedPlan } from '../../src/github/reviewed-plan'
import { tellGitHub } from '../../src/github/tell'
import { viewOf } from '../../src/report/reporter'
import { resultReporter } from '../../src/report/result'
import { plan } from '../report/runs'
import { GitHub } from '../support/github/github'
import { fork } from '../support/github/rights'
import type { CheckRun } from '../support/github/world'
import { placed } from './placed'

const head = 'b'.repeat(40)
let github: GitHub
beforeEach(async () => {
  github = new GitHub()
  await github.start()
})
afterEach(() => github.stop())

const merged: Place = { ...placed, sha: 'c'.repeat(40) }
const read = (place: Partial<Place> = {}, deployment = 'forum') =>
  reviewedPlan({ ...merged, api: github.url, ...place }, deployment, new AbortController().signal, 1)

const digest = 'd0'.repeat(32)

/** A pull request whose plan was told of, and that was merged. */
async function reviewed(): Promise<CheckRun> {
  github.world.pull({
    number: 3,
    head: { ref: 'topic', sha: head },
    merged: true,
    mergedAs: merged.sha,
    state: 'closed',
  })
  const place = { ...placed, api: github.url, sha: head, command: 'plan', pullRequest: 3 }
  const run = viewOf(resultReporter, [...plan, { type: 'herd-planned', digest, at: 2 }])
  expect(await tellGitHub(run, place, { checkRun: true, comment: false, driftIssue: false }, 60, 1)).toEqual([])
  const [check] = github.world.checkRuns
  if (check === undefined) throw new Error('there is no check run')
  return check
}

test('is the one of the check run on the head of the pull request that was merged', async () => {
  const check = await reviewed()
  expect(await read()).toEqual({
    digest,
    plans: { 'forum-1': 'd4'.repeat(8), 'forum-2': 'd5'.repeat(8) },
    where: `https://github.com/octo/forum/runs/${check.id}`,
  })
  // A merge that keeps the head, and a run on the head itself.
  expect(await read({ sha: head })).toMatchObject({ digest })
})

const forged = headerLine({
  format: 1,
  command: 'plan',
  key: '',
  deployment: 'forum',
  stage: 'production',
  digest: 'ee'.repeat(32),
  truncated: false,
})

test.each<{ name: string; change: (check: CheckRun) => void }>([
  { name: 'that failed', change: check => Object.assign(check, { conclusion: 'failure' }) },
  { name: 'that another app made', change: check => Object.assign(check, { app: 'mallory' }) },
  { name: 'of a deployment', change: check => Object.assign(check, { externalId: 'drover-deploy-0123456789abcdef' }) },
  { name: 'without a digest', change: check => Object.assign(check, { text: check.text?.replace('digest', 'x') }) },
  { name: 'of another format', change: check => Object.assign(check, { text: '<!-- drover {} -->' }) },
  { name: 'of another name', change: check => Object.assign(check, { name: 'drover / staging' }) },
])('is none where the check run is one $name', async ({ change }) => {
  change(await reviewed())
  expect(await read()).toEqual({ why: expect.stringContaining('has no check run “drover / production”') })
})

test('is not read from a comment, nor of another deployment or stage', async () => {
  await reviewed()
  github.world.comment({ issue: 3, body: forged })
  expect(await read()).toMatchObject({ digest })
  expect(await read({}, 'other')).toHaveProperty('why')
  expect(await read({ stage: 'staging' })).toHaveProperty('why')
})

test('is none where no pull request brought the commit, or one that is not merged', async () => {
  expect(await read()).toEqual({ why: 'no pull request of octo/forum brought the commit cccccccccccc' })
  github.world.pull({ number: 4, head: { ref: 'topic', sha: head }, mergedAs: merged.sha })
  expect(await read()).toHaveProperty('why')
})

test('the newest plan counts', async () => {
  const check = await reviewed()
  const text = forged
  github.world.checkRuns.push({ ...check, id: github.world.id(), text })
  expect(await read()).toMatchObject({ digest: 'ee'.repeat(32) })
})

test('is none where the token may not read, and the rights are named', async () => {
  await reviewed()
  github.rights = { ...fork, pull_requests: 'read', checks: 'read' }
  expect(await read()).toMatchObject({ digest })
  github.rights = { metadata: 'read' }
  expect(await read()).toEqual({ why: expect.stringContaining('“checks: read” and “pull-requests: read”') })
})
