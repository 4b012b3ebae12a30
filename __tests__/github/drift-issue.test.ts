import type { Event } from '../../src/event'
import { tellGitHub } from '../../src/github/tell'
import type { Outcome } from '../../src/outcome'
import { viewOf } from '../../src/report/reporter'
import { resultReporter } from '../../src/report/result'
import { started, timed } from '../report/runs'
import { GitHub } from '../support/github/github'
import { own } from '../support/github/rights'
import { placed } from './placed'

let github: GitHub
beforeEach(async () => {
  github = new GitHub()
  await github.start()
})
afterEach(() => github.stop())

const outcomesOf = (run: Outcome, ...machines: readonly Outcome[]) =>
  viewOf(
    resultReporter,
    timed([
      started('check', ['a', 'b']),
      ...machines.map(
        (outcome, index): Event => ({ type: 'machine-ended', machine: index === 0 ? 'a' : 'b', outcome, seconds: 1 }),
      ),
      { type: 'run-ended', outcome: run, exit: 0, seconds: 1 },
    ]),
  )

const drift = outcomesOf('drifted', 'drifted', 'unchanged')
const well = outcomesOf('unchanged', 'unchanged', 'unchanged')
const unseen = outcomesOf('failed', 'failed', 'unchanged')

const check = (run: typeof drift, key = placed.key) =>
  tellGitHub(
    run,
    { ...placed, api: github.url, command: 'check', key },
    { checkRun: false, comment: false, driftIssue: true },
    60,
    1,
  )

test('one issue is open while there is drift, and closed when all machines were seen without', async () => {
  expect(await check(drift)).toEqual([])
  expect(await check(drift)).toEqual([])
  expect(github.world.issues).toMatchObject([
    {
      title: 'Drift: forum (production)',
      state: 'open',
      labels: ['drover-drift'],
      body: expect.stringContaining('drifted'),
    },
  ])
  await check(unseen)
  expect(github.world.issues).toMatchObject([{ state: 'open' }])
  await check(well)
  expect(github.world.issues).toMatchObject([{ state: 'closed', reason: 'completed' }])
  await check(drift)
  expect(github.world.issues.map(({ state }) => state)).toEqual(['closed', 'open'])
}, 20_000)

test('neither another deployment’s issue nor a person’s copy is touched', async () => {
  await check(drift, 'other')
  const [other] = github.world.issues
  github.world.issue({
    title: 'x',
    body: other?.body.replace('other', placed.key) ?? '',
    labels: ['drover-drift'],
    author: 'mallory',
  })
  await check(well)
  expect(github.world.issues.map(({ state }) => state)).toEqual(['open', 'open'])
}, 20_000)

test('nothing is asked for where there is no drift to tell of', async () => {
  await check(well)
  await check(unseen)
  expect(github.world.issues).toEqual([])
})

test('an issue is opened once, also where the answer is lost', async () => {
  github.faults.add('issues/create', { kind: 'lost-answer' })
  expect(await check(drift)).toEqual([])
  expect(github.world.issues).toHaveLength(1)
}, 20_000)

test('the right that is missing is named', async () => {
  github.rights = { ...own, issues: 'read' }
  expect(await check(drift)).toEqual([
    'The issue about drift was not made: the token may not. Add “issues: write” to the job’s permissions.',
  ])
})
