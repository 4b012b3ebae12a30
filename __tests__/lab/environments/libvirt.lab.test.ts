import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { nameOf } from '../../../src/environments/container'
import type { EnvironmentContext } from '../../../src/environments/environment'
import { newKeyPair } from '../../../src/environments/key-pair'
import { libvirt } from '../../../src/environments/libvirt'
import { domainXml } from '../../../src/environments/libvirt/domain-xml'
import { failureOf } from '../../../src/failure'
import { sh } from '../../../src/target/script'
import type { SshEndpoint, Target } from '../../../src/target/target'
import { connectWith } from '../../support/connect-with'
import { environmentContext } from '../../support/environment-context'
import { type Hypervisor, startHypervisor } from '../../support/libvirtd'
import { type NocloudRoot, nocloudRoot } from '../../support/nocloud-root'

// One container of a real libvirtd, on a hypervisor that is reached by SSH; the tests go one way.
const { type } = libvirt

let folder = ''
let image: NocloudRoot
let hypervisor: Hypervisor
let user: Awaited<ReturnType<typeof newKeyPair>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drover-libvirt-'))
  image = await nocloudRoot(folder)
  hypervisor = await startHypervisor()
  user = await newKeyPair()
})
afterAll(async () => {
  await hypervisor?.stop()
  await image?.remove()
  await rm(folder, { recursive: true, force: true })
})

const connect = (
  endpoint: SshEndpoint,
  keys: readonly string[] = [user.private, hypervisor.identity],
): Promise<Target> => connectWith(endpoint, keys)

const said: string[] = []
const context = (other: Partial<EnvironmentContext> = {}): EnvironmentContext =>
  environmentContext({
    connect: endpoint => connect(endpoint),
    publicKeys: [user.public],
    progress: words => void said.push(words),
    ...other,
  })

const wishFor = (other: object = {}) =>
  type.config.parse({
    connection: hypervisor.local('lxc'),
    jump: hypervisor.ssh,
    image: image.folder,
    network: 'lab',
    memory: '256M',
    storage: hypervisor.storage,
    ...other,
  })

/** The same, by way of the hypervisor's sshd. */
const remote = (other: object = {}) =>
  wishFor({ connection: 'lxc:///system', hypervisor: hypervisor.ssh, jump: undefined, ...other })

async function seen(wish: ReturnType<typeof wishFor>, as = context()) {
  const found = await type.find?.(wish, as)
  const plan = found && (await type.plan?.(wish, found, as))
  if (!found || !plan) throw new Error('this environment type finds and plans')
  return { found, plan }
}

/** What a run leaves that was killed before it started its domain. */
async function halfMade(): Promise<string> {
  const uuid = randomUUID()
  const { deployment, stage, machine } = context()
  const begun = { deployment, stage, machine, state: 'provisioning', since: '', protect: 'false', made: {} } as const
  const mark = { ...begun, storage: hypervisor.storage }
  const xml = domainXml({ wish: remote(), name: nameOf({}, context()), uuid, type: 'lxc', mark })
  await writeFile(join(folder, 'half.xml'), xml)
  await hypervisor.virsh('lxc', 'define', join(folder, 'half.xml'))
  await mkdir(join(hypervisor.storage, `drover-${uuid}/root`), { recursive: true })
  return uuid
}

test('of two runs at once that find a half-made domain, one makes it anew, and both know it', async () => {
  expect(await seen(remote())).toMatchObject({ found: { state: 'absent' }, plan: { action: 'create' } })
  const uuid = await halfMade()
  const { found, plan } = await seen(remote())
  expect([found.state, plan.action]).toEqual(['unfinished', 'replace'])
  const both = await Promise.all([1, 2].map(() => type.realise?.(remote(), plan, context())))
  expect(both[0]).toEqual(both[1])
  expect(both[0]).toMatchObject({
    address: expect.stringMatching(/^10\.88\./),
    hostKeys: [expect.stringMatching(/^SHA256:/)],
  })
  expect((await hypervisor.virsh('lxc', 'list', '--all', '--name')).trim().split('\n')).toHaveLength(1)
  expect(both[0]?.uuid).not.toBe(uuid)
  expect(await readdir(hypervisor.storage)).toEqual([`drover-${both[0]?.uuid}`])
  expect(said.filter(words => words.startsWith('another run is making'))).toHaveLength(1)
}, 120_000)

test('it is found again from elsewhere by what it carries, and is reached by the key that it made itself', async () => {
  const { found, plan } = await seen(remote())
  expect(plan).toMatchObject({ action: 'nothing' })
  expect(await seen(wishFor())).toMatchObject({ found, plan: { action: 'nothing' } })
  if (found.state !== 'present') throw new Error('it is there')
  for (const wish of [remote(), wishFor()]) {
    const target = await type.reach(wish, found.facts, context())
    const script = sh`hostname; cat /proc/1/comm; ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub | cut -d' ' -f2`
    const { stdout } = await target.run({ what: 'look', script })
    await target.close()
    expect(stdout.split('\n')).toEqual([found.facts.name, 'systemd', found.facts.hostKeys[0], ''])
  }
})

