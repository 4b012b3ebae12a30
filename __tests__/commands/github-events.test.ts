import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedDist } from '../support/bundle'
import { GitHub } from '../support/github/github'
import { fork, own } from '../support/github/rights'
import { type GitHubEvent, variablesOf } from '../support/runner/github-event'
import { runAction } from '../support/runner/job'
import { payloads } from '../support/runner/payloads'

const token = 'ghs_emulated'
const workspace = mkdtempSync(join(tmpdir(), 'drover-events-'))
afterAll(() => rmSync(workspace, { recursive: true, force: true }))
beforeAll(() => {
  writeFileSync(
    join(workspace, 'deploy.ts'),
    `import { container, deployment, machine, system } from 'drover'
export default deployment(context => {
  console.log('context ' + JSON.stringify(context))
  return [machine({ name: 'm', environment: container({}), system: system({ hostName: 'm' }) })]
})
`,
  )
  sharedDist()
}, 120_000)

async function validated(event: GitHubEvent, rights = own) {
  const variables = variablesOf(event)
  const github = new GitHub({ repository: variables.GITHUB_REPOSITORY ?? '', rights, token })
  const env = { GITHUB_API_URL: await github.start() }
  try {
    const run = await runAction({ workspace, inputs: { command: 'validate' }, event, env, token })
    const context = JSON.parse(/^context (.*)$/m.exec(run.stderr)?.[1] ?? '')
    const [started] = run.events.split('\n').filter(line => line.includes('"run-started"'))
    return { run, context, provenance: JSON.parse(started ?? '').provenance, checks: github.world.checkRuns }
  } finally {
    await github.stop()
  }
}

const head = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'
// Of what names no commit the runner itself says which one it is.
const runners = '0123456789012345678901234567890123456789'

test.each([
  {
    name: 'push',
    context: { event: 'push', ref: 'refs/heads/master', pullRequest: null },
    sha: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
  },
  { name: 'opened', context: { event: 'pull_request', ref: 'refs/pull/2/merge', pullRequest: 2 }, sha: head },
  { name: 'synchronize', context: { event: 'pull_request', ref: 'refs/pull/2/merge', pullRequest: 2 }, sha: head },
  { name: 'closed', context: { event: 'pull_request', ref: 'refs/pull/2/merge', pullRequest: 2 }, sha: head },
  { name: 'schedule', context: { event: 'schedule', ref: 'refs/heads/main', pullRequest: null }, sha: runners },
  {
    name: 'dispatch',
    context: { event: 'workflow_dispatch', ref: 'refs/heads/main', pullRequest: null },
    sha: runners,
  },
] as const)(
  'a run that $name caused knows what it is about, and tells the commit of it',
  async ({ name, context, sha }) => {
    const event: GitHubEvent = payloads[name]
    const seen = await validated(event)
    expect({ exit: seen.run.exit, ...seen.context }).toEqual({
      exit: 0,
      stage: 'production',
      sha,
      repository: name === 'schedule' || name === 'dispatch' ? 'octo-org/octo-repo' : 'Codertocat/Hello-World',
      ...context,
    })
    expect(seen.provenance).toMatchObject({
      sha,
      ref: context.ref,
      actor: variablesOf(event).GITHUB_ACTOR,
      run: `https://github.com/${seen.context.repository}/actions/runs/7`,
    })
    expect(seen.checks).toMatchObject([{ name: 'drover / production', sha, conclusion: 'success' }])
  },
  60_000,
)

test.each(['fromFork', 'fromLostFork'] as const)(
  'a run that a pull request %s caused says what its token may not, and fails for nothing',
  async name => {
    const { run, context, checks } = await validated(payloads[name], fork)
    expect({ exit: run.exit, sha: context.sha, checks }).toEqual({ exit: 0, sha: head, checks: [] })
    expect(run.annotations).toMatchObject([
      { level: 'notice', message: expect.stringContaining('token may only read') },
    ])
    expect(run.summary).toContain('valid')
  },
  60_000,
)
