import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gzip as gzipped } from 'node:zlib'

const gzip = promisify(gzipped)

// In bytes. The first is packed whatever the link is like.
const window = 1024 * 1024
/** Bytes a second of a link that packing can't make faster: it takes longer to pack than to send. */
const fast = 10 * 1024 * 1024

/**
 * Gzips a stream, no harder than pays. Packing a tree of many megabytes takes seconds of a core for each machine, which a fast
 * link never gives back: so what comes behind the first megabyte is only wrapped where packing is what is waited for, and packed
 * again where the link is. Each megabyte is a gzip file of its own, which gzip reads one after another.
 */
export const packed = (source: AsyncIterable<Uint8Array>, now: () => number = () => performance.now()): Readable =>
  Readable.from(members(source, now), { objectMode: false })

async function* members(source: AsyncIterable<Uint8Array>, now: () => number): AsyncGenerator<Buffer> {
  let packs = true
  for await (const bytes of windows(source)) {
    const began = now()
    const member = await gzip(bytes, { level: packs ? 1 : 0 })
    const made = now()
    yield member
    const sending = now() - made
    packs = packs ? sending > made - began : bytes.length < fast * (sending / 1000)
  }
}

async function* windows(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk)
    held.push(bytes)
    size += bytes.length
    if (size < window) continue
    yield Buffer.concat(held)
    held = []
    size = 0
  }
  yield Buffer.concat(held)
}
