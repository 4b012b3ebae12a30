import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Circumstances, Herd } from '../../../src/engine/herd'
import { run } from '../../../src/engine/run'
import { container, nameOf } from '../../../src/environments/container'
import { cacheAt, containerPlace } from '../../../src/environments/container/cache'
import { command } from '../../../src/environments/container/command'
import { clearLeftovers } from '../../../src/environments/container/destroy'
import { membersOf } from '../../../src/environments/container/members'
import { takeDown } from '../../../src/environments/container/take-down'
import type { EnvironmentContext } from '../../../src/environments/environment'
import type { Event } from '../../../src/event'
import { connectSsh } from '../../../src/ssh/connection'
import { sh } from '../../../src/target/script'
import { bareCircumstances, bareHerd, bareMember } from '../../support/bare-herd'
import { noTraces, tracesOf } from '../../support/traces'

const { type } = container
const minutes = 60_000

// A cache of its own, so that nothing else on this host is in the way; only the roots are those of all.
let folder = ''
let cache = cacheAt()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drover-lab-'))
  await mkdir(cacheAt().roots, { recursive: true })
  await symlink(cacheAt().roots, join(folder, 'roots'))
  cache = cacheAt(folder)
})
afterAll(async () => {
  await takeDown(cache, { deployment: 'drover-test', stage: 'test' })
  for (const stage of ['pr-7', 'production']) await takeDown(cache, { deployment: 'drover-leaving', stage })
  await clearLeftovers(cache)
  await rm(folder, { recursive: true })
}, minutes)

const contextFor = (machine: string, other: Partial<EnvironmentContext> = {}): EnvironmentContext => {
  const { signal } = new AbortController()
  return {
    machine,
    deployment: 'drover-test',
    stage: 'test',
    connect: endpoint => connectSsh(endpoint, { identities: [], signal }),
    progress: () => {},
    signal,
    mask: () => {},
    publicKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINCLDUfPSjz/mhHRHfGASReE4fHtHqFkT8kMpZ6fzfD'],
    secret: () => '',
    ...other,
  }
}

const wishFor = (more: object = {}) => type.config.parse({ cache: folder, ...more })

async function deployed(machine: string, more: object = {}, other: Partial<EnvironmentContext> = {}) {
  const wish = wishFor(more)
  const context = contextFor(machine, other)
  const found = await type.find?.(wish, context)
  const plan = found && (await type.plan?.(wish, found, context))
  const facts = plan && (await type.realise?.(wish, plan, context))
  if (!found || !plan || !facts) throw new Error('an environment type of containers answers everything')
  return { wish, context, found, plan, facts }
}

async function destroyed(machine: string, more: object = {}) {
  const wish = wishFor(more)
  const context = contextFor(machine)
  const found = await type.find?.(wish, context)
  if (found) await type.destroy?.(wish, found, context)
}

test(
  'a container is absent, is made, is found, is reached, and leaves no trace',
  async () => {
    const archive = join(cache.packages, 'bookworm/1/var/cache/apt/archives')
    await mkdir(archive, { recursive: true })
    await writeFile(join(archive, 'kept.deb'), 'kept')
    const { wish, context, found, plan, facts } = await deployed('web', { memory: '256M' })
    const name = nameOf({}, context)
    expect([found.state, plan.action]).toEqual(['absent', 'create'])
    expect(Object.entries(await tracesOf(cache, name)).filter(([, traces]) => traces.length === 0)).toEqual([])

    const limits = (await tracesOf(cache, name)).groups?.map(group => `${group}/memory.{max,limit_in_bytes}`) ?? []
    const { stdout } = await command(['bash', '-c', `cat ${limits.join(' ')}`])
    expect(stdout.split('\n')).toContain(String(256 * 1024 ** 2))

    // What is root's in a container is root's here: nobody else gets near it, and no kept package is the container's too.
    for (const part of [cache.roots, cache.packages, cache.containers, cache.locks])
      expect([part, (await stat(part)).mode & 0o777]).toEqual([part, 0o700])
    const laid = join(containerPlace(cache, name).root, 'var/cache/apt/archives/kept.deb')
    await writeFile(laid, 'changed by the container')
    expect(await readFile(join(archive, 'kept.deb'), 'utf8')).toBe('kept')
    await rm(laid)

    const again = await type.find?.(wish, context)
    expect(again).toEqual({ state: 'present', facts })
    expect(again && (await type.plan?.(wish, again, context))).toMatchObject({ action: 'nothing' })
    expect(JSON.stringify(again)).not.toContain('PRIVATE KEY')

    const target = await type.reach(wish, facts, context)
    const script = sh`hostname; cat /proc/1/comm; cat /root/.ssh/authorized_keys | wc -l; getent hosts localhost | wc -l`
    const answer = await target.run({ what: 'look', script })
    await target.close()
    expect(answer).toMatchObject({ exit: 0, stdout: 'web\nsystemd\n2\n1\n' })

    await destroyed('web', { memory: '256M' })
    expect(await tracesOf(cache, name)).toEqual(noTraces)
    expect(await type.find?.(wish, context)).toEqual({ state: 'absent' })
  },
  3 * minutes,
)

