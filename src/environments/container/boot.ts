import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, open, readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { childEnvironment } from '../../child-environment'
import { DroverError } from '../../failure'
import type { ContainerPlace } from './cache'
import { makeGroups } from './cgroup'
import { command, containerFailure, output } from './command'
import { groupName, leaderOf, membersOf } from './members'

const bootSeconds = 60

export interface Boot {
  readonly base: string
  readonly bridge: string
  readonly hostName: string
  readonly memoryBytes: number | null
}

const needs =
  'It takes the kernel’s module “overlay” (modprobe overlay), and a folder for the containers (/var/cache/drover, or DROVER_CACHE) on a file ' +
  'system that is no overlay itself.'

/** Lays the container's own layer over the common root, and over the packages that are kept for it. */
export async function mountRoot(place: ContainerPlace, base: string, packages: string | undefined): Promise<void> {
  await Promise.all([place.root, place.upper, place.work].map(folder => mkdir(folder, { recursive: true })))
  const layers = `lowerdir=${packages === undefined ? '' : `${packages}:`}${base},upperdir=${place.upper},workdir=${place.work}`
  // `volatile` spares every sync: a container does not outlive the host's crash anyway, and packages install far faster.
  const { exit } = await command(['mount', '-t', 'overlay', '-o', `${layers},volatile`, 'drover', place.root])
  if (exit !== 0) await output(['mount', '-t', 'overlay', '-o', layers, 'drover', place.root], { needs })
}

/** What starts the container. Nothing of the host but its network bridge, its clock and its kernel gets in. */
export function nspawnArguments(place: ContainerPlace, { bridge, hostName }: Pick<Boot, 'bridge' | 'hostName'>) {
  return [
    'systemd-nspawn',
    '--quiet',
    '--boot',
    `--directory=${place.root}`,
    `--machine=${place.id}`,
    `--hostname=${hostName}`,
    `--network-bridge=${bridge}`,
    '--register=no',
    '--keep-unit',
    '--link-journal=no',
    '--resolv-conf=off',
    '--timezone=off',
  ]
}

/** Starts the container so that it outlives this process, in a cgroup of its own. */
export async function start(place: ContainerPlace, boot: Boot): Promise<void> {
  const nspawn = nspawnArguments(place, boot)
  const systemd = await access('/run/systemd/system').then(
    () => true,
    () => false,
  )
  if (systemd) {
    await output(['systemd-run', ...unitProperties(place, boot.memoryBytes), '--', ...nspawn])
    return
  }
  const groups = await makeGroups(place.id, boot.memoryBytes)
  const log = await open(place.console, 'a')
  try {
    const child = spawn('sh', ['-euc', joinGroups, 'sh', ...groups, '--', ...nspawn], {
      detached: true,
      env: childEnvironment(),
      stdio: ['ignore', log.fd, log.fd, 'pipe'],
    })
    // Only what is in the groups can be found and ended again: nothing goes on before it is.
    const joined = child.stdio[3]
    if (joined) await Promise.race([once(joined, 'data'), once(joined, 'close'), once(child, 'error')])
    child.unref()
  } finally {
    await log.close()
  }
}

// By this exit code systemd-nspawn leaves it to whoever started it to start it again: the container reboots.
const rebooting = '133'

const joinGroups =
  'while [ "$1" != -- ]; do echo $$ > "$1"; shift; done; shift; echo joined >&3; exec 3>&-; ' +
  `code=${rebooting}; while [ "$code" -eq ${rebooting} ]; do code=0; "$@" || code=$?; done`

function unitProperties(place: ContainerPlace, memoryBytes: number | null): readonly string[] {
  return [
    '--quiet',
    '--collect',
    `--unit=${groupName(place.id)}`,
    '--property=Delegate=yes',
    '--property=TasksMax=16384',
    `--property=RestartForceExitStatus=${rebooting}`,
    `--property=SuccessExitStatus=${rebooting}`,
    `--property=StandardOutput=file:${place.console}`,
    `--property=StandardError=file:${place.console}`,
    ...(memoryBytes === null ? [] : [`--property=MemoryMax=${memoryBytes}`]),
  ]
}

/** Resolves when sshd has said hello at the container's address. Throws with the console's last words where it never does. */
export async function answers(place: ContainerPlace, address: string, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + bootSeconds * 1000
  for (let attempt = 1; performance.now() < deadline; attempt++) {
    if (signal?.aborted) throw new DroverError({ code: 'cancelled' })
    if (await greets(address)) return
    if (attempt % 40 === 0 && (await membersOf(place.id)).length === 0) {
      throw containerFailure(`the container ended while it booted: ${await lastWords(place)}`)
    }
    await sleep(25)
  }
  const running = (await leaderOf(place.id)) === undefined ? 'It does not run.' : 'It runs.'
  throw containerFailure(`sshd gave no answer within ${bootSeconds} s. ${running} ${await lastWords(place)}`)
}

/** Whether an SSH server says hello at once. */
export function greets(host: string, port = 22): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port })
    const end = (answer: boolean) => () => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(1000, end(false))
    socket.once('data', data => end(data.toString('latin1').startsWith('SSH-'))())
    socket.once('error', end(false))
    socket.once('close', end(false))
  })
}

async function lastWords(place: ContainerPlace): Promise<string> {
  const text = await readFile(place.console, 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-5).join('\n')
}
