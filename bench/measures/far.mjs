// Up to date over a link with 100 ms of round trip, beside plain ssh over the same link. The delay is that of a TCP proxy of
// our own (delay.mjs): the kernel's netem is not everywhere.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { herdOf } from '../herd.mjs'
import { node24, root } from '../world.mjs'
import { upToDate } from './login.mjs'

const milliseconds = 100

/** The machines of `near` have to be up to date. */
export async function upToDateFar(world, near, times) {
  const proxy = spawn(node24, [join(root, 'bench/delay.mjs')], { stdio: ['pipe', 'pipe', 'inherit'], detached: true })
  try {
    proxy.stdin.write(
      `${JSON.stringify({ milliseconds, to: near.machines.map(({ host, port }) => ({ host, port })) })}\n`,
    )
    const [line] = await once(createInterface({ input: proxy.stdout }), 'line', { signal: world.signal })
    const ports = JSON.parse(line)
    const far = near.machines.map((machine, index) => ({ ...machine, host: '127.0.0.1', port: ports[index] }))
    return await upToDate(await herdOf(world, far), times)
  } finally {
    proxy.stdin.end()
  }
}
