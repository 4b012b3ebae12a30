import { join } from 'node:path'
import { openssh } from '../../../src/services/openssh'
import { service } from '../../../src/system/service'
import type { SystemInput } from '../../../src/system/system'
import { type LabMachine, labMachine } from '../../support/lab'
import { deploySystem } from '../../support/lab-system'

// Not Ubuntu: what Ubuntu 24.04 is known to do otherwise, made by hand on Debian 13, whose sshd takes sockets from systemd too.
jest.setTimeout(120_000)

let machine: LabMachine
beforeAll(async () => {
  machine = await labMachine({ release: 'trixie' })
  await does(ubuntu)
}, 600_000)
afterAll(() => machine?.destroy())

async function does(script: string): Promise<string> {
  const { exit, stdout, stderr } = await machine.exec(`set -eu; ${script}`)
  if (exit !== 0) throw new Error(`${script}: exit ${exit}: ${stderr}`)
  return stdout
}

const ubuntu = `
printf 'NAME="Ubuntu"\\nID=ubuntu\\nID_LIKE=debian\\nVERSION_ID="24.04"\\nVERSION_CODENAME=noble\\n' >/etc/os-release
useradd --create-home --shell /bin/bash --groups sudo ubuntu
printf 'ubuntu ALL=(ALL) NOPASSWD:ALL\\n' >/etc/sudoers.d/90-cloud-init-users
cp -r /root/.ssh /home/ubuntu/ && chown -R ubuntu: /home/ubuntu/.ssh
printf 'PermitRootLogin no\\n' >/etc/ssh/sshd_config.d/50-cloud-init.conf
mkdir -p /etc/netplan && printf 'network: {version: 2}\\n' >/etc/netplan/50-cloud-init.yaml && chmod 600 /etc/netplan/50-cloud-init.yaml

mkdir -p /srv/mirror && cd /srv/mirror
mkdir -p work/DEBIAN
printf 'Package: quick\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@example.org>\\nDescription: x\\n' >work/DEBIAN/control
printf '#!/bin/sh\\nset -e\\n[ "$NEEDRESTART_MODE" = l ]\\n[ "$DEBIAN_FRONTEND" = noninteractive ]\\n' >work/DEBIAN/postinst
chmod 755 work/DEBIAN/postinst
dpkg-deb --build --root-owner-group work quick.deb >/dev/null
{ cat work/DEBIAN/control; printf 'Filename: ./quick.deb\\nSize: %s\\nSHA256: %s\\n' "$(stat -c %s quick.deb)" "$(sha256sum <quick.deb | cut -c 1-64)"; } >Packages
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /var/lib/apt/lists/*
printf 'Types: deb\\nURIs: file:/srv/mirror\\nSuites: ./\\nTrusted: yes\\n' >/etc/apt/sources.list.d/ubuntu.sources

cat >/etc/systemd/system/ssh.socket <<'.'
[Unit]
Description=OpenBSD Secure Shell server socket
Before=sockets.target ssh.service
[Socket]
ListenStream=0.0.0.0:22
ListenStream=[::]:22
BindIPv6Only=ipv6-only
Accept=no
FreeBind=yes
[Install]
WantedBy=sockets.target
RequiredBy=ssh.service
.
mkdir -p /etc/systemd/system-generators
cat >/etc/systemd/system-generators/sshd-socket-generator <<'.'
#!/bin/sh
port=$(/usr/sbin/sshd -T 2>/dev/null | sed -n 's/^port //p')
[ "\${port:-22}" != 22 ] || exit 0
mkdir -p "$1/ssh.socket.d"
printf '[Socket]\\nListenStream=\\nListenStream=0.0.0.0:%s\\nListenStream=[::]:%s\\n' "$port" "$port" >"$1/ssh.socket.d/addresses.conf"
.
chmod 755 /etc/systemd/system-generators/sshd-socket-generator
systemctl daemon-reload
systemctl disable --quiet ssh.service
systemctl stop ssh.service
systemctl enable --quiet --now ssh.socket`

const deploy = (port: number, input: SystemInput, otherPorts: readonly number[] = []) =>
  deploySystem(
    {
      endpoint: { ...machine.endpoint, user: 'ubuntu', port, otherPorts },
      folder: join(__dirname, '../../../examples/forum'),
    },
    input,
  )