test('what it was told opens nothing, even to a user of the machine who could read it', async () => {
  const { found } = await seen(wishFor())
  if (found.state !== 'present') throw new Error('it is there')
  const { address, hostKeys, uuid } = found.facts
  const target = await type.reach(wishFor(), found.facts, context())
  const read = sh`setpriv --reuid=65534 --regid=65534 --clear-groups cat /var/lib/cloud/seed/nocloud/user-data`
  expect(await target.run({ what: 'read the seed', script: read })).toMatchObject({ exit: 1, stdout: '' })
  // As if somebody had opened it.
  const seed = join(hypervisor.storage, `drover-${uuid}/seed`)
  await chmod(seed, 0o755)
  await chmod(join(seed, 'user-data'), 0o644)
  const { stdout } = await target.run({ what: 'read the seed', script: read })
  const kept = await target.run({
    what: 'look',
    script: sh`cat /root/.ssh/authorized_keys; ls /var/lib/cloud/instances/*`,
  })
  await target.close()
  const told = parse(stdout)
  const key: string = told.ssh_keys.ed25519_private
  expect(key).toContain('PRIVATE KEY')
  // It is neither what the machine is known by, nor what lets in; and what let in once does no longer.
  const { host: jumpHost, hostKey, ...rest } = hypervisor.ssh
  const endpoint = { host: address, port: 22, user: 'root', jumps: [{ ...rest, host: jumpHost, hostKeys: [hostKey] }] }
  const as = (keys: readonly string[], pinned: readonly string[]) =>
    connect({ ...endpoint, hostKeys: pinned }, [...keys, hypervisor.identity]).catch(failureOf)
  expect(await as([user.private], [told.ssh_keys.ed25519_public])).toMatchObject({ code: 'host-key-refused' })
  expect(await as([key], hostKeys)).toMatchObject({ code: 'authentication-failed', host: address })
  expect(kept.stdout.split('\n')[0]).toBe(user.public)
  for (const once of told.ssh_authorized_keys) if (once !== user.public) expect(kept.stdout).not.toContain(once)
  expect(kept.stdout).not.toContain('user-data')
})

test('another memory is to be asked for, and a protected domain is left alone', async () => {
  const more = { memory: '300M' }
  const changed = { action: 'replace', changes: ['memory: 256M → 300M'] }
  expect((await seen(wishFor(more))).plan).toMatchObject({
    ...changed,
    refused: expect.stringContaining('replace: true'),
  })
  expect((await seen(wishFor({ ...more, replace: true }))).plan).not.toHaveProperty('refused')
  const guarded = wishFor({ ...more, replace: true, protect: true })
  const { found, plan } = await seen(guarded)
  expect(plan).toMatchObject({ ...changed, refused: expect.stringContaining('protect: true') })
  const refusal = { failure: { code: 'environment-failed', message: expect.stringContaining('protect: true') } }
  await expect(type.realise?.(guarded, plan, context())).rejects.toMatchObject(refusal)
  await expect(type.destroy?.(guarded, found, context())).rejects.toMatchObject(refusal)
})

test('to another deployment it is somebody else’s', async () => {
  const { found } = await seen(wishFor())
  const name = found.state === 'present' ? String(found.facts.name) : ''
  const stranger = context({ deployment: 'shop' })
  const other = await seen(wishFor({ name }), stranger)
  const owner = 'drover-test, stage test, machine web'
  expect(other.found).toEqual({ state: 'foreign', owner })
  const refusal = { failure: { code: 'foreign-machine', name, owner } }
  await expect(type.realise?.(wishFor({ name }), other.plan, stranger)).rejects.toMatchObject(refusal)
  await expect(type.destroy?.(wishFor({ name }), other.found, stranger)).rejects.toMatchObject(refusal)
  expect(await type.list?.(wishFor(), stranger)).toEqual([])
})

test('one that was stopped is still there, and says what it is', async () => {
  const { found } = await seen(wishFor())
  if (found.state !== 'present') throw new Error('it is there')
  const uuid = String(found.facts.uuid)
  await hypervisor.virsh('lxc', 'destroy', uuid)
  const stopped = await seen(wishFor())
  expect(stopped).toMatchObject({
    found: { state: 'present', facts: { off: 'shut off (destroyed)' } },
    plan: { action: 'nothing' },
  })
  const facts = { ...found.facts, off: 'shut off (destroyed)' }
  await expect(type.reach(wishFor(), facts, context())).rejects.toThrow('is shut off (destroyed): have it run again')
})

test('one that does not boot is told with its state, and leaves nothing', async () => {
  const root = join(folder, 'ends')
  await mkdir(join(root, 'sbin'), { recursive: true })
  await writeFile(join(root, 'sbin/init'), '', { mode: 0o755 })
  const wish = wishFor({ name: 'ends', image: root })
  const other = context({ machine: 'ends' })
  const { plan } = await seen(wish, other)
  await expect(type.realise?.(wish, plan, other)).rejects.toThrow(/could not start the domain|is shut off/)
  expect(await seen(wish, other)).toMatchObject({ found: { state: 'absent' } })
  expect(await readdir(hypervisor.storage)).toHaveLength(1)
})

test('all that the deployment owns is listed, and discarded with its storage', async () => {
  const [owned, ...none] = (await type.list?.(wishFor(), context())) ?? []
  expect(none).toEqual([])
  expect(owned).toMatchObject({ stage: 'test', machine: 'web', price: null, protected: false })
  if (owned) await expect(type.discard?.(wishFor(), owned, context({ deployment: 'shop' }))).rejects.toThrow()
  if (owned) await type.discard?.(wishFor(), owned, context())
  expect(await seen(wishFor())).toMatchObject({ found: { state: 'absent' } })
  expect(await readdir(hypervisor.storage)).toEqual([])
  await type.destroy?.(wishFor(), { state: 'unfinished', reason: '' }, context())
  if (owned) await type.discard?.(wishFor(), owned, context())
})
