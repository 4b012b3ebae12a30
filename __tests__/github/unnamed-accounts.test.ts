import type { AccountName } from '../../src/event'
import { connect } from '../../src/github/octokit'
import type { Place } from '../../src/github/place'
import { tellGitHub } from '../../src/github/tell'
import { unnamedAccounts } from '../../src/github/unnamed-accounts'
import { viewOf } from '../../src/report/reporter'
import { resultReporter } from '../../src/report/result'
import { herd } from '../report/runs'
import { GitHub } from '../support/github/github'
import { onPage } from './on-page'
import { placed } from './placed'

let github: GitHub
beforeEach(async () => {
  github = new GitHub()
  await github.start()
})
afterEach(() => github.stop())

const hetzner: AccountName = { environment: 'hetzner', account: 'aaaa' }
const other: AccountName = { environment: 'hetzner', account: 'bbbb' }
const linode: AccountName = { environment: 'linode', account: 'cccc' }

const placeAt = (): Place => ({ ...placed, api: github.url, stage: 'pr-12', key: 'pr-12' })
const unnamed = (...named: readonly AccountName[]) =>
  unnamedAccounts(connect(placeAt(), new AbortController().signal, 1), placeAt(), named)

const followed = { state: 'inactive', description: 'followed by another' }
const takenDown = { state: 'inactive', description: 'taken down' }

test('what a stage was deployed with is remembered through all that followed, and what is named is not told', async () => {
  onPage(github, placeAt(), ['success', followed], [hetzner])
  onPage(github, placeAt(), ['failure', followed], [hetzner, linode])
  onPage(github, placeAt(), ['success'], [linode])
  expect(await unnamed(hetzner, linode)).toEqual([])
  expect(await unnamed(linode)).toEqual(['hetzner'])
  expect(await unnamed()).toEqual(['hetzner', 'linode'])
  // Another account at the same provider sees nothing of it.
  expect(await unnamed(other, linode)).toEqual(['hetzner'])
})

test('what was taken down is over, also where it is deployed anew', async () => {
  onPage(github, placeAt(), ['success', takenDown], [hetzner])
  expect(await unnamed()).toEqual([])
  onPage(github, placeAt(), ['success'], [linode])
  expect(await unnamed()).toEqual(['linode'])
})

test('taking it down that failed ends nothing, and a person’s word that it is over does', async () => {
  onPage(github, placeAt(), ['success', 'failure'], [hetzner])
  expect(await unnamed()).toEqual(['hetzner'])
  onPage(github, placeAt(), ['success', 'inactive'], [hetzner])
  expect(await unnamed()).toEqual([])
})

test('other stages, other files, and what nobody remembers accounts of tell nothing', async () => {
  onPage(github, { ...placeAt(), stage: 'pr-1' }, ['success'], [hetzner])
  onPage(github, { ...placeAt(), source: 'another' }, ['success'], [hetzner])
  onPage(github, placeAt(), ['success'])
  expect(await unnamed(linode)).toEqual([])
})

test('what a run was deployed with is written where it is read', async () => {
  const run = { ...viewOf(resultReporter, herd(1, 0, 0)), accounts: [hetzner] }
  const wanted = { checkRun: false, comment: false, driftIssue: false, environment: { name: 'pr-12', url: undefined } }
  expect(await tellGitHub(run, placeAt(), wanted, 60, 1)).toEqual([])
  expect(await unnamed(linode)).toEqual(['hetzner'])
}, 20_000)
