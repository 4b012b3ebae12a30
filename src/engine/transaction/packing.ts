import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gzip as gzipped } from 'node:zlib'

const gzip = promisify(gzipped)

/** Bytes a second of a link that packing can't make faster: it takes longer to pack than to send. */
const fast = 10 * 1024 * 1024
const slow = (bytes: number, milliseconds: number) => bytes < fast * (milliseconds / 1000)

// In bytes: so many are sent as they are before the link is judged again, at first and at most. Each time costs the machine a
// process.
const [shortest, longest] = [2 * 1024 * 1024, 16 * 1024 * 1024]

/**
 * Packs a stream of `size` bytes no harder than pays. Its pieces are of a mebibyte, but for the last; each that is packed is so by
 * itself: a line says how it is packed, and how many bytes follow. Packing a tree of many megabytes takes seconds of a core for
 * each machine, which a fast link never gives back: so what comes behind the first piece is sent as it is where packing is what
 * is waited for, and packed again where the link is. `drover_receive` on the machine reads it.
 */
export const packed = (
  pieces: AsyncIterable<Uint8Array>,
  size: number,
  now: () => number = () => performance.now(),
): Readable => Readable.from(framed(pieces, size, now), { objectMode: false })

async function* framed(pieces: AsyncIterable<Uint8Array>, size: number, now: () => number): AsyncGenerator<Uint8Array> {
  let left = size
  let packs = true
  let run = 0
  let announced = 0
  let began = 0
  for await (const piece of pieces) {
    if (packs) {
      began = now()
      const body = await gzip(piece, { level: 1 })
      const made = now()
      yield Buffer.from(`gzip ${body.length}\n`)
      yield body
      const sending = now() - made
      packs = sending > made - began && slow(body.length, sending)
      run = 0
    } else {
      if (announced === 0) {
        run = Math.min(run === 0 ? shortest : run * 2, longest, left)
        announced = run
        began = now()
        yield Buffer.from(`plain ${run}\n`)
      }
      yield piece
      announced -= piece.length
      if (announced === 0) packs = slow(run, now() - began)
    }
    left -= piece.length
  }
}
