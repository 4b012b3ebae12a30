import { z } from 'zod'
import { answersOnce } from '../../../src/environments/cloud/answers-once'
import type { Client } from '../../../src/environments/cloud/client'

/** Counts how often it is asked, and fails where it is told to. */
function counting() {
  const counter = { asked: 0, fails: false }
  const client: Client = {
    ask: async ({ schema }) => {
      counter.asked++
      if (counter.fails) throw new Error('away')
      return schema.parse({ n: counter.asked })
    },
    async *pages() {},
  }
  return { counter, client }
}

const ask = { path: '/pricing', schema: z.object({ n: z.number() }) }

test('asks once an account and question, though asked at the same time', async () => {
  const { counter, client } = counting()
  const once = answersOnce()
  expect(await Promise.all([once('a', client)(ask), once('a', client)(ask)])).toEqual([{ n: 1 }, { n: 1 }])
  expect(await once('a', client)({ ...ask, query: { name: 'x' } })).toEqual({ n: 2 })
  expect(await once('b', client)(ask)).toEqual({ n: 3 })
  expect(counter.asked).toBe(3)
})

test('asks again after a failure', async () => {
  const { counter, client } = counting()
  const once = answersOnce()
  counter.fails = true
  await expect(once('a', client)(ask)).rejects.toThrow('away')
  counter.fails = false
  expect(await once('a', client)(ask)).toEqual({ n: 2 })
})
