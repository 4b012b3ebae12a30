import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountName } from '../../src/event'
import { onPage } from '../github/on-page'
import { placed } from '../github/placed'
import { sharedDist } from '../support/bundle'
import { GitHub } from '../support/github/github'
import { own } from '../support/github/rights'
import { runAction } from '../support/runner/job'
import { payloads } from '../support/runner/payloads'

const workspace = mkdtempSync(join(tmpdir(), 'drover-sweep-'))
const servers = join(workspace, 'servers.json')
afterAll(() => rmSync(workspace, { recursive: true, force: true }))
beforeAll(() => {
  writeFileSync(
    join(workspace, 'deploy.ts'),
    `import { readFileSync, writeFileSync } from 'node:fs'
import { deployment, environmentType, machine, system, z } from 'drover'

const all = () => JSON.parse(readFileSync('${servers}', 'utf8'))
const keep = (kept: unknown) => writeFileSync('${servers}', JSON.stringify(kept))
const shop = environmentType({
  name: 'shop', description: 'servers in a file', config: z.object({}),
  find: async (_config, { machine, stage }) => all().some(each => each.machine === machine && each.stage === stage)
    ? { state: 'present', facts: { address: machine, hostKeys: [] } } : { state: 'absent' },
  reach: async () => { throw new Error('nobody is reached here') },
  destroy: async (_config, _found, { machine, stage }) =>
    keep(all().filter(each => each.machine !== machine || each.stage !== stage)),
  list: async () => all(),
  discard: async (_config, { id }) => keep(all().filter(each => each.id !== id)),
})
export default deployment({ name: 'forum', protect: ['production'] }, ({ stage, pullRequest }) => {
  if (stage.startsWith('pr-') && stage !== 'pr-' + pullRequest) throw new Error('which pull request is this?')
  return [machine({ name: 'web', environment: shop({}), system: system({ hostName: stage }) })]
})
`,
  )
  sharedDist()
}, 120_000)

const price = { amount: '4.00', currency: 'EUR' }
const server = (stage: string, machine: string, hours = 1) => ({
  ...{ id: `${stage}-${machine}`, name: `${stage}-${machine}`, stage, machine, price },
  since: new Date(Date.now() - hours * 3_600_000).toISOString(),
})
const stand = [
  server('production', 'web', 999),
  // Closed; of the second machine the deployment file knows nothing any more.
  server('pr-1', 'web'),
  server('pr-1', 'db'),
  server('pr-2', 'web'),
  // Named like the first, and none of it.
  server('pr-12', 'web'),
  server('pr-3', 'web', 80),
  server('demo', 'web', 80),
]

/** A stage of this deployment file as the Deployments page shows it, deployed days ago. */
const shown = (github: GitHub, stage: string, accounts: readonly AccountName[] = []) => {
  const place = { ...placed, stage, source: JSON.stringify(['.', '']) }
  onPage(github, place, ['success'], accounts)
  const [deployment] = github.world.deployments.splice(-1)
  const createdAt = new Date(Date.now() - 80 * 3_600_000).toISOString()
  if (deployment) github.world.deployments.push({ ...deployment, environment: stage, createdAt })
}

async function swept(inputs: Readonly<Record<string, string>>, before: (github: GitHub) => void = () => {}) {
  writeFileSync(servers, JSON.stringify(stand))
  const event = payloads.schedule
  const token = 'ghs_emulated'
  const github = new GitHub({ repository: 'octo-org/octo-repo', rights: own, token })
  const env = { GITHUB_API_URL: await github.start() }
  const head = { ref: 'topic', sha: 'a'.repeat(40), repository: 'octo-org/octo-repo' }
  for (const [number, state] of [
    [1, 'closed'],
    [2, 'open'],
    [3, 'open'],
    [7, 'closed'],
    [8, 'closed'],
    [12, 'open'],
  ] as const)
    github.world.pull({ number, state, head })
  before(github)
  try {
    const { exit, outputs, log } = await runAction({
      workspace,
      inputs: { command: 'sweep', ...inputs },
      event,
      env,
      token,
    })
    const machines: readonly { readonly name: string; readonly outcome: string }[] = JSON.parse(
      outputs.result ?? '',
    ).machines
    const left: readonly { readonly id: string }[] = JSON.parse(readFileSync(servers, 'utf8'))
    return {
      exit,
      log,
      rows: Object.fromEntries(machines.map(({ name, outcome }) => [name, outcome])),
      left: left.map(({ id }) => id),
      page: Object.fromEntries(
        github.world.deployments.map(({ environment, statuses }) => [environment, statuses.map(({ state }) => state)]),
      ),
    }
  } finally {
    await github.stop()
  }
}

