import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { command, output } from '../../src/environments/container/command'
import { newKeyPair } from '../../src/environments/key-pair'

/** A hypervisor of a test's own, with a network of libvirt's named `lab`; see `hypervisor.sh`. */
export interface Hypervisor {
  /** Everything of it lies in here. */
  readonly folder: string
  /** Where images and disks lie. */
  readonly storage: string
  /** The same libvirtd, asked without SSH by a process of this host. */
  readonly local: (driver: 'lxc' | 'qemu') => string
  /** How it is declared where it is reached by SSH. */
  readonly ssh: { readonly host: string; readonly port: number; readonly user: string; readonly hostKey: string }
  /** Logs in there: a private key. */
  readonly identity: string
  /** virsh, asked in the place of Drover. */
  virsh(driver: 'lxc' | 'qemu', ...words: readonly string[]): Promise<string>
  stop(): Promise<void>
}

const network = (third: number): string => `<network><name>lab</name><bridge name='lab0' stp='off' delay='0'/>
  <ip address='10.88.${third}.1' netmask='255.255.255.0'>
    <dhcp><range start='10.88.${third}.10' end='10.88.${third}.99'/></dhcp></ip></network>`

/** Starts one. Its guests have no route from this host: they are reached by way of its sshd. */
export async function startHypervisor(): Promise<Hypervisor> {
  const folder = await mkdtemp(join(tmpdir(), 'drover-hv-'))
  await chmod(folder, 0o711)
  const hostKey = await newKeyPair()
  const identity = await newKeyPair()
  // Two runs on one host are to have two links and two subnets.
  const third = process.pid % 250
  const [here, there] = [`10.89.${third}.1`, `10.89.${third}.2`]
  const [outer, inner] = [`hvo${process.pid}`, `hvi${process.pid}`]
  await writeFile(join(folder, 'host_key'), hostKey.private, { mode: 0o600 })
  await writeFile(join(folder, 'authorized'), `${identity.public}\n`)
  await writeFile(join(folder, 'sshd_config'), sshdConfig(folder, there))

  const unshare = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc']
  const script = join(__dirname, 'hypervisor.sh')
  const child = spawn('unshare', [...unshare, 'sh', script, folder, inner, `${there}/30`], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  await output(['ip', 'link', 'add', outer, 'type', 'veth', 'peer', 'name', inner])
  await output(['ip', 'address', 'add', `${here}/30`, 'dev', outer])
  await output(['ip', 'link', 'set', outer, 'up'])
  await inNamespace(child.pid, inner)

  const local = (driver: 'lxc' | 'qemu') => `${driver}:///system?socket=${join(folder, 'run/libvirt-sock')}`
  const virsh: Hypervisor['virsh'] = (driver, ...words) => output(['virsh', '-q', '-c', local(driver), ...words])
  await answers(async () => (await command(['virsh', '-q', '-c', local('lxc'), 'list'])).exit === 0, folder)
  await writeFile(join(folder, 'network.xml'), network(third))
  await virsh('lxc', 'net-define', join(folder, 'network.xml'))
  await virsh('lxc', 'net-start', 'lab')
  const storage = join(folder, 'images')
  await mkdir(storage)
  return {
    folder,
    storage,
    local,
    ssh: { host: there, port: 22, user: 'root', hostKey: hostKey.public },
    identity: identity.private,
    virsh,
    async stop() {
      for (const driver of ['lxc', 'qemu'] as const)
        for (const uuid of (await virsh(driver, 'list', '--uuid').catch(() => '')).split(/\s+/).filter(Boolean))
          await virsh(driver, 'destroy', uuid).catch(() => {})
      child.stdin.end()
      await ended
      // The other end is gone with its namespace, or goes with this one.
      await command(['ip', 'link', 'delete', outer])
      // libvirt leaves the groups that its domains' groups lay in.
      await command(['sh', '-c', 'rmdir /sys/fs/cgroup/machine /sys/fs/cgroup/*/machine'])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const sshdConfig = (folder: string, address: string): string =>
  [
    `ListenAddress ${address}`,
    'Port 22',
    `HostKey ${folder}/host_key`,
    `AuthorizedKeysFile ${folder}/authorized`,
    `PidFile ${folder}/sshd.pid`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
  ]
    .map(line => `${line}\n`)
    .join('')

/** Moves one end of the link into the namespace of the child's child: what `unshare --fork` began. */
async function inNamespace(pid: number | undefined, link: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
    const inside = children.trim()
    if (inside !== '' && (await command(['ip', 'link', 'set', link, 'netns', inside])).exit === 0) return
    await pause(20)
  }
  throw new Error('the hypervisor has no namespace')
}

async function answers(asked: () => Promise<boolean>, folder: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await asked()) return
    await pause(50)
  }
  throw new Error(`libvirtd does not answer: ${await readFile(join(folder, 'log/libvirtd'), 'utf8').catch(() => '')}`)
}
