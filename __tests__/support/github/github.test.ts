import { rateLimit, secondaryRateLimit, serverError } from './faults'
import { GitHub, type GitHubOptions } from './github'
import { fork, own } from './rights'
import { bot } from './world'

const sha = 'a'.repeat(40)
let github: GitHub
let url = ''

async function begin(options?: GitHubOptions) {
  github = new GitHub(options)
  url = await github.start()
}
beforeEach(() => begin())
afterEach(() => github.stop())

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(path.startsWith('http') ? path : `${url}/repos/octo/forum${path}`, {
    method,
    headers: { authorization: 'Bearer ghs_emulated', 'user-agent': 'test', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
}

const annotation = { path: 'deploy.ts', start_line: 3, end_line: 3, annotation_level: 'failure', message: 'no' }

test('does every operation of the slice, and no other', () => {
  expect(github.known.done).toEqual(github.known.described)
})

test('a check run is made, found by its commit, and takes annotations 50 a time', async () => {
  const made = await ask('POST', '/check-runs', { name: 'drover / production', head_sha: sha, external_id: '7' })
  expect(made).toMatchObject({
    status: 201,
    body: { status: 'queued', conclusion: null, app: { slug: 'github-actions' } },
  })
  const fifty = { title: 't', summary: 's', annotations: Array.from({ length: 50 }, () => annotation) }
  for (const _ of [1, 2]) await ask('PATCH', `/check-runs/${made.body.id}`, { output: fifty })
  await ask('PATCH', `/check-runs/${made.body.id}`, { conclusion: 'failure' })
  const { body } = await ask('GET', `/commits/${sha}/check-runs?check_name=drover%20%2F%20production`)
  expect(body).toMatchObject({
    total_count: 1,
    check_runs: [{ external_id: '7', status: 'completed', conclusion: 'failure', output: { annotations_count: 100 } }],
  })
  expect((await ask('GET', `/check-runs/${made.body.id}/annotations?per_page=100`)).body).toHaveLength(100)
})

test('only the newest check run of a name is listed, unless all are asked for', async () => {
  for (const external_id of ['1', '2']) await ask('POST', '/check-runs', { name: 'drover', head_sha: sha, external_id })
  const externalIds = async (query: string) =>
    (await ask('GET', `/commits/${sha}/check-runs${query}`)).body.check_runs.map(
      (run: { external_id: string }) => run.external_id,
    )
  expect(await externalIds('')).toEqual(['2'])
  expect(await externalIds('?filter=all')).toEqual(['2', '1'])
})

test.each([
  { name: '51 annotations', body: { output: { title: 't', summary: 's', annotations: Array(51).fill(annotation) } } },
  { name: '65,536 characters of a summary', body: { output: { title: 't', summary: 'x'.repeat(65_536) } } },
  { name: 'a word that is none', body: { conclusion: 'failed' } },
  { name: 'a field that there is not', body: { externalId: '7' } },
  { name: 'a time in no form of a time', body: { completed_at: 'Fri Jan 02 2026' } },
])('refuses by the description: $name', async ({ body }) => {
  const run = await ask('POST', '/check-runs', { name: 'drover', head_sha: sha })
  expect(await ask('PATCH', `/check-runs/${run.body.id}`, body)).toMatchObject({ status: 422 })
  expect(github.takeWrong()).not.toEqual([])
})

test.each([
  { name: 'columns over several lines', change: { start_column: 1, end_column: 2, end_line: 4 } },
  { name: 'an end before the start', change: { end_line: 2 } },
  { name: 'a title of 256 characters', change: { title: 'x'.repeat(256) } },
  { name: 'a message of more than 64 KB', change: { message: 'ä'.repeat(33_000) } },
])('refuses what the description lacks: $name', async ({ change }) => {
  const output = { title: 't', summary: 's', annotations: [{ ...annotation, ...change }] }
  expect(await ask('POST', '/check-runs', { name: 'drover', head_sha: sha, output })).toMatchObject({ status: 422 })
  expect(github.world.checkRuns).toEqual([])
})

test('comments stand on pages that lead to each other, by the number of the repository', async () => {
  github.world.pull({ number: 12, head: { ref: 'topic', sha } })
  for (let count = 0; count < 65; count++) github.world.comment({ issue: 12, body: String(count), author: 'eve' })
  const bodies: string[] = []
  let next: string | undefined = `${url}/repos/octo/forum/issues/12/comments`
  while (next !== undefined) {
    const { body, headers } = await ask('GET', next)
    bodies.push(...body.map((comment: { body: string }) => comment.body))
    next = /<([^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1]
    if (next !== undefined) expect(next).toContain('/repositories/42/issues/12/comments?page=')
  }
  expect(bodies).toEqual(Array.from({ length: 65 }, (_, count) => String(count)))
})

test('a comment is the bot’s, is edited in place, and goes', async () => {
  github.world.pull({ number: 12, head: { ref: 'topic', sha } })
  const { body } = await ask('POST', '/issues/12/comments', { body: 'one' })
  expect(body.user).toMatchObject({ login: bot, type: 'Bot' })
  await ask('PATCH', `/issues/comments/${body.id}`, { body: 'two' })
  expect(github.world.comments).toMatchObject([{ id: body.id, body: 'two' }])
  expect((await ask('DELETE', `/issues/comments/${body.id}`)).status).toBe(204)
  expect(github.world.comments).toEqual([])
})

test('a comment has 65,536 characters at most', async () => {
  github.world.issue({ number: 3, title: 'drift' })
  expect((await ask('POST', '/issues/3/comments', { body: '🐑'.repeat(65_536) })).status).toBe(201)
  const { status, body } = await ask('POST', '/issues/3/comments', { body: 'x'.repeat(65_537) })
  expect([status, body.errors[0].message]).toEqual([422, 'Body is too long (maximum is 65536 characters)'])
})

test('issues are opened, found by label and closed; pull requests stand among them', async () => {
  github.world.pull({ number: 12, head: { ref: 'topic', sha } })
  const { body } = await ask('POST', '/issues', { title: 'Drift', labels: ['drover'] })
  expect((await ask('GET', '/issues?state=all')).body).toHaveLength(2)
  expect((await ask('GET', '/issues?labels=drover')).body).toMatchObject([{ number: body.number, state: 'open' }])
  await ask('PATCH', `/issues/${body.number}`, { state: 'closed', state_reason: 'completed' })
  expect((await ask('GET', '/issues?labels=drover')).body).toEqual([])
})

test('pulls are found by number, by commit and by state; one of a fork, or of a fork that is gone, says so', async () => {
  github.world.pull({ number: 12, head: { ref: 'topic', sha, repository: 'eve/forum' } })
  github.world.pull({ number: 13, head: { ref: 'old', sha: 'b'.repeat(40), repository: null }, state: 'closed' })
  expect((await ask('GET', '/pulls/12')).body.head.repo.full_name).toBe('eve/forum')
  expect((await ask('GET', `/commits/${sha}/pulls`)).body).toMatchObject([{ number: 12 }])
  expect((await ask('GET', '/pulls?state=all')).body).toMatchObject([{ number: 13, state: 'closed' }, { number: 12 }])
})

test('a deployment is refused for a check that has not succeeded, and merged into, unless told otherwise', async () => {
  github.world.branches.push({ name: 'topic', sha, protected: false })
  await ask('POST', '/check-runs', { name: 'drover', head_sha: sha })
  github.world.comparisons.set('main...topic', 'diverged')
  const deploy = (more: object) => ask('POST', '/deployments', { ref: 'topic', environment: 'pr-12', ...more })
  expect((await deploy({})).status).toBe(409)
  expect((await deploy({ required_contexts: [] })).status).toBe(202)
  expect((await deploy({ required_contexts: [], auto_merge: false })).body).toMatchObject({ sha, environment: 'pr-12' })
})

test('a success makes the earlier deployments of an environment inactive, but not passing ones', async () => {
  const deploy = async (more: object) =>
    (await ask('POST', '/deployments', { ref: 'main', environment: 'qa', ...more })).body.id
  const [kept, passing, last] = [await deploy({}), await deploy({ transient_environment: true }), await deploy({})]
  for (const id of [kept, passing, last])
    await ask('POST', `/deployments/${id}/statuses`, { state: 'success', auto_inactive: id === last })
  const state = async (id: number) => (await ask('GET', `/deployments/${id}/statuses`)).body[0].state
  expect([await state(kept), await state(passing), await state(last)]).toEqual(['inactive', 'success', 'success'])
  expect((await ask('DELETE', `/deployments/${last}`)).status).toBe(422)
  expect((await ask('DELETE', `/deployments/${kept}`)).status).toBe(204)
  expect(
    (await ask('POST', `/deployments/${last}/statuses`, { state: 'success', description: 'x'.repeat(141) })).status,
  ).toBe(422)
})

test('tells how commits stand to each other, the branches and the runs of a workflow', async () => {
  github.world.comparisons.set('v1...v2', 'ahead')
  github.world.workflowRun({ workflow: 'check.yml', conclusion: 'failure' })
  expect((await ask('GET', '/compare/v1...v2?per_page=1')).body.status).toBe('ahead')
  expect((await ask('GET', '/compare/v1...v3')).status).toBe(404)
  expect((await ask('GET', '/branches')).body).toMatchObject([{ name: 'main', protected: true }])
  expect((await ask('GET', `/commits/${'f'.repeat(40)}/branches-where-head`)).body).toMatchObject([{ name: 'main' }])
  const runs = async (status: string) =>
    (await ask('GET', `/actions/workflows/check.yml/runs?event=schedule&status=${status}`)).body.total_count
  expect([await runs('success'), await runs('failure'), await runs('completed')]).toEqual([0, 1, 1])
  expect((await ask('GET', '')).body).toMatchObject({ full_name: 'octo/forum', default_branch: 'main' })
})

test('a fork’s token may read, and is told which rights it lacks', async () => {
  github.rights = fork
  github.world.pull({ number: 12, head: { ref: 'topic', sha } })
  const needs = async (method: string, path: string, body: unknown) => {
    const { status, headers } = await ask(method, path, body)
    return [status, headers.get('x-accepted-github-permissions')]
  }
  expect(await needs('POST', '/check-runs', { name: 'drover', head_sha: sha })).toEqual([403, 'checks=write'])
  expect(await needs('POST', '/issues/12/comments', { body: 'x' })).toEqual([403, 'issues=write; pull_requests=write'])
  expect((await ask('GET', '/pulls/12')).status).toBe(200)
})

test('one of two rights that each suffice is enough', async () => {
  github.rights = { pull_requests: 'write', issues: 'read' }
  github.world.pull({ number: 12, head: { ref: 'topic', sha } })
  expect((await ask('POST', '/issues/12/comments', { body: 'x' })).status).toBe(201)
})

test.each([
  { name: 'another token', path: '/pulls/1', headers: { authorization: 'Bearer other' }, status: 401 },
  { name: 'no user agent', path: '/pulls/1', headers: { 'user-agent': '' }, status: 403 },
  { name: 'a pull that is not there', path: '/pulls/1', headers: {}, status: 404 },
])('answers $status to $name', async ({ path, headers, status }) => {
  expect((await ask('GET', path, undefined, headers)).status).toBe(status)
})

test('of another repository it knows nothing', async () => {
  expect((await ask('GET', `${url}/repos/octo/other/pulls/1`)).status).toBe(404)
})

test('stop throws for a route that GitHub has not', async () => {
  expect((await ask('GET', '/cheque-runs')).status).toBe(404)
  await expect(github.stop()).rejects.toThrow('GET /repos/octo/forum/cheque-runs: no such operation')
  await begin()
})

test.each(['/api/v3'])('an Enterprise Server has its interface below %s', async basePath => {
  await github.stop()
  await begin({ basePath, rights: own })
  expect(url).toMatch(/\/api\/v3$/)
  expect((await ask('GET', '')).status).toBe(200)
  expect((await ask('GET', `${url.replace(basePath, '')}/repos/octo/forum`)).status).toBe(404)
  expect(github.takeWrong()).toHaveLength(1)
})

test('meets the next requests with the faults that were asked for', async () => {
  const make = () => ask('POST', '/check-runs', { name: 'drover', head_sha: sha })
  github.faults.add('checks/create', serverError(), 2)
  expect([(await make()).status, (await make()).status, (await make()).status]).toEqual([502, 502, 201])
  github.faults.add('*', secondaryRateLimit(7))
  const slowed = await make()
  expect([slowed.status, slowed.headers.get('retry-after'), slowed.body.message]).toEqual([
    403,
    '7',
    expect.stringMatching(/secondary rate limit/),
  ])
  github.faults.add('*', rateLimit(new Date(5000)))
  expect((await make()).headers.get('x-ratelimit-reset')).toBe('5')
  expect(github.world.checkRuns).toHaveLength(1)
  expect(github.asked).toEqual(Array(5).fill('checks/create'))
})

test('a connection breaks before it is done, or after', async () => {
  const make = () => ask('POST', '/check-runs', { name: 'drover', head_sha: sha })
  github.faults.add('*', { kind: 'broken' })
  await expect(make()).rejects.toThrow()
  expect(github.world.checkRuns).toHaveLength(0)
  github.faults.add('*', { kind: 'lost-answer' })
  await expect(make()).rejects.toThrow()
  expect(github.world.checkRuns).toHaveLength(1)
})
