import type { Place } from '../../src/github/place'
import { announce, tellGitHub, type Wanted } from '../../src/github/tell'
import { viewOf } from '../../src/report/reporter'
import { resultReporter } from '../../src/report/result'
import { five, herd } from '../report/runs'
import { GitHub } from '../support/github/github'
import { own } from '../support/github/rights'
import { onPage } from './on-page'
import { placed } from './placed'

let github: GitHub
beforeEach(async () => {
  github = new GitHub()
  await github.start()
})
afterEach(() => github.stop())

const environment = { name: 'pr-12', url: 'https://pr-12.example.org' }
const preview = (run: number): Place => ({
  ...placed,
  api: github.url,
  stage: 'pr-12',
  pullRequest: 12,
  run: `https://github.com/octo/forum/actions/runs/${run}`,
})
const well = viewOf(resultReporter, herd(2, 0, 0))
const end = (run: typeof well, place: Place, takenDown?: 'stage' | 'part') => {
  const wanted: Wanted = {
    checkRun: false,
    comment: false,
    driftIssue: false,
    environment: { ...environment, ...(takenDown && { takenDown }) },
  }
  return tellGitHub(run, place, wanted, 60, 1)
}
const states = () => github.world.deployments.map(({ statuses }) => statuses.map(({ state }) => state))

test('a preview is in progress, then there, and its forerunner is inactive', async () => {
  expect(await announce(preview(1), environment, {}, 60, 1)).toEqual([])
  expect(await end(well, preview(1))).toEqual([])
  expect(states()).toEqual([['in_progress', 'success']])
  expect(github.world.deployments).toMatchObject([
    { environment: 'pr-12', sha: placed.sha, transient: true, production: false },
  ])
  expect(github.world.deployments[0]?.statuses[1]).toMatchObject({
    environmentUrl: environment.url,
    logUrl: preview(1).run,
    description: '● changed: deploy of forum (production)',
  })
  await end(well, preview(2))
  expect(states()).toEqual([['in_progress', 'success', 'inactive'], ['success']])
  await end(well, preview(3), 'stage')
  expect(states()).toEqual([
    ['in_progress', 'success', 'inactive'],
    ['success', 'inactive'],
  ])
}, 20_000)

test('one that failed leaves its forerunner as it is', async () => {
  await end(well, preview(1))
  await end(viewOf(resultReporter, five), preview(2))
  expect(states()).toEqual([['success'], ['failure']])
}, 20_000)

test('others’ deployments to the environment are left alone', async () => {
  await end(well, { ...preview(1), key: 'other' })
  await end(well, preview(2))
  expect(states()).toEqual([['success'], ['success']])
}, 20_000)

test('waits for no check, and merges nothing', async () => {
  github.world.comparisons.set(`main...${placed.sha}`, 'behind')
  const wanted: Wanted = {
    checkRun: true,
    comment: false,
    driftIssue: false,
    environment,
  }
  // Its own check run says that it failed, and is there first.
  expect(await tellGitHub(viewOf(resultReporter, five), preview(1), wanted, 60, 1)).toEqual([])
  expect(states()).toEqual([['failure']])
}, 20_000)

test('is made once, also where the answer is lost', async () => {
  github.faults.add('repos/create-deployment', { kind: 'lost-answer' })
  expect(await end(well, preview(1))).toEqual([])
  expect(states()).toEqual([['success']])
}, 20_000)

test('the right that is missing is named', async () => {
  github.rights = { ...own, deployments: 'read' }
  expect(await announce(preview(1), environment, {}, 60, 1)).toEqual([
    'The deployment on GitHub was not made: the token may not. Add “deployments: write” to the job’s permissions.',
  ])
})

test.each([
  { name: 'the deployment file’s address', input: undefined, shown: 'https://file.example.org' },
  { name: 'the input before it', input: 'https://input.example.org', shown: 'https://input.example.org' },
])('shows $name', async ({ input, shown }) => {
  const run = { ...well, url: 'https://file.example.org' }
  const wanted = { checkRun: false, comment: false, driftIssue: false }
  const place = preview(1)
  await tellGitHub(run, place, { ...wanted, environment: { name: 'pr-12', url: input } }, 60, 1)
  const [deployment] = github.world.deployments
  expect(deployment).toMatchObject({ transient: true, production: false })
  expect(deployment?.statuses.map(({ state, environmentUrl }) => [state, environmentUrl])).toEqual([['success', shown]])
})

const going = { name: 'pr-12', url: undefined }
const refused = viewOf(resultReporter, [
  ...herd(1, 0, 0).filter(({ type }) => type === 'run-started'),
  { type: 'run-failed', failure: { code: 'protected-stage', stage: 'pr-12', protects: ['pr-*'] }, at: 1 },
  { type: 'run-ended', outcome: 'refused', exit: 4, seconds: 1, at: 1 },
])

test('taking down that failed is said of what stands, by a deployment that is there: none is made for it', async () => {
  onPage(github, preview(1), ['success'])
  const failed = viewOf(resultReporter, five)
  await end(failed, preview(2), 'stage')
  expect(states()).toEqual([['success', 'failure']])
  expect(github.world.deployments[0]?.statuses[1]).toMatchObject({
    logUrl: preview(2).run,
    environmentUrl: environment.url,
  })
  // It stands still, and the next that goes well takes it away.
  await end(well, preview(3), 'stage')
  expect(states()).toEqual([['success', 'failure', 'inactive']])
  await end(failed, preview(4), 'stage')
  expect(states()).toEqual([['success', 'failure', 'inactive']])
}, 20_000)

test('of a stage that never was deployed, nothing is made, however taking it down ends', async () => {
  await end(viewOf(resultReporter, five), preview(1), 'stage')
  await end(well, preview(2), 'stage')
  expect(states()).toEqual([])
})

test('where nothing was begun, what stands is left as it is', async () => {
  onPage(github, preview(1), ['success'])
  await end(refused, preview(2), 'stage')
  expect(states()).toEqual([['success']])
})

test('the whole stage takes its shards along, and a part of it leaves the others', async () => {
  const shard = (part: string) => ({ ...preview(1), part, key: `shard ${part}` })
  onPage(github, shard('1/2'), ['success'])
  onPage(github, shard('2/2'), ['success'])
  onPage(github, { ...shard('1/2'), stage: 'pr-13', key: 'another stage' }, ['success'])
  await end(well, shard('1/2'), 'part')
  expect(states()).toEqual([['success', 'inactive'], ['success'], ['success']])
  await end(well, preview(3), 'stage')
  expect(states()).toEqual([['success', 'inactive'], ['success', 'inactive'], ['success']])
}, 20_000)

test.each([
  { name: 'a preview', stage: 'pr-12', pullRequest: 12, kept: false, transient: true, production: false },
  {
    name: 'a protected one, on the merge of a pull request',
    stage: 'live',
    pullRequest: 3,
    kept: true,
    production: true,
  },
  { name: 'production by its name', stage: 'production', pullRequest: null, kept: false, production: true },
])('$name', async ({ stage, pullRequest, kept, production, transient = false }) => {
  const place = { ...preview(1), stage, pullRequest }
  const declared = { protected: kept, url: 'https://file.example.org' }
  await announce(place, { ...going, name: stage }, declared, 60, 1)
  expect(github.world.deployments).toMatchObject([{ environment: stage, transient, production }])
  expect(github.world.deployments[0]?.statuses).toMatchObject([{ environmentUrl: 'https://file.example.org' }])
})
