import { Gate } from '../../../src/engine/rollout/gate'
import { Together } from '../../../src/engine/rollout/together'

/** What a promise has come to by now. */
const now = (promise: Promise<unknown>) =>
  Promise.race([promise, new Promise(resolve => setTimeout(resolve, 0, 'waiting'))])

const names = ['a', 'b', 'c', 'd']
function gated() {
  const together = new Together(names)
  const begun: string[] = []
  const batches = [['a'], ['b', 'c'], ['d']].map(each => ({
    canary: false,
    machines: each.map(name => ({ name })),
  }))
  const begin = async (number: number, changed: boolean) => {
    begun.push(`${number}${changed ? ' changed before' : ''}`)
  }
  return { together, begun, gate: new Gate(batches, together, begin) }
}

test('a batch is changed when all of the one before are well, and begun once', async () => {
  const { together, begun, gate } = gated()
  for (const name of ['a', 'b', 'd']) together.mark(name, 'prepared')
  const [b, d] = [gate.opens('b'), gate.opens('d')]
  expect(await now(gate.opens('a'))).toBeUndefined()
  together.mark('a', 'applied')
  expect(await now(b)).toBe('waiting')
  together.mark('a', 'healthy')
  expect(await now(b)).toBeUndefined()
  // One that has nothing to do keeps nobody waiting.
  together.mark('c', 'confirmed')
  expect(await now(d)).toBe('waiting')
  together.mark('b', 'healthy')
  expect(await now(d)).toBeUndefined()
  expect(begun).toEqual(['1', '2 changed before', '3 changed before'])
})

test('behind a batch in which nothing was to be changed it is told so', async () => {
  const { together, begun, gate } = gated()
  together.mark('a', 'confirmed')
  expect(await now(gate.opens('b'))).toBeUndefined()
  expect(begun).toEqual(['1', '2'])
})

test('who waits when one fails is told so, and no further batch begins', async () => {
  const { together, begun, gate } = gated()
  const d = gate.opens('d')
  together.fail('a')
  expect(await d).toEqual({ doubt: 'others', machine: 'a' })
  expect(begun).toEqual(['1'])
})

test('where there are no batches, nobody waits', async () => {
  const gate = new Gate([], new Together(names), () => Promise.reject(new Error('there is none to begin')))
  expect(await now(gate.opens('d'))).toBeUndefined()
})
