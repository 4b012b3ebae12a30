import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { packed } from '../../../src/engine/transaction/packing'
import { unframed } from '../../support/unframed'

const megabyte = Buffer.from(randomBytes(512 * 1024).toString('hex'))
const source = [...Array<Buffer>(19).fill(megabyte), Buffer.from('the end')]
const whole = Buffer.concat(source)

/** How each piece is sent, where so many milliseconds go by before each look at the clock; the last ones again and again. */
async function forms(first: readonly number[], then: readonly number[]): Promise<string> {
  let looks = 0
  let time = 0
  const clock = () => {
    time += first[looks] ?? then[(looks - first.length) % then.length] ?? 0
    looks++
    return time
  }
  const { forms, bytes } = unframed(Buffer.concat(await packed(Readable.from(source), whole.length, clock).toArray()))
  expect(bytes.equals(whole)).toBe(true)
  return forms.join(' ')
}

// Before a piece is packed, when it is packed, when it is sent; of one that is only sent, before and after it.
const packedFast = [0, 10, 1]
const packedSlowly = [0, 10, 200]

test('over a fast link only the first megabyte is packed', async () => {
  expect(await forms(packedFast, [0, 1])).toBe('gzip plain plain plain plain')
})

test('over a slow link all is packed', async () => {
  expect(await forms([], packedSlowly)).toBe(Array(20).fill('gzip').join(' '))
})

test('what follows is packed again where the link grows slow', async () => {
  expect(await forms([...packedFast, 0, 1, 0, 1000], packedSlowly)).toMatch(/^gzip plain plain( gzip){13}$/)
})

test('what can not be read is said by whoever reads the packed', async () => {
  const broken = Readable.from(
    (async function* () {
      yield megabyte
      throw new Error('the disk is gone')
    })(),
  )
  await expect(packed(broken, whole.length).toArray()).rejects.toThrow('the disk is gone')
})
