import type { Duplex } from 'node:stream'

/**
 * Lets all that ssh2 writes in answer to one piece of what it reads leave in one call of the system. It writes each packet in
 * three pieces, and a machine that has room again for a megabyte makes it write thirty-two packets. To be called right behind
 * `connect`.
 */
export function gather(stream: Duplex): void {
  // Before ssh2 itself takes the piece.
  stream.prependListener('data', () => {
    stream.cork()
    process.nextTick(() => stream.uncork())
  })
}
