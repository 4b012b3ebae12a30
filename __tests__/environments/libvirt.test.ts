import { libvirt } from '../../src/environments/libvirt'
import { guestAt } from '../../src/environments/libvirt/create'
import { factsOf, foundIn, isBeingMade, ownedOf, planOf } from '../../src/environments/libvirt/found'
import type { Domain } from '../../src/environments/libvirt/look'
import type { Mark } from '../../src/environments/libvirt/mark'

const { type } = libvirt
const parse = (config: object = {}) => type.config.parse({ image: 'default/debian-12', ...config })
const key = `SHA256:${'a'.repeat(43)}`
const hypervisor = { host: 'hv.example', user: 'ops', hostKey: key }
const whose = { deployment: 'forum', stage: 'production', machine: 'web' }
const mark: Mark = {
  ...whose,
  state: 'ready',
  since: '2026-11-27T18:00:00.000Z',
  hostkey: key,
  storage: '/srv',
  protect: 'false',
  made: { image: 'default/debian-12', memory: '1024M', cpus: '1', network: 'default', domainType: 'kvm' },
}
const domain = (other: Partial<Mark> = {}, more: Partial<Domain> = {}): Domain => ({
  uuid: 'u-1',
  name: 'web-1',
  state: 'running (booted)',
  mark: { ...mark, ...other },
  address: '10.0.0.5',
  quietSeconds: undefined,
  ...more,
})

