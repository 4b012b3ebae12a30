import { z } from 'zod'
import { mistakesOf } from '../../src/system/mistakes'

const schema = z.strictObject({ host: z.string().optional(), port: z.number().optional() })

const messages = (value: unknown) => {
  const { error } = schema.safeParse(value)
  return (
    error &&
    mistakesOf(error, { origin: [], path: '', value, schema }).map(({ message, suggestion }) => [message, suggestion])
  )
}

test.each([
  { name: 'near to a known one', value: { prot: 1 }, told: ['unknown key “prot”', 'port'] },
  { name: 'like none', value: { units: [] }, told: ['unknown key “units”; there are host, port', undefined] },
])('an unknown key that is $name', ({ value, told }) => {
  expect(messages(value)).toEqual([told])
})