test(
  'two containers have a cgroup each, and reach each other and not by chance the same machine',
  async () => {
    const [one, two] = await Promise.all([deployed('one'), deployed('two')])
    expect(one.facts.address).not.toBe(two.facts.address)
    const target = await type.reach(one.wish, one.facts, one.context)
    const look = await target.run({
      what: 'look',
      script: sh`systemctl restart ssh; exec bash -c 'read -r hello < "/dev/tcp/$0/22"; echo "$hello"' ${two.facts.address}`,
    })
    await target.close()
    expect(look.stdout).toMatch(/^SSH-2\.0-OpenSSH/)
    const other = await type.reach(two.wish, two.facts, two.context)
    expect((await other.run({ what: 'look', script: sh`hostname; systemctl is-active ssh` })).stdout).toBe(
      'two\nactive\n',
    )
    await other.close()
    expect((await takeDown(cache, { deployment: 'drover-test', stage: 'test' })).destroyed).toHaveLength(2)
    expect(await tracesOf(cache, nameOf({}, one.context))).toEqual(noTraces)
    expect(await tracesOf(cache, nameOf({}, two.context))).toEqual(noTraces)
  },
  minutes,
)

test(
  'a machine that left the deployment file is named, and is destroyed where that is asked, and no other is',
  async () => {
    const wish = wishFor()
    const owner = { deployment: 'drover-leaving', stage: 'production' }
    await deployed('gone', {}, { ...owner, stage: 'pr-7' })
    const member = (name: string) => bareMember(name, type, wish)
    const ran = async (
      mode: Circumstances['mode'],
      machines: readonly string[],
      settings: Partial<Herd['settings']> = {},
    ) => {
      const events: Event[] = []
      const { connect } = contextFor('')
      const told = bareCircumstances({
        mode,
        connect,
        emit: event => events.push(event),
        patience: 30,
        reconnect: 30,
        stepLimit: 60,
      })
      const outcome = await run({ ...bareHerd(machines.map(member), settings), ...owner }, told)
      return { outcome, said: events.filter(({ type }) => type.startsWith('leftover')) }
    }
    const there = async () =>
      (await type.list?.(wish, contextFor('', owner)))?.map(({ stage, machine }) => `${stage}/${machine}`).sort()

    expect(await ran('deploy', ['kept', 'gone'])).toEqual({ outcome: 'changed', said: [] })
    expect(await there()).toEqual(['pr-7/gone', 'production/gone', 'production/kept'])
    const found = (fate: string) =>
      expect.objectContaining({
        type: 'leftover-found',
        leftover: expect.objectContaining({ machine: 'gone', price: null, fate }),
      })
    for (const mode of ['plan', 'check', 'deploy'] as const)
      expect((await ran(mode, ['kept'])).said).toEqual([found('stays')])
    expect(await ran('plan', ['kept'], { prune: true })).toEqual({ outcome: 'unchanged', said: [found('goes')] })
    expect(await there()).toHaveLength(3)
    const pruned = await ran('deploy', ['kept'], { prune: true })
    expect(pruned).toEqual({
      outcome: 'unchanged',
      said: [found('goes'), expect.objectContaining({ type: 'leftover-destroyed' })],
    })
    expect(await there()).toEqual(['pr-7/gone', 'production/kept'])
    expect(await ran('plan', ['kept'], { prune: true })).toEqual({ outcome: 'unchanged', said: [] })

    const [owned] = (await type.list?.(wish, contextFor('', owner))) ?? []
    if (!owned) throw new Error('there are two')
    const mistaken = type.discard?.(wish, { ...owned, machine: 'another' }, contextFor('', owner))
    await expect(mistaken).rejects.toMatchObject({ failure: { code: 'foreign-machine' } })
    for (const stage of ['pr-7', 'production']) await takeDown(cache, { ...owner, stage })
    expect(await there()).toEqual([])
  },
  minutes,
)

