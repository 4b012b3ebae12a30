import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const chunk = Buffer.allocUnsafe(1024 * 1024)

/** The sha256 of a file's bytes and whether it may be executed, read a mebibyte at a time. */
export function hashFile(path: string): { readonly hash: string; readonly executable: boolean } {
  const file = openSync(path, 'r')
  try {
    const hash = createHash('sha256')
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read))
    return { hash: hash.digest('hex'), executable: (fstatSync(file).mode & 0o111) !== 0 }
  } finally {
    closeSync(file)
  }
}
