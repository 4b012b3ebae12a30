import { Together } from '../../../src/engine/rollout/together'

/** What a promise has come to by now. */
const now = (promise: Promise<unknown>) =>
  Promise.race([promise, new Promise(resolve => setTimeout(resolve, 0, 'waiting'))])

test('nobody goes on before all are prepared, and nobody is confirmed before all are healthy', async () => {
  const together = new Together(['a', 'b'])
  together.mark('a', 'prepared')
  const begins = together.until('prepared')
  expect(await now(begins)).toBe('waiting')
  together.mark('b', 'prepared')
  expect(await now(begins)).toBeUndefined()
  together.mark('a', 'healthy')
  const confirms = together.until('healthy')
  together.mark('b', 'applied')
  expect(await now(confirms)).toBe('waiting')
  together.mark('b', 'healthy')
  expect(await now(confirms)).toBeUndefined()
})

test('one waits only for those that it comes after', async () => {
  const together = new Together(['a', 'b', 'c'])
  const turn = together.until('applied', ['a', 'not selected'])
  expect(await now(turn)).toBe('waiting')
  together.mark('a', 'applied')
  expect(await now(turn)).toBeUndefined()
})

test('who waits when one fails, or comes after that, is told who it was', async () => {
  const together = new Together(['a', 'b'])
  const waits = together.until('healthy')
  together.fail('b')
  together.fail('a')
  expect(await waits).toEqual({ doubt: 'others', machine: 'b' })
  together.mark('a', 'healthy')
  expect(await together.until('prepared')).toEqual({ doubt: 'others', machine: 'b' })
})
