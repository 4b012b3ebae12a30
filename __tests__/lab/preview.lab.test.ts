import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedDist } from '../support/bundle'
import { GitHub } from '../support/github/github'
import { own } from '../support/github/rights'
import { type LabMachine, labMachine } from '../support/lab'
import type { GitHubEvent } from '../support/runner/github-event'
import { runAction } from '../support/runner/job'
import { payloads } from '../support/runner/payloads'

// The pull request of GitHub's own examples, from its opening to its end, on a machine that production lies on too.
const repository = 'Codertocat/Hello-World'
const token = 'ghs_emulated'
const workspace = mkdtempSync(join(tmpdir(), 'drover-preview-'))
const github = new GitHub({ repository, rights: own, token })
let machine: LabMachine
let api: string

const declare = (content: string) =>
  writeFileSync(
    join(workspace, 'deploy.ts'),
    `import { deployment, files, machine, managedHost, service, serviceType, system } from 'drover'
const page = serviceType({
  name: 'page', description: 'A file for each stage',
  extensions: contribute => [contribute(files, stage => [{ path: '/etc/page-' + stage, content: '${content}' }])],
})
export default deployment({ name: 'page', url: 'https://{stage}.example.org' }, ({ stage }) => [machine({
  name: 'm',
  environment: managedHost({ host: '${machine.address}', hostKey: '${machine.hostKey}' }),
  system: system({ services: [service(page, stage)] }),
})])
`,
  )

beforeAll(async () => {
  sharedDist()
  api = await github.start()
  machine = await labMachine()
}, 300_000)
afterAll(async () => {
  rmSync(workspace, { recursive: true, force: true })
  await machine?.destroy()
  await github.stop()
}, 60_000)

async function ran(event: GitHubEvent, inputs: Readonly<Record<string, string>>) {
  const env = { GITHUB_API_URL: api }
  const { exit, outputs, summary } = await runAction({
    workspace,
    inputs: { 'ssh-key': machine.privateKey, ...inputs },
    event,
    env,
    token,
  })
  const outcomes = JSON.parse(outputs.result ?? '').machines.map(
    ({ name, outcome }: { name: string; outcome: string }) => `${name} ${outcome}`,
  )
  return { exit, outcomes, summary }
}
const preview = { stage: 'pr-2', environment: 'pr-2' }
const pages = async () =>
  (await machine.exec('cd /etc; grep -H . page-*')).stdout.split('\n').filter(line => line !== '')
const states = () => github.world.deployments.map(({ statuses }) => statuses.at(-1)?.state)

test('a preview comes, changes, goes, and what was forgotten of it is swept, while production stays', async () => {
  declare('one')
  expect(await ran(payloads.push, { command: 'deploy' })).toMatchObject({ exit: 0, outcomes: ['m changed'] })
  const before = await pages()

  expect(await ran(payloads.opened, preview)).toMatchObject({ exit: 0, outcomes: ['m changed'] })
  expect(await pages()).toEqual(['page-pr-2:one', ...before])
  expect(github.world.deployments).toMatchObject([{ environment: 'pr-2', transient: true, production: false }])
  expect(github.world.deployments[0]?.statuses.at(-1)).toMatchObject({
    state: 'success',
    environmentUrl: 'https://pr-2.example.org',
  })

  declare('two')
  expect(await ran(payloads.synchronize, preview)).toMatchObject({ exit: 0, outcomes: ['m changed'] })
  expect(await pages()).toEqual(['page-pr-2:two', ...before])

  const destroy = { ...preview, command: 'destroy' }
  expect(await ran(payloads.closed, destroy)).toMatchObject({ exit: 0, outcomes: ['m released'] })
  expect(await pages()).toEqual(before)
  expect(states().every(state => state === 'inactive')).toBe(true)
  expect(await ran(payloads.closed, destroy)).toMatchObject({ exit: 0, outcomes: ['m unchanged'] })

  // Deployed once more, and never taken down.
  expect(await ran(payloads.opened, preview)).toMatchObject({ exit: 0, outcomes: ['m changed'] })
  github.world.pull({ number: 2, state: 'closed', head: { ref: 'topic', sha: 'a'.repeat(40), repository } })
  const swept = await ran({ ...payloads.push, name: 'schedule' }, { command: 'sweep' })
  expect(swept).toMatchObject({ exit: 0, outcomes: ['pr-2 released', 'pr-2/m released'] })
  expect(swept.summary).toContain('pr-2')
  expect(await pages()).toEqual(before)
  expect(states().every(state => state === 'inactive')).toBe(true)
  expect((await machine.exec('ls /var/lib/drover/deployments')).stdout).toBe('page@production\n')

  expect(await ran(payloads.push, { command: 'destroy' })).toMatchObject({ exit: 4 })
}, 120_000)
