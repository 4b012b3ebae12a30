import { answers, start } from '../../src/environments/container/boot'
import { type ContainerPlace, cacheAt, containerPlace } from '../../src/environments/container/cache'
import { command, output } from '../../src/environments/container/command'
import { createContainer } from '../../src/environments/container/create'
import type { Release } from '../../src/environments/container/debian-root'
import { destroyContainer } from '../../src/environments/container/destroy'
import { readFacts } from '../../src/environments/container/facts'
import { kill, leaderOf, startOf } from '../../src/environments/container/members'
import { deleteLink } from '../../src/environments/container/network'
import { obstacle } from '../../src/environments/container/prerequisites'
import type { SshEndpoint } from '../../src/target/target'
import { Disk } from './disk'

/** A real machine to test on: Debian with systemd as process 1 and sshd, in a container of its own. */
export interface LabMachine {
  readonly name: string
  readonly address: string
  /** `ssh-ed25519 AAAA…`. */
  readonly hostKey: string
  /** Logs in as root; in OpenSSH's PEM form. */
  readonly privateKey: string
  readonly endpoint: SshEndpoint
  /** Runs a script as root in the machine without SSH: a look that is independent of what is tested. */
  exec(
    script: string,
    input?: string,
  ): Promise<{ readonly exit: number; readonly stdout: string; readonly stderr: string }>
  /** Pulls its network cable, or plugs it in again. */
  link(way: 'down' | 'up'): Promise<void>
  /** Ends all that runs in it at once, as a power cut does, and boots it again on the same disk. Nothing is lost on that disk. */
  crash(): Promise<void>
  /** Its disk, where it has one of its own: the one thing that is left when its power is cut. */
  readonly disk: Disk | undefined
  /** Cuts its power, and boots it again from what was on its disk by then, or from an earlier copy of it. */
  cutPower(copy?: string): Promise<void>
  destroy(): Promise<void>
}

export interface LabOptions {
  readonly release?: Release
  /** Debian packages to be there from the start; each set of them is a root of its own, made once. */
  readonly packages?: readonly string[]
  readonly name?: string
  /** With a disk of its own, so that its power can be cut. */
  readonly disk?: boolean
}

const cache = cacheAt()
let made = 0

/** Boots a machine and waits until it takes SSH. It is gone at the latest when the next run starts, should this one be killed. */
export async function labMachine(options: LabOptions = {}): Promise<LabMachine> {
  const reason = obstacle(process.platform, process.getuid?.())
  if (reason !== undefined)
    throw new Error(`The lab's tests can't run here: ${reason}. “npm run test:unit” runs anywhere.`)
  const machine = options.name ?? `lab-${++made}`
  const name = `lab-${process.pid}-${machine}`
  const started = await startOf(process.pid)
  if (started === undefined) throw new Error('/proc does not know this process')
  const facts = await createContainer(
    cache,
    {
      name,
      deployment: 'lab',
      stage: String(process.pid),
      machine,
      release: options.release ?? 'bookworm',
      packages: options.packages ?? [],
      memory: null,
      publicKeys: [],
      owner: { pid: process.pid, started },
    },
    { progress: () => {} },
  )
  const { address, hostKey, identity } = facts
  const place = containerPlace(cache, name)
  const disk = options.disk ? await ownDisk(place) : undefined
  return {
    name: machine,
    address,
    hostKey,
    privateKey: identity,
    endpoint: { host: address, port: 22, user: 'root', hostKeys: [hostKey], identities: [identity] },
    exec: (script, input) => execInside(place.id, script, input),
    link: async way => void (await output(['ip', 'link', 'set', `vb-${place.id}`, way])),
    crash: () => kill(place.id).then(() => booted(place)),
    disk,
    cutPower: async copy => {
      if (!disk) throw new Error(`${machine} has no disk of its own`)
      await disk.cut(copy)
      await booted(place)
    },
    destroy: async () => {
      await destroyContainer(cache, name)
      await disk?.close()
    },
  }
}

/** Brings Debian packages to a machine that runs: cheaper than a root of its own where one test needs them. */
export async function installed(machine: LabMachine, ...packages: readonly string[]): Promise<void> {
  const { exit, stderr } = await machine.exec(
    `DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ${packages.join(' ')}`,
  )
  if (exit !== 0) throw new Error(`apt-get install ${packages.join(' ')}: ${stderr}`)
}

/** So many machines, booted at the same time. */
export function labMachines(count: number, options: LabOptions = {}): Promise<readonly LabMachine[]> {
  return Promise.all(Array.from({ length: count }, () => labMachine(options)))
}

async function ownDisk(place: ContainerPlace): Promise<Disk> {
  const disk = new Disk(place)
  await kill(place.id)
  await disk.format()
  await booted(place)
  return disk
}

async function booted(place: ContainerPlace): Promise<void> {
  const facts = await readFacts(place)
  if (facts === undefined) throw new Error(`${place.name} has no facts`)
  await deleteLink(`vb-${place.id}`)
  await start(place, { base: facts.base, bridge: cache.bridge, hostName: facts.machine, memoryBytes: null })
  await answers(place, facts.address)
}

async function execInside(id: string, script: string, input?: string) {
  const leader = await leaderOf(id)
  if (leader === undefined) throw new Error('the lab machine does not run')
  const inside = ['--mount', '--uts', '--ipc', '--net', '--pid', 'env', '--ignore-environment', '--chdir=/']
  const environment = ['HOME=/root', 'LC_ALL=C.UTF-8', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin']
  return command(
    ['nsenter', '--target', String(leader), ...inside, ...environment, 'sh', '-c', script],
    input === undefined ? {} : { input },
  )
}
