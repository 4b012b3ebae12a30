import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Client, ClientChannel } from 'ssh2'
import { DroverError, thrownWords } from '../failure'
import type { SshEndpoint, Target } from '../target/target'
import { run } from './run'
import { turns } from './turns'
import { farewell, type Login, type Way } from './way'

export interface Sharing {
  /** Channels at a time. A server that allows fewer is noticed, and then has fewer. */
  readonly sessions: number
  readonly signal: AbortSignal
  /** How the machine was reached. */
  readonly way: Way
}

/** A login, as a target, which owns it from here on, and the way there with it. */
export function sshTarget(
  login: Login,
  { host, user, sudoPassword, limits, port: first, otherPorts = [] }: SshEndpoint,
  { sessions, signal, way }: Sharing,
): Target {
  const { client, stream, port, keys } = login
  const cut = () => {
    stream.destroy()
    way.cut()
  }
  const leave = farewell(login, cut)
  // A server that is logged in to as root runs no sudo.
  const sudo = { password: user === 'root' ? undefined : sudoPassword?.(), proven: false }
  let gone: DroverError | undefined
  const lose = (message: string) => {
    gone ??= new DroverError({ code: 'connection-lost', host, message })
  }
  const closedByIt = new DroverError({ code: 'connection-lost', host, message: 'the connection was closed' })
  // The stream knows a moment before the client says so.
  const whyLost = () => gone ?? (stream.readable && stream.writable ? undefined : closedByIt)
  const ended = new AbortController()
  const cancel = () => {
    gone ??= new DroverError({ code: 'cancelled' })
    ended.abort()
    cut()
  }
  client.on('error', error => lose(inWords(error)))
  client.on('close', () => {
    lose('the connection was closed')
    signal.removeEventListener('abort', cancel)
  })
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()

  const queue = turns(sessions)
  let channels = 0
  const open = async (command: string): Promise<ClientChannel> => {
    // A channel that has just closed may still count at the server when the next is asked for.
    for (const wait of [10, 40, 150, 400, undefined]) {
      if (gone) throw gone
      const opened = await exec(client, command)
      if (!(opened instanceof Error)) return opened
      if (gone) throw gone
      if (wait === undefined || (channels > 1 && sessions > 1)) throw opened
      await pause(wait)
    }
    throw whyLost() ?? closedByIt
  }
  const once = async (request: Parameters<Target['run']>[0]) => {
    const leave = await queue.take(request.signal)
    channels++
    try {
      return await run({ host, user, sudo, limits, ended: ended.signal, open, whyLost }, request)
    } catch (error) {
      if (error instanceof DroverError) throw error
      if (channels > 1) {
        queue.narrow()
        return undefined
      }
      const message = thrownWords(error)
      throw new DroverError({ code: 'connection-lost', host, message }, { cause: error })
    } finally {
      channels--
      leave()
    }
  }
  return {
    access: { user, port, ports: [first, ...otherPorts], keys },
    async run(request) {
      // It may fail while this waits for its turn. Then the run finds it so, and nobody else need know.
      if (request.input instanceof Readable) request.input.on('error', () => {})
      try {
        while (true) {
          const answer = await once(request)
          if (answer) return answer
        }
      } finally {
        if (request.input instanceof Readable) request.input.destroy()
      }
    },
    async close() {
      gone ??= new DroverError({ code: 'cancelled' })
      await leave()
      await way.close()
    },
  }
}

/** ssh2 probes a silent connection, and gives it up at the fourth probe without an answer. */
const inWords = ({ message }: Error): string =>
  message === 'Keepalive timeout' ? 'the machine answered to none of the last probes of the line' : message

/** A channel with a command on it, or why there is none. */
function exec(client: Client, command: string): Promise<ClientChannel | Error> {
  return new Promise(resolve => {
    try {
      client.exec(command, (error, channel) => resolve(error ?? channel))
    } catch (error) {
      resolve(error instanceof Error ? error : new Error(String(error)))
    }
  })
}
