// A far network on loopback: passes TCP on to some servers, and each byte arrives half a round trip later. Reads from its
// standard input a line of JSON, `{ "milliseconds", "to": [{ "host", "port" }] }`, answers with the ports that it listens on,
// and ends when standard input does: it never outlives who started it.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'

const lines = createInterface({ input: process.stdin })
const { milliseconds, to } = JSON.parse((await once(lines, 'line'))[0])
process.stdin.on('end', () => process.exit(0))
const half = milliseconds / 2

/** Loopback answers at once. A far server learns of a connection one and a half round trips after it was asked for. */
function pass(near, target) {
  const opened = performance.now()
  near.setNoDelay(true)
  const far = connect({ ...target, noDelay: true })
  const pipe = (from, into, notBefore) => {
    // One after the other: timers of different lengths may come in another order than they are due.
    let turn = Promise.resolve()
    const later = act => {
      const due = Math.max(performance.now() + half, notBefore)
      turn = turn.then(() => wait(Math.max(0, due - performance.now()))).then(act)
    }
    from.on('data', chunk => later(() => into.destroyed || into.write(chunk)))
    from.on('end', () => later(() => into.end()))
    from.on('error', () => into.destroy())
    from.on('close', () => later(() => into.destroy()))
  }
  pipe(near, far, opened + 3 * half)
  // The server's greeting is on its way when the connection has got to it.
  pipe(far, near, opened + 4 * half)
}

const ports = await Promise.all(
  to.map(async target => {
    const server = createServer(near => pass(near, target)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return server.address().port
  }),
)
process.stdout.write(`${JSON.stringify(ports)}\n`)
