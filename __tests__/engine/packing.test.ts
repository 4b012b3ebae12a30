import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { packed } from '../../src/engine/packing'

// Text that packs to a half.
const megabyte = Buffer.from(randomBytes(512 * 1024).toString('hex'))
const source = Array<Buffer>(8).fill(megabyte)

/** Which part of what is sent arrives, where packing a megabyte and sending it take so many milliseconds. */
async function share(times: readonly { readonly pack: number; readonly send: number }[]): Promise<number> {
  let looks = 0
  let time = 0
  const clock = () => {
    // Before it is packed, before and after it is sent.
    const { pack, send } = times[Math.min(Math.floor(looks / 3), times.length - 1)] ?? { pack: 0, send: 0 }
    time += [0, pack, send][looks++ % 3] ?? 0
    return time
  }
  const bytes = Buffer.concat(await packed(Readable.from(source), clock).toArray())
  expect(gunzipSync(bytes).equals(Buffer.concat(source))).toBe(true)
  return bytes.length / (source.length * megabyte.length)
}

test('over a fast link only the first megabyte is packed', async () => {
  expect(await share([{ pack: 10, send: 1 }])).toBeGreaterThan(0.9)
})

test('over a slow link all is packed', async () => {
  expect(await share([{ pack: 10, send: 200 }])).toBeLessThan(0.62)
})

test('what follows is packed again where the link grows slow', async () => {
  const found = await share([
    { pack: 10, send: 1 },
    { pack: 0, send: 1 },
    { pack: 10, send: 200 },
  ])
  expect(found).toBeGreaterThan(0.62)
  expect(found).toBeLessThan(0.85)
})

test('what can not be read is said by whoever reads the packed', async () => {
  const broken = Readable.from(
    (async function* () {
      yield megabyte
      throw new Error('the disk is gone')
    })(),
  )
  await expect(packed(broken).toArray()).rejects.toThrow('the disk is gone')
})
