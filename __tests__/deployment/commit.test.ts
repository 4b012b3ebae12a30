import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageMissing } from '../../src/deployment/broken-source'
import { evaluateCommit } from '../../src/deployment/commit'
import { DroverError, type Failure, failureOf } from '../../src/failure'
import { temporaryFolder, writeFiles } from '../support/deployment-child'

const context = {
  stage: 'production',
  event: 'push',
  ref: 'refs/heads/main',
  sha: 'HEAD',
  pullRequest: null,
  repository: 'o/r',
}
const folder = temporaryFolder()

// Stands for the command line: answers with what the work tree says, and notes what it was given.
const program = join(folder, 'program.js')
writeFiles(folder, {
  'program.js': `
const fs = require('node:fs')
const { name, needs, fails, waits } = JSON.parse(fs.readFileSync('deploy.json', 'utf8'))
fs.writeFileSync(${JSON.stringify(join(folder, 'noted.json'))}, JSON.stringify({ words: process.argv.slice(2), event: JSON.parse(fs.readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8')), env: process.env, cwd: process.cwd() }))
if (waits) setInterval(() => {}, 1000)
else if (fails) { console.error(fails); process.exitCode = 2 }
else if (needs && !fs.existsSync('node_modules/' + needs)) { console.error(${JSON.stringify(packageMissing)} + ' “' + needs + '”'); process.exitCode = 2 }
else {
  const manifest = { format: 1, machine: name, resources: [{ id: 'file:/a', kind: 'file', want: { path: '/a' }, after: [] }] }
  console.log(JSON.stringify({ deployment: process.env.GITHUB_REPOSITORY, machines: [{ name, manifest, origins: { 'file:/a': [{ file: 'deploy.json', line: 1, column: 2 }] } }] }))
}`,
})
const command = [process.execPath, program]

const root = join(folder, 'repository')
const git = (at: string, ...words: readonly string[]) =>
  execFileSync(
    'git',
    ['-C', at, '-c', 'core.hooksPath=/dev/null', '-c', 'user.name=t', '-c', 'user.email=t@t', ...words],
    { encoding: 'utf8' },
  ).trim()
const commit = (files: Readonly<Record<string, string>>): string => {
  writeFiles(root, files)
  git(root, 'add', '-A')
  git(root, 'commit', '-q', '--no-verify', '-m', 'x')
  return git(root, 'rev-parse', 'HEAD')
}

const noted = () => JSON.parse(readFileSync(join(folder, 'noted.json'), 'utf8'))
const failure = (work: Promise<unknown>): Promise<Failure> =>
  work.then(
    () => Promise.reject(new Error('it should have failed')),
    (thrown: unknown) => (thrown instanceof DroverError ? failureOf(thrown) : Promise.reject(thrown)),
  )
const lock = (name: string) =>
  JSON.stringify({ name, version: '1.0.0', lockfileVersion: 3, packages: { '': { name } } })

let old = ''
let young = ''

beforeAll(() => {
  mkdirSync(root)
  git(root, 'init', '-q', '-b', 'main')
  old = commit({ 'deploy.json': '{"name":"old"}', '.gitignore': 'node_modules' })
  young = commit({ 'deploy.json': '{"name":"young"}' })
  writeFiles(root, { '.git/hooks/post-checkout': `#!/bin/sh\ntouch ${join(folder, 'hooked')}\n` })
  chmodSync(join(root, '.git/hooks/post-checkout'), 0o755)
})

afterEach(() => {
  expect(git(root, 'worktree', 'list').split('\n')).toHaveLength(1)
  expect(
    readdirSync(tmpdir()).filter(
      name => name.startsWith('drover-commit-') && existsSync(join(tmpdir(), name, 'tree', 'deploy.json')),
    ),
  ).toEqual([])
})

test.each([
  { ref: () => old, name: 'old' },
  { ref: () => 'HEAD', name: 'young' },
  { ref: () => 'main~1', name: 'old' },
])('compiles $name as it was committed, whatever lies in the work tree', async ({ ref, name }) => {
  writeFiles(root, { 'deploy.json': '{"name":"dirty"}' })
  const answer = await evaluateCommit({ root, commit: ref(), context, command })
  expect(answer).toEqual({
    commit: name === 'old' ? old : young,
    deployment: 'o/r',
    machines: [
      {
        name,
        manifest: {
          format: 1,
          machine: name,
          resources: [{ id: 'file:/a', kind: 'file', want: { path: '/a' }, after: [] }],
        },
        origins: { 'file:/a': [{ file: 'deploy.json', line: 1, column: 2 }] },
      },
    ],
  })
  expect(readFileSync(join(root, 'deploy.json'), 'utf8')).toContain('dirty')
  git(root, 'checkout', '-q', '--', 'deploy.json')
})

