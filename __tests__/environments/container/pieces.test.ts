import { utils } from 'ssh2'
import { nspawnArguments } from '../../../src/environments/container/boot'
import { cacheAt, containerPlace } from '../../../src/environments/container/cache'
import { hierarchies } from '../../../src/environments/container/cgroup'
import { rootFolder } from '../../../src/environments/container/debian-root'
import { filtersForwarding, forwardRules, packetTable } from '../../../src/environments/container/firewall'
import { furnishings } from '../../../src/environments/container/furnish'
import { memoryBytes } from '../../../src/environments/container/memory'
import { obstacle } from '../../../src/environments/container/prerequisites'
import { usableServers } from '../../../src/environments/container/resolver'
import { newKeyPair } from '../../../src/environments/key-pair'
import { readPins } from '../../../src/ssh/host-key'

const cache = cacheAt('/srv/drover')

test('names of links are short enough for the kernel', () => {
  const { id } = containerPlace(cache, 'a-rather-long-name-of-a-container-in-a-deployment')
  expect(`vb-${id}`.length).toBeLessThanOrEqual(15)
  expect(cache.bridge.length).toBeLessThanOrEqual(15)
})

test('two caches share neither bridge nor ids', () => {
  const other = cacheAt('/srv/other')
  expect(other.bridge).not.toBe(cache.bridge)
  expect(containerPlace(other, 'web').id).not.toBe(containerPlace(cache, 'web').id)
})

test('systemd-nspawn boots the machine on its bridge, and takes nothing from the host', () => {
  const place = containerPlace(cache, 'web')
  expect(nspawnArguments(place, { bridge: 'drv-1', hostName: 'web' })).toEqual([
    'systemd-nspawn',
    '--quiet',
    '--boot',
    '--directory=/srv/drover/containers/web/root',
    `--machine=${place.id}`,
    '--hostname=web',
    '--network-bridge=drv-1',
    '--register=no',
    '--keep-unit',
    '--link-journal=no',
    '--resolv-conf=off',
    '--timezone=off',
  ])
})

test.each([
  { name: 'a host without iptables', saved: '', filters: false },
  { name: 'empty chains that accept', saved: '*filter\n:FORWARD ACCEPT [0:0]\nCOMMIT\n', filters: false },
  { name: 'a policy to drop', saved: '*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\nCOMMIT\n', filters: true },
  { name: 'rules', saved: '*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -j REJECT\nCOMMIT\n', filters: true },
  {
    name: 'rules of another table',
    saved: '*mangle\n:FORWARD DROP [0:0]\nCOMMIT\n*filter\n:FORWARD ACCEPT [0:0]\nCOMMIT\n',
    filters: false,
  },
])('$name: needs rules of ours = $filters', ({ saved, filters }) => {
  expect(filtersForwarding(saved)).toBe(filters)
})

test('whatever goes into the packet filter carries our name', () => {
  const table = packetTable('drv-1a', '10.0.0.0/24', { forwardsForUs: false })
  expect(table).toContain('table ip drv_1a {\n')
  expect(table).toContain('ip saddr 10.0.0.0/24 ip daddr != 10.0.0.0/24 masquerade')
  for (const rule of forwardRules('drv-1a')) expect(rule.join(' ')).toContain('--comment drv_1a')
})

test('cgroups are found on old, mixed and new hosts', () => {
  const line = (folder: string, rest: string) => `31 30 0:1 / ${folder} rw,relatime - ${rest}`
  const mixed = [
    line('/sys/fs/cgroup/memory', 'cgroup cgroup rw,memory'),
    line('/sys/fs/cgroup/systemd', 'cgroup cgroup rw,name=systemd'),
    line('/sys/fs/cgroup/unified', 'cgroup2 cgroup2 rw'),
    line('/', 'ext4 /dev/vda rw'),
  ].join('\n')
  expect(hierarchies(mixed)).toEqual({
    process: ['/sys/fs/cgroup/systemd', '/sys/fs/cgroup/unified'],
    memory: '/sys/fs/cgroup/memory',
  })
  expect(hierarchies(line('/sys/fs/cgroup', 'cgroup2 cgroup2 rw,nsdelegate'))).toEqual({ process: ['/sys/fs/cgroup'] })
})

test.each([
  ['nameserver 10.0.0.1\nnameserver 127.0.0.53\n', ['10.0.0.1']],
  ['# nameserver 10.0.0.1\nsearch example\n', []],
  ['nameserver ::1\n nameserver\tfd00::1 \n', ['fd00::1']],
])('of %j a container can use %j', (text, servers) => {
  expect(usableServers(text)).toEqual(servers)
})

test.each([
  ['512M', 536_870_912],
  ['2g', 2_147_483_648],
  ['1GiB', 1_073_741_824],
  ['65536', 65_536],
])('%s of memory are %d bytes', (text, bytes) => {
  expect(memoryBytes(text)).toBe(bytes)
})

test('a root is shared by those who ask for the same, in whatever order', () => {
  const folder = (...packages: readonly string[]) => rootFolder(cache, { release: 'bookworm', packages })
  expect(folder('a', 'b')).toBe(folder('b', 'a'))
  expect(folder('a')).not.toBe(folder())
})

test('a machine knows its own key and lets in those it is told to, and only root reads the secrets', async () => {
  const hostKey = await newKeyPair()
  const files = furnishings({
    hostName: 'web',
    address: '10.0.0.2',
    prefix: 24,
    gateway: '10.0.0.1',
    nameServers: ['10.0.0.9'],
    hostKey,
    authorizedKeys: ['ssh-ed25519 A', 'ssh-ed25519 B'],
  })
  expect(readPins(hostKey.public)).toHaveLength(1)
  expect(files.filter(({ mode }) => mode === 0o600).map(({ path }) => path)).toEqual([
    'etc/ssh/ssh_host_ed25519_key',
    'root/.ssh/authorized_keys',
  ])
  const text = (path: string) => files.find(file => file.path === path)?.text
  expect(text('root/.ssh/authorized_keys')).toBe('ssh-ed25519 A\nssh-ed25519 B\n')
  expect(text('etc/systemd/network/10-host0.network')).toContain('Address=10.0.0.2/24\nGateway=10.0.0.1\n')
})

test.each([
  { platform: 'linux', uid: 0, says: undefined },
  { platform: 'linux', uid: 1000, says: 'containers need root; this process runs as uid 1000 (try sudo)' },
  { platform: 'darwin', uid: 501, says: 'containers need Linux; this is darwin' },
])('as uid $uid on $platform: $says', ({ platform, uid, says }) => {
  expect(obstacle(platform, uid)).toBe(says)
})

test('every key pair that is made can be read again', async () => {
  for (let made = 0; made < 1000; made++) expect(utils.parseKey((await newKeyPair()).private)).not.toBeInstanceOf(Error)
})
