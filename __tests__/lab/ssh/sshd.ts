import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type MadeKey, makeKey } from '../../ssh/keys'

/** OpenSSH's own server on a loopback port, with host keys and authorized keys of its own. Needs root. */
export interface Sshd {
  readonly port: number
  /** By type. */
  readonly hostKeys: Readonly<Record<string, MadeKey>>
  /** Everything it logged so far, at level VERBOSE. */
  log(): string
  /** Ends the processes of the connections that are open, as a crash would: nobody says goodbye. */
  killConnections(): void
  stop(): Promise<void>
}

export interface Serving {
  /** Who may log in, whoever the user is. */
  readonly authorized: readonly MadeKey[]
  readonly hostKeyTypes?: readonly string[]
  /** Lines of sshd_config that come before the usual ones. */
  readonly config?: readonly string[]
  readonly address?: string
  readonly port?: number
}

export async function startSshd({
  authorized,
  hostKeyTypes = ['ed25519'],
  config = [],
  ...place
}: Serving): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'drover-sshd-'))
  // sshd reads the authorized keys as the user who logs in.
  chmodSync(folder, 0o711)
  const port = place.port ?? (await freePort())
  const address = place.address ?? '127.0.0.1'
  const hostKeys = Object.fromEntries(hostKeyTypes.map(type => [type, makeKey(type)]))
  for (const [type, { secret }] of Object.entries(hostKeys)) writeFileSync(join(folder, type), secret, { mode: 0o600 })
  writeFileSync(join(folder, 'authorized'), authorized.map(({ line }) => `${line}\n`).join(''))
  const lines = [
    ...config,
    `ListenAddress ${address}`,
    `Port ${port}`,
    ...hostKeyTypes.map(type => `HostKey ${join(folder, type)}`),
    `AuthorizedKeysFile ${join(folder, 'authorized')}`,
    `PidFile ${join(folder, 'pid')}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'LogLevel VERBOSE',
  ]
  writeFileSync(join(folder, 'config'), `${lines.join('\n')}\n`)
  // Where sshd keeps the empty root of its unprivileged half; on a machine without a running sshd nobody has made it.
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const child = spawn('/usr/sbin/sshd', ['-D', '-f', join(folder, 'config'), '-E', join(folder, 'log')], {
    stdio: 'ignore',
  })
  const log = () => readFileSync(join(folder, 'log'), 'utf8')
  for (let tries = 0; !listening(log); tries++) {
    if (tries > 200 || child.exitCode !== null) throw new Error(`sshd does not listen: ${log()}`)
    await pause(20)
  }
  return {
    port,
    hostKeys,
    log,
    killConnections: () => killChildren(child),
    stop: async () => {
      killChildren(child)
      const gone = new Promise(resolve => child.once('exit', resolve))
      if (child.exitCode === null && child.kill('SIGKILL')) await gone
      rmSync(folder, { recursive: true })
    },
  }
}

function listening(log: () => string): boolean {
  try {
    return log().includes('Server listening')
  } catch {
    return false
  }
}

function killChildren({ pid }: ChildProcess): void {
  const children = (of: number): number[] => {
    try {
      return readFileSync(`/proc/${of}/task/${of}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
    } catch {
      return []
    }
  }
  for (const child of pid === undefined ? [] : children(pid)) {
    for (const one of [child, ...children(child)]) {
      try {
        process.kill(one, 'SIGKILL')
      } catch {
        // It ended by itself in the meantime.
      }
    }
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return address.port
}