test('the other process gets the context, and nothing of ours that may be secret', async () => {
  process.env.DROVER_TEST_SECRET = 'hunter2'
  process.env.GITHUB_TOKEN = 'hunter3'
  try {
    await evaluateCommit({
      root,
      commit: old,
      file: 'ops/deploy.ts',
      context: { ...context, stage: 'pr-12', pullRequest: 12 },
      command,
    })
  } finally {
    delete process.env.DROVER_TEST_SECRET
    delete process.env.GITHUB_TOKEN
  }
  const { words, env, event } = noted()
  expect(event).toEqual({ pull_request: { number: 12, head: { sha: old } } })
  expect(words).toEqual(['manifest', '--json', '--stage', 'pr-12', '--file', 'ops/deploy.ts'])
  expect(env).toMatchObject({
    GITHUB_SHA: old,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'o/r',
    PATH: process.env.PATH,
  })
  expect(JSON.stringify(env)).not.toContain('hunter')
})

test('git itself, and what it starts, gets nothing of ours that may be secret', async () => {
  const seen = join(folder, 'seen')
  git(root, 'config', 'filter.look.smudge', `sh -c 'env >${seen}; cat'`)
  const looked = commit({ 'deploy.json': '{"name":"seen"}', '.gitattributes': 'deploy.json filter=look' })
  process.env.DROVER_TEST_SECRET = 'hunter2'
  try {
    await evaluateCommit({ root, commit: looked, context, command })
  } finally {
    delete process.env.DROVER_TEST_SECRET
    git(root, 'config', '--unset', 'filter.look.smudge')
  }
  expect(readFileSync(seen, 'utf8')).toContain('PATH=')
  expect(readFileSync(seen, 'utf8')).not.toContain('hunter')
})

test("none of the repository's hooks runs", () => {
  expect(existsSync(join(folder, 'hooked'))).toBe(false)
})

test('packages come from here where the lockfile is the same', async () => {
  commit({
    'deploy.json': '{"name":"needy","needs":"thing"}',
    'package.json': '{"name":"p"}',
    'package-lock.json': lock('p'),
  })
  writeFiles(root, { 'node_modules/thing/package.json': '{}' })
  const { machines } = await evaluateCommit({ root, commit: 'HEAD', context, command })
  expect(machines.map(({ name }) => name)).toEqual(['needy'])
  expect(existsSync(join(root, 'node_modules/thing/package.json'))).toBe(true)
})

test('packages are fetched by npm ci where the lockfile is another', async () => {
  writeFiles(root, { 'local/package.json': '{"name":"local","version":"1.0.0"}' })
  const dependencies = { local: 'file:local' }
  const packages = {
    '': { name: 'q', dependencies },
    local: { version: '1.0.0' },
    'node_modules/local': { resolved: 'local', link: true },
  }
  commit({
    'deploy.json': '{"name":"fetched","needs":"local"}',
    'package.json': JSON.stringify({ name: 'q', dependencies }),
    'package-lock.json': JSON.stringify({ name: 'q', lockfileVersion: 3, requires: true, packages }),
  })
  const sha = git(root, 'rev-parse', 'HEAD')
  commit({ 'package-lock.json': lock('another'), 'deploy.json': '{"name":"x"}' })
  const { machines } = await evaluateCommit({ root, commit: sha, context, command })
  expect(machines.map(({ name }) => name)).toEqual(['fetched'])
}, 60_000)

test('says why a commit cannot be evaluated', async () => {
  expect(await failure(evaluateCommit({ root, commit: 'nowhere', context, command }))).toEqual({
    code: 'cannot-evaluate',
    commit: 'nowhere',
    message: expect.stringMatching(/^there is no such commit here/),
  })
  const bad = commit({ 'deploy.json': '{"fails":"deploy.ts:3:1 is wrong"}' })
  expect(await failure(evaluateCommit({ root, commit: bad, context, command }))).toEqual({
    code: 'cannot-evaluate',
    commit: bad,
    message: 'deploy.ts:3:1 is wrong',
  })
  git(root, 'rm', '-q', 'package-lock.json')
  const lacking = commit({ 'deploy.json': '{"name":"x","needs":"more"}' })
  expect(await failure(evaluateCommit({ root, commit: lacking, context, command }))).toMatchObject({
    message: expect.stringMatching(/needs packages, and it has no package-lock\.json/),
  })
})

test('a shallow clone fetches the commit, or is told how to become a whole one', async () => {
  const shallow = join(folder, 'shallow')
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${root}`, shallow])
  expect(await evaluateCommit({ root: shallow, commit: young, context, command })).toMatchObject({
    commit: young,
    machines: [{ name: 'young' }],
  })
  expect(await failure(evaluateCommit({ root: shallow, commit: '--upload-pack=x', context, command }))).toMatchObject({
    message: expect.stringContaining('no name of a commit'),
  })
  git(shallow, 'remote', 'remove', 'origin')
  expect(await failure(evaluateCommit({ root: shallow, commit: old, context, command }))).toMatchObject({
    code: 'cannot-evaluate',
    message: expect.stringContaining('fetch-depth: 0'),
  })
})

test('a cancelled evaluation ends the other process, and leaves no work tree', async () => {
  const waiting = commit({ 'deploy.json': '{"waits":true}' })
  const stop = new AbortController()
  const started = performance.now()
  setTimeout(() => stop.abort(), 300)
  expect(await failure(evaluateCommit({ root, commit: waiting, context, command, signal: stop.signal }))).toEqual({
    code: 'cancelled',
  })
  expect(performance.now() - started).toBeLessThan(5000)
})