test.each([
  {
    name: 'a hypervisor in the URI',
    config: { connection: 'qemu+ssh://hv/system' },
    says: /^connection: .*named by “hypervisor”/,
  },
  { name: 'an image', config: { image: 'debian.qcow2' }, says: /^image: expected the whole path .* or “POOL\/VOLUME”/ },
  { name: 'a name that is an id', config: { name: '12' }, says: /^name: .*and is no number/ },
  { name: 'a name', config: { name: 'Web 1' }, says: /^name: a domain’s name is made of/ },
  { name: 'memory', config: { memory: '1M' }, says: /^memory: a Debian with systemd/ },
  { name: 'a network', config: { network: '-x' }, says: /^network: / },
  {
    name: 'a type',
    config: { domainType: 'lxc' },
    says: /^domainType: the connection qemu:\/\/\/system has no domains/,
  },
  { name: 'a command line without a kernel', config: { cmdline: 'quiet' }, says: /^cmdline: it belongs to a kernel/ },
  {
    name: 'a container’s image',
    config: { connection: 'lxc:///system', image: 'pool/root' },
    says: /^image: a container’s image/,
  },
  {
    name: 'a container’s size',
    config: { connection: 'lxc:///system', image: '/root', size: '1G' },
    says: /^size: a container has none/,
  },
  {
    name: 'a hypervisor without a key',
    config: { hypervisor: { host: 'hv' } },
    says: /^hypervisor\.hostKey: the host’s own public key/,
  },
])('a mistake in $name is said', ({ config, says }) => {
  const issues = type.config.safeParse({ image: '/img', ...config }).error?.issues ?? []
  expect(issues.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([expect.stringMatching(says)])
})

test.each([
  { name: 'nothing', seen: undefined, is: { state: 'absent' } },
  {
    name: 'a ready one',
    seen: domain(),
    is: { state: 'present', facts: { address: '10.0.0.5', hostKeys: [key], uuid: 'u-1' } },
  },
  {
    name: 'one without a mark',
    seen: domain({}, { mark: undefined }),
    is: { state: 'foreign', owner: /nobody that Drover knows/ },
  },
  {
    name: 'another stage’s',
    seen: domain({ stage: 'pr-1' }),
    is: { state: 'foreign', owner: /^forum, stage pr-1, machine web$/ },
  },
  {
    name: 'a half-made one',
    seen: domain({ state: 'provisioning' }),
    is: { state: 'unfinished', reason: /never finished/ },
  },
  {
    name: 'one that is being made',
    seen: domain({ state: 'provisioning' }, { quietSeconds: 5 }),
    is: { state: 'unfinished', reason: /a run is at it/ },
  },
  {
    name: 'one whose end has begun',
    seen: domain({ state: 'destroying' }),
    is: { state: 'unfinished', reason: /its end has begun/ },
  },
  { name: 'one that is ready without a key', seen: domain({ hostkey: undefined }), is: { state: 'unfinished' } },
  {
    name: 'a stopped one',
    seen: domain({}, { state: 'shut off (crashed)' }),
    is: { state: 'present', facts: { off: 'shut off (crashed)' } },
  },
])('what is found: $name', ({ seen, is }) => {
  const expected = Object.entries(is).map(([part, value]) => [
    part,
    value instanceof RegExp ? expect.stringMatching(value) : value,
  ])
  expect(foundIn(seen, parse(), whose)).toMatchObject(Object.fromEntries(expected))
})

test('one that nobody has said a word of for two minutes is no longer being made', () => {
  const quiet = (quietSeconds: number | undefined) => isBeingMade(domain({ state: 'provisioning' }, { quietSeconds }))
  expect([0, 119, 120, undefined].map(quiet)).toEqual([true, true, false, false])
  expect(isBeingMade(domain({}, { quietSeconds: 1 }))).toBe(false)
})

const present = { state: 'present', facts: factsOf(domain(), parse()) } as const

test.each([
  { name: 'nothing there', found: { state: 'absent' }, is: { action: 'create' } },
  { name: 'a half-made one there', found: { state: 'unfinished', reason: '' }, is: { action: 'replace' } },
  { name: 'the same there', found: present, is: { action: 'nothing' } },
  { name: 'the same memory written otherwise', config: { memory: '1G' }, found: present, is: { action: 'nothing' } },
  {
    name: 'more memory declared',
    config: { memory: '2G' },
    found: present,
    is: {
      action: 'replace',
      changes: ['memory: 1024M → 2G'],
      refused: expect.stringContaining('write “replace: true”'),
    },
  },
  {
    name: 'another image, a size and CPUs declared, and asked for',
    config: { image: '/img', size: '20G', cpus: 2, replace: true },
    found: present,
    is: { action: 'replace', changes: ['image: default/debian-12 → /img', 'size: none → 20G', 'cpus: 1 → 2'] },
  },
  {
    name: 'another network declared, and it is protected',
    config: { network: { bridge: 'br0' }, replace: true, protect: true },
    found: present,
    is: { changes: ['network: default → bridge br0'], refused: expect.stringContaining('protect: true') },
  },
  {
    name: 'another type declared',
    config: { domainType: 'qemu' },
    found: present,
    is: { changes: ['domainType: kvm → qemu'] },
  },
] as const)('with $name', ({ found, is, ...rest }) => {
  const plan = planOf(parse('config' in rest ? rest.config : {}), found, 'web-1')
  expect(plan).toMatchObject(is)
  expect('refused' in plan).toBe(
    'refused' in is || ('changes' in is && !('config' in rest && 'replace' in rest.config)),
  )
  expect(plan.price).toBeNull()
})

test('the summary says what it is, and where', () => {
  const { summary } = planOf(parse({ hypervisor, cpus: 2 }), { state: 'absent' }, 'web-1')
  expect(summary).toBe('a virtual machine of default/debian-12 with 1G of memory and 2 CPUs on hv.example')
})

test('a guest is reached by way of the hypervisor, of what is declared, or directly', () => {
  const by = (config: object) => guestAt(parse(config), '10.0.0.5').jumps
  const hop = { host: 'hv.example', port: 22, user: 'ops', hostKeys: [key] }
  expect(by({})).toBeUndefined()
  expect(by({ hypervisor })).toEqual([hop])
  expect(by({ hypervisor, jump: false })).toBeUndefined()
  expect(by({ hypervisor, jump: { ...hypervisor, host: 'bastion' } })).toEqual([{ ...hop, host: 'bastion' }])
})

test('what is owned says whose it is, since when, and whether it is protected', () => {
  const { since, stage, machine } = mark
  expect(ownedOf(domain({ protect: 'true' }))).toEqual([
    { id: 'u-1', name: 'web-1', stage, machine, since, price: null, protected: true },
  ])
})