test('the closed and the old go with all that they have, and the others stay', async () => {
  const { exit, rows, left, log } = await swept({ ttl: '3d' })
  expect({ exit, rows, left }).toEqual({
    exit: 0,
    rows: {
      'pr-1/web': 'destroyed',
      'pr-1/db': 'destroyed',
      'pr-1': 'destroyed',
      'pr-12': 'unchanged',
      'pr-2': 'unchanged',
      'pr-3/web': 'destroyed',
      'pr-3': 'destroyed',
      'demo/web': 'destroyed',
      demo: 'destroyed',
      production: 'unchanged',
    },
    left: ['production-web', 'pr-2-web', 'pr-12-web'],
  })
  expect(log).toMatch(/goes \(8\.00 EUR a month\): pull request 1 is closed/)
  expect(log).toMatch(/stays \(4\.00 EUR a month\): pull request 2 is open/)
}, 60_000)

test('a dry run says the same, and destroys nothing', async () => {
  const { exit, rows, left } = await swept({ ttl: '3d', 'dry-run': 'true' })
  expect(exit).toBe(0)
  expect(rows).toMatchObject({ 'pr-1/web': 'planned', 'pr-1': 'planned', 'pr-2': 'unchanged', demo: 'planned' })
  expect(left).toHaveLength(stand.length)
}, 60_000)

test('what the Deployments page alone remembers is told, and is retired only where all of it can be seen', async () => {
  const { exit, rows, page, log } = await swept({ ttl: '3d' }, github => {
    shown(github, 'pr-7')
    shown(github, 'pr-8', [{ environment: 'hetzner', account: 'aaaa' }])
    shown(github, '..')
  })
  expect(exit).toBe(1)
  expect(rows).toMatchObject({
    'pr-7': 'unchanged',
    'pr-8': 'failed',
    '..': 'failed',
    'pr-1': 'destroyed',
    'pr-12': 'unchanged',
  })
  expect(page).toMatchObject({ 'pr-7': ['success', 'inactive'], 'pr-8': ['success'], '..': ['success'] })
  expect(log).toMatch(/nothing of it was there any more/)
  expect(log).toMatch(
    /“pr-8” was deployed with hetzner machines in an account that this deployment file no longer names/,
  )
  expect(log).toMatch(/a stage is letters, digits, dots, dashes and underscores/)
}, 60_000)

test('destroy says likewise where a stage was deployed that nobody can look at, as far as GitHub tells', async () => {
  const elsewhere = [{ environment: 'hetzner', account: 'aaaa' }]
  const told = await swept({ command: 'destroy', stage: 'pr-1' }, github => shown(github, 'pr-1', elsewhere))
  expect(told).toMatchObject({ exit: 1, rows: { web: 'destroyed', db: 'destroyed' }, page: { 'pr-1': ['success'] } })
  expect(told.log).toMatch(/“pr-1” was deployed with hetzner machines/)
  // Without the right to read it, a stage can be taken down all the same.
  const untold = await swept({ command: 'destroy', stage: 'pr-1' }, github => {
    shown(github, 'pr-1', elsewhere)
    const { deployments: _none, ...rights } = own
    github.rights = rights
  })
  expect(untold).toMatchObject({ exit: 0, rows: { web: 'destroyed', db: 'destroyed' } })
}, 60_000)
