import { connect } from '../../src/github/octokit'
import type { Place } from '../../src/github/place'
import { clockOf, stagesOnPage } from '../../src/github/stages'
import { tellGitHub } from '../../src/github/tell'
import { viewOf } from '../../src/report/reporter'
import { resultReporter } from '../../src/report/result'
import { herd } from '../report/runs'
import { GitHub } from '../support/github/github'
import { placed } from './placed'

let github: GitHub
beforeEach(async () => {
  github = new GitHub()
  await github.start()
})
afterEach(() => github.stop())

const well = viewOf(resultReporter, herd(1, 0, 0))
const deployed = (stage: string, more: Partial<Place> = {}, takenDown?: 'stage') => {
  const environment = { name: stage, url: undefined, ...(takenDown && { takenDown }) }
  const wanted = { checkRun: false, comment: false, driftIssue: false, environment }
  const place = {
    ...placed,
    api: github.url,
    stage,
    key: `of ${stage}`,
    run: `https://github.com/octo/forum/actions/runs/${stage.slice(3)}`,
    ...more,
  }
  return tellGitHub(well, place, wanted, 60, 1)
}

test('the stages of this deployment file that stand are found, and neither those that were taken down nor another’s', async () => {
  await deployed('pr-12')
  await deployed('pr-13')
  await deployed('pr-13', {}, 'stage')
  await deployed('pr-14', { source: 'another', key: 'another' })
  const place = { ...placed, api: github.url }
  const found = await stagesOnPage(connect(place, new AbortController().signal, 1), place)
  expect(found).toEqual([{ stage: 'pr-12', environment: 'pr-12', since: expect.stringMatching(/^\d{4}-.*Z$/) }])
}, 20_000)

test('the time is GitHub’s, however wrong the clock of this host is', async () => {
  const place = { ...placed, api: github.url }
  const client = connect(place, new AbortController().signal, 1)
  const real = Date.now
  const wrong = jest.spyOn(Date, 'now').mockImplementation(() => real() + 40 * 86_400_000)
  try {
    const now = await clockOf(client, place)
    expect(Math.abs(now() - real())).toBeLessThan(60_000)
  } finally {
    wrong.mockRestore()
  }
})
