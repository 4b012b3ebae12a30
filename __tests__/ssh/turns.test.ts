import fc from 'fast-check'
import { failureOf } from '../../src/failure'
import { turns } from '../../src/ssh/turns'

test('never more at a time than allowed, all in the order in which they came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 20 }), async (most, count) => {
      const queue = turns(most)
      const order: number[] = []
      let now = 0
      let peak = 0
      await Promise.all(
        Array.from({ length: count }, async (_, index) => {
          const leave = await queue.take()
          order.push(index)
          peak = Math.max(peak, ++now)
          await new Promise(resolve => setImmediate(resolve))
          now--
          leave()
          leave()
        }),
      )
      expect(order).toEqual(Array.from({ length: count }, (_, index) => index))
      expect(peak).toBe(Math.min(most, count))
    }),
    { numRuns: 30 },
  )
})

test('who is cancelled while waiting leaves the queue at once', async () => {
  const queue = turns(1)
  const leave = await queue.take()
  const controller = new AbortController()
  const waiting = queue.take(controller.signal)
  const behind = queue.take()
  controller.abort()
  await expect(waiting).rejects.toThrow()
  await expect(waiting.catch(failureOf)).resolves.toEqual({ code: 'cancelled' })
  leave()
  await expect(behind).resolves.toBeInstanceOf(Function)
  await expect(queue.take(controller.signal).catch(failureOf)).resolves.toEqual({ code: 'cancelled' })
})

test('narrow takes one away for good', async () => {
  const queue = turns(3)
  const leaves = await Promise.all([queue.take(), queue.take()])
  queue.narrow()
  let entered = false
  const third = queue.take().then(leave => {
    entered = true
    leave()
  })
  leaves[0]?.()
  await new Promise(resolve => setImmediate(resolve))
  expect(entered).toBe(false)
  leaves[1]?.()
  await third
  expect(entered).toBe(true)
})
