import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { headerIn } from '../../src/github/header'
import { sharedDist } from '../support/bundle'
import { GitHub } from '../support/github/github'
import { fork, own, type Rights } from '../support/github/rights'
import { type LabMachine, labMachine } from '../support/lab'
import { Clone, pullOf, pushOf } from '../support/runner/clone'
import type { GitHubEvent } from '../support/runner/github-event'
import { runAction } from '../support/runner/job'
import { payloads } from '../support/runner/payloads'

// Two pull requests, from the plan that is reviewed to the deployment of that plan and no other, and one without secrets.
const repository = 'Codertocat/Hello-World'
const token = 'ghs_emulated'
const github = new GitHub({ repository, token })
const { world } = github
const clone = new Clone()
let machine: LabMachine
let api: string
let base: string

beforeAll(async () => {
  sharedDist()
  api = await github.start()
  machine = await labMachine()
  base = clone.commit({ 'deploy.ts': declaration(), one: '1', two: '1' })
}, 300_000)
afterAll(async () => {
  clone.remove()
  await machine?.destroy()
  await github.stop()
}, 60_000)

const declaration =
  () => `import { deployment, files, machine, managedHost, service, serviceType, system } from 'drover'
const page = serviceType({
  name: 'page', description: 'A file of the repository',
  extensions: contribute => [contribute(files, source => [{ path: '/etc/' + source, content: { source } }])],
})
export default deployment({ name: 'pages' }, [machine({
  name: 'm',
  environment: managedHost({ host: '${machine.address}', hostKey: '${machine.hostKey}' }),
  system: system({
    services: [
      service(page, 'one'),
      service(page, 'two'),
    ],
  }),
})])
`
const lineOf = (text: string) => declaration().slice(0, declaration().indexOf(text)).split('\n').length

interface Given {
  readonly inputs: Readonly<Record<string, string>>
  readonly rights?: Rights
  readonly env?: Readonly<Record<string, string>>
}
async function ran(event: GitHubEvent, { inputs, rights = own, env = {} }: Given) {
  github.rights = rights
  return runAction({ workspace: clone.folder, inputs, event, env: { GITHUB_API_URL: api, ...env }, token })
}
const key = () => ({ 'ssh-key': machine.privateKey })
const plan = (event: GitHubEvent, rights?: Rights) =>
  ran(event, { inputs: { command: 'plan', ...key() }, ...(rights && { rights }) })

/** The pull request as GitHub has it from now on. */
function pull(number: number, sha: string, mergedAs?: string) {
  world.branches.push({ name: `changes-${number}`, sha, protected: false })
  const merged = mergedAs === undefined ? {} : ({ state: 'closed', merged: true, mergedAs } as const)
  world.pull({ number, head: { ref: `changes-${number}`, sha }, ...merged })
}
const checksOn = (sha: string) => world.checkRuns.filter(each => each.sha === sha)
const onMachine = async () =>
  (await machine.exec('cd /etc; grep -H . one two; readlink /var/lib/drover/deployments/*/current')).stdout

