import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheAt } from '../../src/environments/container/cache'
import { containerNames } from '../../src/environments/container/facts'
import { type Result, resultSchema } from '../../src/report/result'
import { Bundle } from '../support/bundle'
import { node24 } from '../support/node24'
import { Sudoer } from '../support/sudoer'

const bundle = new Bundle()
let user: Sudoer
const workspace = mkdtempSync(join(tmpdir(), 'drover-rehearse-'))
const git = (...words: readonly string[]) =>
  user.run(workspace, 'git', '-c', 'user.name=t', '-c', 'user.email=t@t', ...words).trim()

beforeAll(() => {
  bundle.build()
  user = new Sudoer('runner')
  chmodSync(bundle.folder, 0o755)
  chownSync(workspace, user.uid, user.gid)
  git('init', '-q', '-b', 'main')
}, 120_000)
afterAll(() => {
  rmSync(workspace, { recursive: true, force: true })
  user.remove()
  bundle.remove()
})

const declare = (system: string, more = '') => {
  writeFileSync(
    join(workspace, 'deploy.ts'),
    `import { activation, command, deployment, machine, managedHost, secret, service, serviceType, system, z } from 'drover'
const environment = managedHost({ host: '192.0.2.1', hostKey: 'SHA256:${'A'.repeat(43)}' })
${more}
export default deployment({ allowIrreversible: true }, [machine({ name: 'web', environment, system: system({ hostName: 'web', ${system} }) })])
`,
  )
  chownSync(join(workspace, 'deploy.ts'), user.uid, user.gid)
  git('add', '-A')
  git('commit', '-q', '-m', 'x')
  return git('rev-parse', 'HEAD')
}
const motd = (text: string) => `files: [
  { path: '/etc/motd', content: '${text}' },
  { path: '/etc/token', mode: '600', content: secret('TOKEN') },
]`

/** The action's entry as the runner starts it, by the user. */
function rehearse(base: string): Promise<{ exit: number | null; log: string; summary: string; result: Result }> {
  const output = join(workspace, 'output')
  user.run(workspace, 'sh', '-c', ': >output')
  const child = spawn(node24, [join(bundle.folder, 'dist/index.js')], {
    cwd: workspace,
    uid: user.uid,
    gid: user.gid,
    env: {
      PATH: process.env.PATH,
      HOME: workspace,
      RUNNER_TEMP: workspace,
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: 'octo/rehearsed',
      GITHUB_OUTPUT: output,
      INPUT_COMMAND: 'rehearse',
      INPUT_BASE: base,
      TOKEN: 'the-real-one',
      ...(process.env.DROVER_MIRROR ? { DROVER_MIRROR: process.env.DROVER_MIRROR } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', exit => {
      const text = execFileSync('cat', [output], { encoding: 'utf8' })
      const [, json = ''] = /^result<<(?:.*)\n(.*)$/m.exec(text) ?? []
      const [, page = ''] = /^summary-file<<(?:.*)\n(.*)$/m.exec(text) ?? []
      try {
        const summary = execFileSync('cat', [page], { encoding: 'utf8' })
        resolve({ exit, log, summary, result: resultSchema.parse(JSON.parse(json)) })
      } catch {
        reject(new Error(`no result was written:\n${log}`))
      }
    })
  })
}

const left = async () => (await containerNames(cacheAt())).filter(name => name.startsWith('web-'))

test('a change is deployed on what the base made, rolled back and compared, by a user with sudo and without the secret’s value', async () => {
  const base = declare(motd('one'))
  declare(motd('two'))
  const before = await left()
  const { exit, log, summary, result } = await rehearse(base)
  expect({ exit, log }).toEqual({ exit: 0, log: expect.stringContaining('rehearsed') })
  expect(result).toMatchObject({
    outcome: 'rehearsed',
    machines: [{ name: 'web', environment: 'container', changes: 1 }],
  })
  for (const page of [log, summary]) {
    expect(page).toContain(`rehearsal: begins on what ${base.slice(0, 12)} made`)
    expect(page).toContain('rehearsal: not rehearsed: the values of TOKEN')
  }
  expect(log.replace('::add-mask::the-real-one\n', '')).not.toContain('the-real-one')
  // Nothing that root left is in the user's way.
  expect(execFileSync('find', [workspace, '!', '-user', user.name], { encoding: 'utf8' })).toBe('')
  expect(await left()).toEqual(before)
  expect(git('worktree', 'list').split('\n')).toHaveLength(1)
}, 180_000)

test('what a rollback leaves is told, and what can’t be deployed at the base is no fault of the head', async () => {
  const base = declare("files: [{ path: '/etc/motd', content: 'one', mode: 'no mode' }]")
  declare(
    `${motd('two')}, services: [service(scripts, { run: 'echo left >/etc/leftover' })]`,
    `const scripts = serviceType({
  name: 'scripts',
  description: 'A script that nobody can undo',
  config: z.strictObject({ run: z.string() }),
  extensions: contribute => [contribute(activation, ({ run }) => [{ name: 'leaves', run }])],
})`,
  )
  const { exit, log, result } = await rehearse(base)
  expect(log).toContain(`begins on a machine with nothing: ${base.slice(0, 12)} could not be deployed`)
  expect(result.machines[0]?.warnings).toEqual([expect.stringMatching(/^begins on a machine with nothing: /)])
  expect({ exit, reason: result.reason }).toEqual({ exit: 1, reason: 'undo-failed' })
  expect(result.machines[0]?.failure?.message).toMatch(/rolling it back did not bring all back.*\+ \/etc\/leftover/s)
}, 180_000)

test('a head that is not well is told as a deployment would, and was undone', async () => {
  const base = declare(motd('one'))
  declare(`${motd('three')}, healthChecks: [command('echo it is not; exit 1', { retries: 1 })]`)
  const { exit, result } = await rehearse(base)
  expect({ exit, outcome: result.outcome, reason: result.reason }).toEqual({
    exit: 1,
    outcome: 'failed-undone',
    reason: 'unhealthy',
  })
}, 180_000)
