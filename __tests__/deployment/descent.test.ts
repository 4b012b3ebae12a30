import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { descentIn } from '../../src/deployment/descent'

const folder = mkdtempSync(join(tmpdir(), 'drover-descent-'))
const root = join(folder, 'whole')
const { signal } = new AbortController()

const git = (at: string, ...words: readonly string[]) =>
  execFileSync('git', ['-C', at, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
const commit = (message = 'a change') => {
  git(root, 'commit', '--allow-empty', '--message', message)
  return git(root, 'rev-parse', 'HEAD')
}

let first: string
let second: string
let third: string
let branch: string
beforeAll(() => {
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', root])
  first = commit()
  second = commit()
  third = commit()
  git(root, 'checkout', '--quiet', '-b', 'branch', first)
  branch = commit('another change')
  execFileSync('git', ['clone', '--quiet', '--depth=1', '--branch=main', `file://${root}`, join(folder, 'shallow')])
})

let server: Server
const asked: { readonly path: string; readonly authorization: string | undefined }[] = []
let answer: { status: number; body: string }
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  asked.length = 0
})

const github = () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { api: `http://127.0.0.1:${port}`, repository: 'octo/forum', token: 'ghs_hidden' }
}

test('git tells how a commit stands to the one that runs', async () => {
  expect(await descentIn({ root, sha: second, signal })(second)).toEqual({ relation: 'equal' })
  expect(await descentIn({ root, sha: third, signal })(first)).toEqual({ relation: 'ahead' })
  expect(await descentIn({ root, sha: first, signal })(third)).toEqual({ relation: 'behind' })
  expect(await descentIn({ root, sha: branch, signal })(third)).toEqual({ relation: 'diverged' })
})

test('what git does not hold is unknown, with the reason and what helps', async () => {
  const elsewhere = 'f'.repeat(40)
  const { relation, why } = await descentIn({ root, sha: third, signal })(elsewhere)
  expect(relation).toBe('unknown')
  expect(why).toBe('this clone does not hold ffffffffffff (git fetch), and there is no token to ask GitHub with')
  const shallow = await descentIn({ root: join(folder, 'shallow'), sha: third, signal })(first)
  expect(shallow).toEqual({
    relation: 'unknown',
    why: 'the clone is shallow (say “fetch-depth: 0” in the step of actions/checkout), and there is no token to ask GitHub with',
  })
  expect((await descentIn({ root, sha: third, signal })('$(reboot)')).relation).toBe('unknown')
})

test.each([
  ['identical', 'equal'],
  ['ahead', 'ahead'],
  ['behind', 'behind'],
  ['diverged', 'diverged'],
])('GitHub is asked for a shallow clone, once for each commit: %s', async (status, relation) => {
  answer = { status: 200, body: JSON.stringify({ status, ahead_by: 1 }) }
  const descent = descentIn({ root: join(folder, 'shallow'), sha: third, github: github(), signal })
  expect(await Promise.all([descent(first), descent(first)])).toEqual([{ relation }, { relation }])
  expect(asked).toEqual([
    { path: `/repos/octo/forum/compare/${first}...${third}?per_page=1`, authorization: 'Bearer ghs_hidden' },
  ])
})

test.each([
  [{ status: 404, body: '{}' }, 'knows no'],
  [{ status: 502, body: 'oops' }, 'answered 502'],
  [{ status: 200, body: '{"status":"else"}' }, 'could not be asked'],
])('an answer that says nothing is unknown: %j', async (given, words) => {
  answer = given
  const descent = await descentIn({ root: join(folder, 'shallow'), sha: third, github: github(), signal })(first)
  expect(descent.relation).toBe('unknown')
  expect(descent.why).toContain(words)
  expect(descent.why).not.toContain('ghs_hidden')
})

test('of a whole clone GitHub is not asked', async () => {
  await descentIn({ root, sha: branch, github: github(), signal })(third)
  expect(asked).toEqual([])
})
