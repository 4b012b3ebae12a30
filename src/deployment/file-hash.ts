import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

// Small enough for a processor's cache: into a mebibyte the kernel takes twice as long to read a small file.
const chunk = Buffer.allocUnsafe(128 * 1024)

/** The sha256 of a file's bytes and whether it may be executed, read a piece at a time. */
export function hashFile(path: string): { readonly hash: string; readonly executable: boolean } {
  const file = openSync(path, 'r')
  try {
    const { mode, size } = fstatSync(file)
    const hash = createHash('sha256')
    let sum = 0
    do {
      const read = readSync(file, chunk)
      hash.update(chunk.subarray(0, read))
      sum += read
      if (read === 0) break
      // Asking a small file whether that was its end takes as long as reading it.
    } while (sum < size)
    return { executable: (mode & 0o111) !== 0, hash: hash.digest('hex') }
  } finally {
    closeSync(file)
  }
}
