import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { childEnvironment } from '../../child-environment'
import { containerFailure } from './command'

// Whoever holds the lock removes its file, so that none is left; who waited on the removed one sees that and begins again.
const hold = `
while :; do
  exec 9>"$1"
  flock 9
  [ "$1" -ef /proc/self/fd/9 ] && break
done
echo
exec cat`

/**
 * Does the work while no other process on this host does work under the same lock file. Waits as long as it takes. The lock
 * falls when this process dies, however it dies: it is held by a child that ends with the pipe to us.
 */
export async function underLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(dirname(file), { recursive: true })
  // Its own session: a Ctrl-C in the terminal is not to take the lock from us while we clean up.
  const holder = spawn('sh', ['-euc', hold, 'sh', file], {
    detached: true,
    env: childEnvironment(),
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = once(holder, 'close')
  const held = await Promise.race([once(holder.stdout, 'data').then(() => true), ended.then(() => false)])
  if (!held) throw containerFailure(`${file} can't be locked`)
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
    holder.stdin.end()
    await ended
  }
}
