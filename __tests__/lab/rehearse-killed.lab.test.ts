import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cache, cacheAt, containerPlace } from '../../src/environments/container/cache'
import { destroyContainer } from '../../src/environments/container/destroy'
import { type ContainerFacts, containerNames, readFacts, writeFacts } from '../../src/environments/container/facts'
import { leaderOf } from '../../src/environments/container/members'
import { stageOfRehearser, thisProcess } from '../../src/environments/container/rehearser'
import { Bundle } from '../support/bundle'
import { inputVariables, readActionFile } from '../support/runner/action-file'
import { runAction } from '../support/runner/job'
import { Masker } from '../support/runner/masker'
import { runStep } from '../support/runner/step'
import { Sudoer } from '../support/sudoer'
import { noTraces, tracesOf } from '../support/traces'

const bundle = new Bundle()
const workspace = mkdtempSync(join(tmpdir(), 'drover-killed-'))
// A cache of its own, whose bridge nobody else uses; only the roots are those of all.
const folder = mkdtempSync(join(tmpdir(), 'drover-lab-'))
let cache: Cache
let user: Sudoer

const git = (...words: readonly string[]) =>
  user.run(workspace, 'git', '-c', 'user.name=t', '-c', 'user.email=t@t', ...words).trim()

beforeAll(() => {
  bundle.build()
  user = new Sudoer('killed')
  chmodSync(bundle.folder, 0o755)
  chownSync(workspace, user.uid, user.gid)
  mkdirSync(cacheAt().roots, { recursive: true })
  symlinkSync(cacheAt().roots, join(folder, 'roots'))
  cache = cacheAt(folder)
  git('init', '-q', '-b', 'main')
  const file = join(workspace, 'deploy.ts')
  writeFileSync(
    file,
    `import { activation, deployment, machine, managedHost, service, serviceType, system } from 'drover'
const slow = serviceType({
  name: 'slow', description: 'Takes its time',
  extensions: contribute => [contribute(activation, () => [{ name: 'slow', run: 'sleep 300' }])],
  defaultValue: {},
})
const environment = managedHost({ host: '192.0.2.1', hostKey: 'SHA256:${'A'.repeat(43)}' })
export default deployment({ allowIrreversible: true }, [
  machine({ name: 'web', environment, system: system({ hostName: 'web', services: [service(slow)] }) }),
])
`,
  )
  chownSync(file, user.uid, user.gid)
  git('add', '-A')
  git('commit', '-q', '-m', 'x')
}, 120_000)
afterAll(async () => {
  for (const name of await containerNames(cache)) await destroyContainer(cache, name)
  rmSync(workspace, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
  user.remove()
  bundle.remove()
})

/** The job of a rehearsal, by the user. */
const job = (inputs: Readonly<Record<string, string>>, when: NonNullable<Parameters<typeof runAction>[0]['when']>) =>
  runAction({
    workspace,
    as: user,
    dist: join(bundle.folder, 'dist'),
    inputs: { command: 'rehearse', ...inputs },
    env: {
      DROVER_CACHE: folder,
      ...(process.env.DROVER_MIRROR ? { DROVER_MIRROR: process.env.DROVER_MIRROR } : {}),
    },
    when,
  })

/** The first container that takes SSH. */
async function finished(): Promise<ContainerFacts> {
  for (const until = Date.now() + 50_000; Date.now() < until; ) {
    for (const name of await containerNames(cache)) {
      const facts = await readFacts(containerPlace(cache, name))
      if (facts?.finished) return facts
    }
    await sleep(50)
  }
  throw new Error('no container was booted')
}

/** Processes that have a word in their command line. */
const running = (word: string): readonly string[] =>
  readdirSync('/proc').filter(pid => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(word)
    } catch {
      return false
    }
  })

