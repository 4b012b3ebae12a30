import type { Duplex } from 'node:stream'
import type { Jump } from '../target/target'
import { logIn } from './log-in'
import type { SshOptions, Ways } from './options'
import type { Opened, Opening } from './socket'
import { direct, through, type Way } from './way'

/** That a host on the way could not be passed; `number` counts from 1. */
export class JumpFailed extends Error {
  constructor(
    readonly number: number,
    cause: unknown,
  ) {
    super(`jump host ${number}`, { cause })
    this.name = 'JumpFailed'
  }
}

/** One connection to the last of some jump hosts, and how many go by it. */
interface Shared {
  readonly way: Promise<Way>
  users: number
  /** How many streams it has opened so far. */
  opened: number
  /** `full`: it takes no more than it has. */
  state: 'open' | 'full' | 'gone'
}

export function ways(): Ways {
  const all = new Map<string, Shared>()

  async function by(jumps: readonly Jump[], options: SshOptions): Promise<Way> {
    if (jumps.length === 0) return direct
    const key = JSON.stringify(jumps)
    const first = await take(key, jumps, options)
    return leased(first, () => take(key, jumps, options))
  }

  async function take(key: string, jumps: readonly Jump[], options: SshOptions): Promise<Taken> {
    const before = all.get(key)
    const shared = before?.state === 'open' ? before : begin(jumps, options)
    if (shared !== before) all.set(key, shared)
    shared.users++
    try {
      return { shared, way: await shared.way }
    } catch (error) {
      shared.state = 'gone'
      throw error
    }
  }

  function begin(jumps: readonly Jump[], options: SshOptions): Shared {
    const gone = () => {
      shared.state = 'gone'
    }
    const shared: Shared = { way: reach(jumps, options, gone), users: 0, opened: 0, state: 'open' }
    return shared
  }

  async function reach(jumps: readonly Jump[], options: SshOptions, gone: () => void): Promise<Way> {
    const before = await by(jumps.slice(0, -1), options)
    const [last] = jumps.slice(-1)
    if (!last) return before
    try {
      const login = await logIn(last, before, options)
      login.client.once('close', gone)
      return through(login, before, last.host)
    } catch (error) {
      before.cut()
      throw new JumpFailed(jumps.length, error)
    }
  }

  return { by }
}

interface Taken {
  readonly shared: Shared
  readonly way: Way
}

/** One user's part in a connection. The last to leave closes it. */
function leased(first: Taken, another: () => Promise<Taken>): Way {
  let taken = first
  let left = false
  const streams: Duplex[] = []
  const last = ({ shared }: Taken): boolean => {
    shared.users--
    if (shared.users === 0) shared.state = 'gone'
    return shared.users === 0
  }
  const change = async () => {
    const before = taken
    taken = await another()
    if (last(before)) await before.way.close()
  }
  const open = async (to: Opening): Promise<Opened> => {
    const { shared, way } = taken
    const opened = await way.open(to)
    if ('failed' in opened) return opened
    shared.opened++
    streams.push(opened.stream)
    return opened
  }
  return {
    async open(to) {
      if (taken.shared.state === 'gone') await change()
      for (;;) {
        const { shared } = taken
        const opened = await open(to)
        const full = 'failed' in opened && opened.crowded && shared.opened > 0 && shared.users > 1
        if (!full || to.signal.aborted) return opened
        // What it carries it carries on; what is left is a connection beside it.
        if (shared.state === 'open') shared.state = 'full'
        await change()
      }
    },
    async close() {
      if (left) return
      left = true
      if (last(taken)) await taken.way.close()
    },
    cut() {
      if (left) return
      left = true
      for (const stream of streams) stream.destroy()
      if (last(taken)) taken.way.cut()
    },
  }
}