test('what was reviewed is deployed, and nothing else', async () => {
  clone.checkout(base)
  expect(await ran(pushOf(base), { inputs: key() })).toMatchObject({ exit: 0 })
  const before = await onMachine()
  expect(before).toBe('one:1\ntwo:1\ngenerations/1\n')

  // A pull request is opened.
  const first = clone.commit({ one: '2' }, base)
  pull(2, first)
  const opened = await plan(pullOf(payloads.opened, { number: 2, head: first, base, merge: clone.merge(base, first) }))
  expect(opened).toMatchObject({ exit: 0, outputs: { changed: '["m"]' } })
  const [comment] = world.comments
  expect(world.comments).toMatchObject([
    { issue: 2, author: 'github-actions[bot]', body: expect.stringContaining('change /etc/one') },
  ])
  expect(checksOn(first)).toMatchObject([
    {
      name: 'drover / production',
      conclusion: 'success',
      annotations: [{ path: 'deploy.ts', start_line: lineOf("service(page, 'one')"), annotation_level: 'notice' }],
    },
  ])

  // Somebody writes the same line before it; another push comes.
  const copied = comment?.body ?? ''
  world.comment({ issue: 2, author: 'eve', body: copied })
  world.comments.reverse()
  const second = clone.commit({ one: '3' }, first)
  pull(2, second)
  const synchronized = await plan(
    pullOf(payloads.synchronize, { number: 2, head: second, base, merge: clone.merge(base, second) }),
  )
  expect(world.comments).toMatchObject([
    { author: 'eve', body: copied },
    { id: comment?.id, body: expect.not.stringContaining(opened.outputs['plan-digest'] ?? '') },
  ])
  expect(await onMachine()).toBe(before)
  const [reviewed] = checksOn(second)
  expect(headerIn(reviewed?.text)?.digest).toBe(synchronized.outputs['plan-digest'])
  expect(synchronized.outputs['plan-digest']).not.toBe(opened.outputs['plan-digest'])

  // It is merged.
  const merged = clone.merge(base, second)
  pull(2, second, merged)
  const deployed = await ran(pushOf(merged), { inputs: { plan: 'reviewed', ...key() } })
  expect(deployed).toMatchObject({ exit: 0, outputs: { outcome: 'changed' } })
  expect(await onMachine()).toBe('one:3\ntwo:1\ngenerations/2\n')
  expect(checksOn(merged)).toMatchObject([{ conclusion: 'success' }])

  // Another one, that has not what main got since, and whose workflow forgot a right.
  const third = clone.commit({ two: '2' }, base)
  pull(3, third)
  const { pull_requests: _, issues: __, ...less } = own
  const limited = await plan(
    pullOf(payloads.opened, { number: 3, head: third, base: merged, merge: clone.merge(merged, third) }),
    less,
  )
  expect(limited.exit).toBe(0)
  expect(limited.summary).not.toContain('would refuse')
  expect(limited.annotations.filter(({ level }) => level === 'warning')).toMatchObject([
    { message: expect.stringContaining('Add “issues: write” or “pull-requests: write” to the job’s permissions.') },
  ])
  expect(checksOn(third)).toMatchObject([{ conclusion: 'success' }])
  expect(world.comments).toHaveLength(2)

  // Before it is deployed, something else changes on the machine.
  await machine.exec('echo by hand > /etc/one')
  const next = clone.merge(merged, third)
  pull(3, third, next)
  const stale = await ran(pushOf(next), { inputs: { plan: 'reviewed', ...key() } })
  expect(stale).toMatchObject({ exit: 4, outputs: { outcome: 'refused', 'failure-reason': 'stale-plan' } })
  expect(stale.summary).toContain(`is not what was reviewed (plan ${limited.outputs['plan-digest']?.slice(0, 12)}`)
  expect(stale.summary).toContain('<code>change /etc/one (content)</code> (drift)')
  expect(await onMachine()).toBe('one:by hand\ntwo:1\ngenerations/2\n')
  expect(checksOn(next)).toMatchObject([
    {
      conclusion: 'failure',
      annotations: expect.arrayContaining([
        expect.objectContaining({ start_line: lineOf('machine({'), annotation_level: 'failure' }),
      ]),
    },
  ])

  // Whoever goes back needs nothing of what a build step would have to make first.
  rmSync(join(clone.folder, 'one'))
  const back = await ran(pushOf(next), { inputs: { command: 'rollback', ...key() } })
  expect(back).toMatchObject({ exit: 0, outputs: { outcome: 'changed' } })
  expect(await onMachine()).toBe('one:1\ntwo:1\ngenerations/3\n')
}, 120_000)

/** Of somebody who may not write here; from here on nobody reaches the machine. */
async function stranger(repository: string) {
  await machine.link('down')
  const head = clone.commit({ two: 'strange' }, base)
  world.pull({ number: 4, head: { ref: 'strange', sha: head, repository } })
  return { number: 4, head, base, merge: clone.merge(base, head) }
}

test.each([
  { name: 'a fork', from: 'eve/Hello-World', event: payloads.fromFork },
  { name: 'Dependabot', from: repository, event: payloads.opened, by: 'dependabot[bot]' },
])(
  'what a pull request of $name would change is told without a secret, and without a machine',
  async ({ from, event, by }) => {
    const told = [...world.comments, ...world.checkRuns]
    const run = await ran(pullOf(event, await stranger(from), by), { inputs: { command: 'diff' }, rights: fork })
    expect(run).toMatchObject({ exit: 0, outputs: { outcome: 'differs' } })
    expect(run.summary).toContain('changes file /etc/two')
    expect(run.annotations.filter(({ message }) => message.includes('token may only read'))).toMatchObject([
      { level: 'notice', message: expect.stringContaining('The check run') },
      { level: 'notice', message: expect.stringContaining('The comment') },
    ])
    expect([...world.comments, ...world.checkRuns]).toEqual(told)
  },
  60_000,
)

test('where there are secrets, the deployment file of a fork is not read, whatever the event says', async () => {
  const commits = await stranger('eve/Hello-World')
  clone.checkout(commits.head)
  world.comparisons.set(`main...${commits.head}`, 'diverged')
  const event = { ...pullOf(payloads.fromFork, commits), name: 'pull_request_target' }
  const env = { GITHUB_SHA: base, GITHUB_REF: 'refs/heads/master' }
  const run = await ran(event, { inputs: { command: 'plan', ...key() }, env })
  expect(run).toMatchObject({ exit: 4, outputs: { 'failure-reason': 'foreign-commit' } })
  expect(run.log).not.toContain('connecting')
}, 60_000)