/** The ports of TCP on which somebody listens on all addresses, in hex. */
const listening = async () =>
  (await does("sed -n 's/^ *[0-9]*: 0*:\\([0-9A-F]*\\) 0*:0000 0A .*/\\1/p' /proc/net/tcp /proc/net/tcp6 | sort -u"))
    .split('\n')
    .slice(0, -1)
const changed = { outcome: 'changed', failures: [] }
const unchanged = { outcome: 'unchanged', changes: [], failures: [] }

test('it is as on Ubuntu: root may not log in, and nobody runs sshd until somebody comes', async () => {
  expect(
    await does(
      'systemctl is-active ssh.socket; systemctl is-active ssh.service || :; systemctl is-enabled ssh.service || :',
    ),
  ).toBe('active\ninactive\ndisabled\n')
  expect((await deploySystem({ endpoint: machine.endpoint, folder: '.' }, {})).failures).toMatchObject([
    { code: 'authentication-failed', user: 'root' },
  ])
})

test('a user of the group sudo deploys, packages of deb822 sources too, and what Ubuntu keeps is not touched', async () => {
  const system: SystemInput = {
    hostName: 'noble',
    packages: ['quick'],
    users: [{ name: 'ada', groups: ['sudo'] }],
    files: [{ kind: 'file', path: '/etc/motd', content: 'hello\n' }],
  }
  const netplan = await does('stat -c "%a %Y %i" /etc/netplan/*; sha256sum /etc/netplan/*')
  expect(await deploy(22, system)).toMatchObject(changed)
  expect(await does('id -nG ada; dpkg --status quick | grep ^Status; hostname')).toBe(
    'ada sudo\nStatus: install ok installed\nnoble\n',
  )
  expect(await does('stat -c "%a %Y %i" /etc/netplan/*; sha256sum /etc/netplan/*')).toBe(netplan)
  expect(await deploy(22, system)).toEqual(unchanged)
})

describe.each([
  { name: 'with the generator that Ubuntu has', generator: true },
  { name: 'without one, as on Debian', generator: false },
])('sshd by socket activation, $name', ({ generator }) => {
  beforeAll(() =>
    does(`${generator ? ':' : 'rm /etc/systemd/system-generators/sshd-socket-generator'}
systemctl daemon-reload; systemctl stop ssh.service; systemctl disable --quiet ssh.service; systemctl restart ssh.socket`),
  )

  test('a port among those where the runner comes is changed and changed back, over the port that is new', async () => {
    const system = { hostName: 'noble', services: [service(openssh, { port: 2222 })] }
    expect(await deploy(2222, system, [22])).toMatchObject(changed)
    expect(await listening()).toEqual(['08AE'])
    expect(await deploy(2222, system, [22])).toEqual(unchanged)
    const without = { hostName: 'noble', services: [service(openssh)] }
    expect(await deploy(2222, without, [22])).toMatchObject(changed)
    expect(await listening()).toEqual(['0016'])
    expect(await deploy(2222, without, [22])).toEqual(unchanged)
  })

  test('a port where the runner does not come is undone, and the old one answers', async () => {
    const system = { hostName: 'noble', services: [service(openssh, { port: 2222 })] }
    expect(await deploy(22, system)).toMatchObject({ outcome: 'failed-undone', failures: [{ code: 'locked-out' }] })
    expect(await listening()).toEqual(['0016'])
    const without = { hostName: 'noble', services: [service(openssh)] }
    expect((await deploy(22, without)).failures).toEqual([])
    expect(await deploy(22, without)).toEqual(unchanged)
    expect(await does('systemctl is-active ssh.socket; systemctl is-enabled ssh.service || :')).toBe(
      'active\ndisabled\n',
    )
  })
})

test('settings that sshd does not take fail the deployment, and it is still to be reached', async () => {
  const broken = { hostName: 'noble', services: [service(openssh, { port: 2222, settings: { Ciphers: 'none-such' } })] }
  expect(await deploy(22, broken)).toMatchObject({ outcome: 'failed-undone', failures: [{ step: 'unit:ssh.service' }] })
  expect(await deploy(22, { hostName: 'noble', services: [service(openssh)] })).toMatchObject({ failures: [] })
})
