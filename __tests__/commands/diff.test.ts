import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resultSchema } from '../../src/report/result'
import { Bundle } from '../support/bundle'
import { writeFiles } from '../support/deployment-child'

const bundle = new Bundle()
beforeAll(() => bundle.build(), 120_000)
afterAll(() => bundle.remove())

const declaring = (...machines: readonly string[]) => `import { machine, managedHost, secret, system } from 'drover'
const environment = managedHost({ host: '10.0.0.1', hostKey: 'SHA256:${'A'.repeat(43)}' })
const web = (name: string, hostName: string, files = []) => machine({ name, environment, system: system({ hostName, files }) })
export default [${machines.join(', ')}]`
const serving = (source: string) =>
  `web('web', 'web', [{ path: '/etc/token', content: secret('TOKEN') }, { kind: 'tree', path: '/opt/app', source: '${source}' }])`

const git = (at: string, ...words: readonly string[]) =>
  execFileSync('git', ['-C', at, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words], { encoding: 'utf8' }).trim()

function repository(files: Readonly<Record<string, string>>): string {
  const work = bundle.workspace(files)
  git(work, 'init', '-q', '-b', 'main')
  git(work, 'add', '-A')
  git(work, 'commit', '-qm', 'base')
  return work
}

const compare = async (work: string, ...words: readonly string[]) => {
  const { exit, stdout, stderr } = await bundle.cli(work, 'diff', '--json', ...words)
  return { exit, log: stderr, result: resultSchema.parse(JSON.parse(stdout)) }
}
const outcomes = ({ machines }: { machines: readonly { name: string; outcome: string | null }[] }) =>
  Object.fromEntries(machines.map(({ name, outcome }) => [name, outcome]))

test('says what each machine gains, loses and changes, asks no machine and no secret, and leaves no work tree', async () => {
  const work = repository({
    'deploy.ts': declaring(serving('app'), `web('same', 'same')`, `web('old', 'old')`),
    'app/index.html': 'one',
  })
  writeFiles(work, {
    'deploy.ts': declaring(serving('app'), `web('same', 'same')`, `web('new', 'new')`),
    'app/index.html': 'two',
  })
  const { exit, log, result } = await compare(work, '--base', 'HEAD')
  expect({ exit, outcomes: outcomes(result) }).toEqual({
    exit: 0,
    outcomes: { web: 'differs', same: 'same', new: 'differs', old: 'differs' },
  })
  expect(log).toContain('changes tree /opt/app (1 changed)')
  expect(log).toContain('gains hostname')
  expect(log).toContain('is declared no longer')
  expect(git(work, 'worktree', 'list').split('\n')).toHaveLength(1)
})

test('a folder that git does not track is not comparable, whether it is there or not', async () => {
  const work = repository({ 'deploy.ts': declaring(serving('built')), '.gitignore': 'built/\n' })
  const absent = await compare(work, '--base', 'HEAD')
  writeFiles(work, { 'built/app.js': 'x' })
  const present = await compare(work, '--base', 'HEAD')
  for (const { exit, log, result } of [absent, present]) {
    expect({ exit, outcomes: outcomes(result) }).toEqual({ exit: 0, outcomes: { web: 'incomparable' } })
    expect(log).toContain('not comparable: git does not track all that tree:/opt/app is made of')
  }
})

test('as the runner starts it on a pull request of a shallow clone: compares with the commit to be merged into', async () => {
  const work = repository({ 'deploy.ts': declaring(`web('web', 'one')`) })
  const base = git(work, 'rev-parse', 'HEAD')
  writeFileSync(join(work, 'deploy.ts'), declaring(`web('web', 'two')`))
  git(work, 'commit', '-qam', 'head')
  const clone = join(bundle.folder, 'clone')
  rmSync(clone, { recursive: true, force: true })
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${work}`, clone])
  const event = join(bundle.folder, 'event.json')
  writeFileSync(
    event,
    JSON.stringify({
      pull_request: { number: 3, head: { sha: git(clone, 'rev-parse', 'HEAD') }, base: { sha: base } },
    }),
  )
  const summary = join(bundle.folder, 'summary.md')
  const { exit, stdout } = await bundle.start('index.js', clone, [], {
    INPUT_COMMAND: 'diff',
    GITHUB_EVENT_PATH: event,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_WORKSPACE: clone,
  }).ended
  expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringContaining('changes hostname (name one → two)') })
})

test('says what it lacks', async () => {
  const work = repository({ 'deploy.ts': declaring(`web('web', 'one')`) })
  const without = await compare(work)
  expect(without).toMatchObject({ exit: 2, log: expect.stringContaining('a commit to compare with is needed') })
  const nowhere = await compare(work, '--base', 'nowhere')
  expect(nowhere).toMatchObject({ exit: 2, log: expect.stringContaining('there is no such commit here') })
})
