import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Client, ClientChannel } from 'ssh2'
import { messageOf, type Opened, type Opening, openSocket } from './socket'

/** How to get to a port: from here, or by the last of the jump hosts that were logged in to. */
export interface Way {
  /** Opens a stream within so many seconds. An abort counts as failed; who aborted knows why. */
  open(to: Opening): Promise<Opened>
  /** Leaves the jump hosts, the last first. */
  close(): Promise<void>
  /** Drops what goes this way at once, and the connections that nobody else goes by. */
  cut(): void
}

/** A client that is logged in, and the stream that it talks over. */
export interface Login {
  readonly client: Client
  readonly stream: Duplex
  /** Where it was let in. */
  readonly port: number
  /** Type and `SHA256:…` of the key that let it in, or of those of which one did. */
  readonly keys: readonly string[]
}

export const direct: Way = { open: openSocket, close: async () => {}, cut: () => {} }

/** Through a host that was reached by `before`: what it is asked to open, sshd opens from there. */
export function through(login: Login, before: Way, host: string): Way {
  const { client, stream } = login
  const cut = () => {
    stream.destroy()
    before.cut()
  }
  const leave = farewell(login, cut)
  // Many may wait for one and the same connection.
  stream.setMaxListeners(0)
  // What a broken connection means shows in the stream that went over it.
  client.on('error', () => {})
  return {
    open: to => forward(login, host, to),
    close: async () => {
      await leave()
      await before.close()
    },
    cut,
  }
}

/** What says goodbye, and cuts the line where nobody answers that. To be made before anything can close the client. */
export function farewell({ client }: Login, cut: () => void): () => Promise<void> {
  const closed = new Promise<void>(resolve => client.once('close', resolve))
  return async () => {
    client.end()
    const timer = setTimeout(cut, 2000)
    // By way of others a line that was cut may not hear of it before they notice that nobody is there.
    await Promise.race([closed, pause(3000, undefined, { ref: false })])
    clearTimeout(timer)
  }
}

function forward({ client, stream }: Login, by: string, { host, port, seconds, signal }: Opening): Promise<Opened> {
  return new Promise(resolve => {
    let settled = false
    const settle = (opened: Opened) => {
      settled = true
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      stream.off('close', gone)
      resolve(opened)
    }
    const abort = () => settle({ failed: 'cancelled', again: false })
    const gone = () => settle({ failed: `the connection to the jump host ${by} was lost`, again: false })
    const late = () => settle({ failed: tooLate(by, seconds), again: true })
    const timer = setTimeout(late, seconds * 1000)
    const done = (error: Error | undefined, channel: ClientChannel) => {
      if (settled) return error ? undefined : channel.close()
      if (error) return settle(refusal(error, by))
      settle({ stream: channel })
    }
    signal.addEventListener('abort', abort, { once: true })
    stream.once('close', gone)
    if (signal.aborted) return abort()
    try {
      client.forwardOut('127.0.0.1', 0, host.replace(/^\[(.*)\]$/, '$1'), port, done)
    } catch {
      gone()
    }
  })
}

const tooLate = (by: string, seconds: number): string =>
  `${by} opened no connection to it within ${seconds} s, the limit for connecting`

/** RFC 4254, 5.1: 1 is a server that may not, 2 one that tried, 4 one that has as many channels as it takes. */
function refusal(error: Error & { readonly reason?: unknown }, by: string): Opened {
  const said = messageOf(error).replace(/^\(SSH\) Channel open failure: /, '')
  if (error.reason !== 1)
    return { failed: `${by} can't connect to it: ${said}`, again: true, crowded: error.reason === 4 }
  const message = `${by} lets nobody jump (${said}): set AllowTcpForwarding yes in its sshd_config, and see its PermitOpen`
  return { failed: message, again: false, crowded: true }
}