test(
  'another deployment’s container of the same name is foreign, and is neither replaced nor destroyed',
  async () => {
    const { wish } = await deployed('web', { name: 'shared' })
    const stranger = contextFor('web', { deployment: 'shop' })
    const found = await type.find?.(wish, stranger)
    expect(found).toEqual({ state: 'foreign', owner: 'drover-test, stage test, machine web' })
    const refusal = {
      failure: { code: 'foreign-machine', name: 'shared', owner: 'drover-test, stage test, machine web' },
    }
    const plan = { action: 'create', summary: '', price: null } as const
    await expect(type.realise?.(wish, plan, stranger)).rejects.toMatchObject(refusal)
    if (found) await expect(type.destroy?.(wish, found, stranger)).rejects.toMatchObject(refusal)
    expect(await takeDown(cache, { deployment: 'shop', stage: 'test' })).toEqual({ destroyed: [], left: [] })
    expect(await type.find?.(wish, contextFor('web'))).toMatchObject({ state: 'present' })
    await destroyed('web', { name: 'shared' })
    expect(await tracesOf(cache, 'shared')).toEqual(noTraces)
  },
  minutes,
)

test(
  'one whose maker was killed while it booted is unfinished, and is replaced or cleared away',
  async () => {
    const wish = wishFor()
    for (const end of ['replaced', 'destroyed'] as const) {
      await killedWhileBooting(folder, `half-${end}`)
      const context = contextFor(`half-${end}`)
      const found = await type.find?.(wish, context)
      expect(found).toMatchObject({ state: 'unfinished', reason: 'it was begun and never finished booting' })
      if (end === 'replaced') expect((await deployed(`half-${end}`)).plan).toMatchObject({ action: 'replace' })
      await destroyed(`half-${end}`)
      expect(await tracesOf(cache, nameOf({}, context))).toEqual(noTraces)
    }
  },
  minutes,
)

test(
  'one that has died is unfinished; one whose systemd-nspawn alone has died lives on',
  async () => {
    const { wish, context } = await deployed('mortal')
    const { id } = containerPlace(cache, nameOf({}, context))
    const keeper = await command(['pgrep', '--full', `^systemd-nspawn .*--machine=${id}`])
    process.kill(Number(keeper.stdout), 'SIGKILL')
    expect(await type.find?.(wish, context)).toMatchObject({ state: 'present' })
    process.kill((await membersOf(id)).find(({ leader }) => leader)?.pid ?? 0, 'SIGKILL')
    while ((await membersOf(id)).length > 0) await new Promise(resolve => setTimeout(resolve, 20))
    expect(await type.find?.(wish, context)).toEqual({ state: 'unfinished', reason: 'it no longer runs' })
    await destroyed('mortal')
    expect(await tracesOf(cache, nameOf({}, context))).toEqual(noTraces)
  },
  minutes,
)

test(
  'a cancelled boot leaves nothing',
  async () => {
    const cancel = new AbortController()
    const context = contextFor('brief', { signal: cancel.signal, progress: () => cancel.abort() })
    await expect(
      type.realise?.(wishFor(), { action: 'create', summary: '', price: null }, context),
    ).rejects.toMatchObject({ failure: { code: 'cancelled' } })
    expect(await tracesOf(cache, nameOf({}, context))).toEqual(noTraces)
  },
  minutes,
)

async function killedWhileBooting(cacheFolder: string, machine: string): Promise<void> {
  const support = join(__dirname, '../../support')
  const maker = spawn(process.execPath, [
    join(support, 'typescript.cjs'),
    join(support, 'container-maker.ts'),
    cacheFolder,
    machine,
  ])
  for await (const line of createInterface(maker.stdout)) {
    if (line.startsWith('booting')) break
  }
  // In the middle of it: systemd-nspawn has been started, sshd does not answer yet.
  await new Promise(resolve => setTimeout(resolve, 80))
  maker.kill('SIGKILL')
}
