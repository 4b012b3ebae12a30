import { Duplex } from 'node:stream'
import { gather } from '../../src/ssh/gather'

test('what is written in answer to a piece that came leaves at once', async () => {
  const sent: string[][] = []
  const stream = new Duplex({
    read: () => {},
    writev: (chunks, done) => {
      sent.push(chunks.map(({ chunk }) => String(chunk)))
      done()
    },
  })
  stream.on('data', piece => {
    for (const part of ['length', 'packet', 'sum']) stream.write(`${part} of ${piece}`)
  })
  gather(stream)
  stream.push('one')
  await new Promise(setImmediate)
  expect(sent).toEqual([['length of one', 'packet of one', 'sum of one']])
  // Nothing is held back afterwards.
  stream.write('later')
  await new Promise(setImmediate)
  expect(sent[1]).toEqual(['later'])
})