test('what a rehearsal that was killed leaves is taken down by the post step, and nothing else', async () => {
  const own = await thisProcess()
  if (own === undefined) throw new Error('/proc does not know this process')
  let web: ContainerFacts | undefined
  let makers: readonly string[] = []
  const other = containerPlace(cache, 'web-of-another')
  const run = await job(
    { base: git('rev-parse', 'HEAD') },
    {
      says: 'drover: rehearse',
      act: async () => {
        const facts = await finished()
        web = facts
        makers = running(facts.stage)
        // Another rehearsal of the same deployment, whose process lives.
        mkdirSync(other.folder)
        await writeFacts(other, { ...facts, name: other.name, stage: stageOfRehearser(own), owner: own, address: '' })
        // The runner's own user can't end what runs as root; memory that is short can.
        if (facts.owner) process.kill(facts.owner.pid, 'SIGKILL')
      },
    },
  )
  if (web === undefined) throw new Error('no container was booted')
  const { name, stage } = web
  expect([run.exit, run.state.reported, makers.length]).toEqual([137, undefined, 1])
  expect(running(stage)).toEqual([])
  expect(git('worktree', 'list').split('\n')).toHaveLength(1)
  const said = `What it had left on this host is destroyed: web (container ${name}).`
  expect(run.post).toMatchObject({
    exit: 0,
    log: expect.stringContaining(said),
    summary: expect.stringContaining('What it had left on this host is destroyed: web'),
    outputs: { outcome: 'cancelled', 'failure-reason': 'cancelled' },
  })
  expect(await containerNames(cache)).toEqual([other.name])
  await destroyContainer(cache, other.name)
  expect(await tracesOf(cache, name)).toEqual(noTraces)
}, 60_000)

test('where the user’s own process alone is killed, the one of root’s takes its containers down', async () => {
  let name = ''
  const run = await job(
    {},
    {
      says: 'run hook slow',
      act: async ({ kill }) => {
        name = (await finished()).name
        kill('SIGKILL')
      },
    },
  )
  // Here it has reported before the post step began; the runner does not wait for it.
  expect([run.exit, run.state.reported, run.post?.log]).toEqual([137, 'true', ''])
  expect(run.summary).toContain('proves nothing of this machine')
  expect(await tracesOf(cache, name)).toEqual(noTraces)
}, 60_000)

test('a rehearsal that is cancelled has destroyed its containers before the runner kills it', async () => {
  let began = 0
  let name = ''
  let leader: number | undefined
  const run = await job(
    {},
    {
      says: 'run hook slow',
      act: async ({ cancel }) => {
        name = (await finished()).name
        leader = await leaderOf(containerPlace(cache, name).id)
        began = performance.now()
        cancel()
      },
    },
  )
  const seconds = (performance.now() - began) / 1000
  expect([run.exit, run.state.reported, run.post?.log]).toEqual([130, 'true', ''])
  expect(seconds).toBeLessThan(10)
  expect(leader).toBeDefined()
  expect(JSON.parse(run.outputs.result ?? '').machines).toMatchObject([{ outcome: 'cancelled' }])
  expect(run.summary).toContain('proves nothing of this machine')
  expect(await tracesOf(cache, name)).toEqual(noTraces)
}, 60_000)

// The last one: sudo does not come back.
test('without sudo nothing is begun, and what a killed rehearsal may have left is told', async () => {
  user.takeSudoAway()
  const run = await job({}, { says: 'never said', act: () => {} })
  const refused = 'containers need root, this is'
  expect([run.exit, run.outputs['failure-reason'], run.post?.log]).toEqual([1, 'environment-failed', ''])
  expect(run.summary).toContain(refused)
  expect(run.log).toContain('let the user use sudo without a password')
  const files = mkdtempSync(join(bundle.folder, 'step-'))
  chownSync(files, user.uid, user.gid)
  const events = join(files, 'events.ndjson')
  const killed = [
    { events: 'drover', format: 1 },
    {
      type: 'run-started',
      format: 1,
      command: 'rehearse',
      deployment: 'octo/forum',
      stage: 'rehearsal-p1-2',
      provenance: { time: '2026-11-27T10:00:00.000Z', file: 'deploy.ts' },
      machines: [{ name: 'web', environment: 'container', origin: [], after: [] }],
      at: 0,
    },
  ]
  writeFileSync(events, killed.map(line => `${JSON.stringify(line)}\n`).join(''))
  chownSync(events, user.uid, user.gid)
  const post = await runStep({
    script: join(bundle.folder, 'dist/post.js'),
    folder: join(files, 'of-the-step'),
    cwd: workspace,
    environment: {
      ...inputVariables(readActionFile(), { command: 'rehearse' }, ''),
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: files,
      PATH: process.env.PATH ?? '',
      STATE_events: events,
    },
    masker: new Masker([]),
    as: user,
  })
  expect([post.exit, post.outputs['failure-reason']]).toEqual([1, 'left-behind'])
  expect(post.log).toContain(refused)
  expect(post.summary).toContain('drover destroy --rehearsal rehearsal-p1-2')
}, 60_000)
