import { closeSync, openSync, readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tarEnd, tarHeader, tarHeaderSize, tarPadding } from '../../resources/tar-member'
import { type Source, sizeOf } from './delivery'

export interface Member {
  readonly name: string
  readonly mode: '600' | '644'
  /** Or the name of a member before it, of which this is a second one. */
  readonly source: Source | { readonly sameAs: string }
}

const pieceSize = 1024 * 1024
// A bigger one is read by another thread: it may take the disk a while.
const smallFile = 64 * 1024

/** A tar archive of files, in pieces of exactly a mebibyte, but for the last. What is sent is copied once on its way. */
export async function* archived(members: readonly Member[]): AsyncGenerator<Buffer> {
  let piece = Buffer.allocUnsafeSlow(pieceSize)
  let used = 0
  const next = () => {
    const full = piece.subarray(0, used)
    piece = Buffer.allocUnsafeSlow(pieceSize)
    used = 0
    return full
  }
  function* put(bytes: Buffer): Generator<Buffer> {
    for (let from = 0; from < bytes.length; ) {
      const copied = bytes.copy(piece, used, from)
      from += copied
      used += copied
      if (used === pieceSize) yield next()
    }
  }
  for (const { name, mode, source } of members) {
    if ('sameAs' in source) {
      for (const header of tarHeader({ type: 'hard-link', path: name, target: source.sameAs, mode })) yield* put(header)
      continue
    }
    const size = sizeOf(source)
    for (const header of tarHeader({ type: 'file', path: name, size, mode })) yield* put(header)
    if ('bytes' in source) yield* put(source.bytes)
    else if (size > smallFile) for await (const bytes of read(source.path, size)) yield* put(bytes)
    else if (size < pieceSize - used) {
      readWhole(source.path, piece.subarray(used, used + size))
      used += size
    } else {
      const whole = Buffer.allocUnsafe(size)
      readWhole(source.path, whole)
      yield* put(whole)
    }
    yield* put(padding.subarray(0, tarPadding(size)))
  }
  yield* put(tarEnd)
  if (used > 0) yield next()
}

/** How many bytes the archive of these has. */
export const archivedSize = (members: readonly Member[]): number =>
  members.reduce((sum, { name, source }) => {
    if ('sameAs' in source) return sum + tarHeaderSize({ path: name, target: source.sameAs })
    const size = sizeOf(source)
    return sum + tarHeaderSize({ path: name }) + size + tarPadding(size)
  }, tarEnd.length)

const padding = Buffer.alloc(512)

/**
 * Fills a buffer with a file. It waits for the file: it was read a moment ago, when its hash was taken, and handing ten
 * thousand of them to another thread and back takes longer than reading them.
 */
function readWhole(path: string, into: Buffer): void {
  const file = openSync(path, 'r')
  try {
    for (let at = 0; at < into.length; ) {
      const count = readSync(file, into, at, into.length - at, null)
      if (count === 0) throw shrunk(path)
      at += count
    }
  } finally {
    closeSync(file)
  }
}

/** So many bytes of a file, a piece at a time. */
async function* read(path: string, size: number): AsyncGenerator<Buffer> {
  const file = await open(path)
  const buffer = Buffer.allocUnsafeSlow(pieceSize)
  try {
    for (let left = size; left > 0; ) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(left, pieceSize))
      if (bytesRead === 0) throw shrunk(path)
      left -= bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

const shrunk = (path: string): Error => new Error(`${path} was changed while it was sent: deploy again`)
