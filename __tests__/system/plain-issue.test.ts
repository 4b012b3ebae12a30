import { z } from 'zod'
import { mistakesOf } from '../../src/system/mistakes'

const told = (schema: z.ZodType, value: unknown): readonly string[] => {
  const { error } = schema.safeParse(value)
  const mistakes = error ? mistakesOf(error, { origin: [], path: '', value, schema }) : []
  return mistakes.map(({ path, message }) => `${path}: ${message}`)
}

test.each<{ schema: z.ZodType; value: unknown; says: string }>([
  { schema: z.string(), value: 5, says: 'expected a text, got a number (5)' },
  { schema: z.int(), value: 1.5, says: 'expected a whole number, got a number (1.5)' },
  { schema: z.boolean(), value: 'yes', says: 'expected true or false, got “yes”' },
  { schema: z.array(z.string()), value: 'a', says: 'expected a list, got “a”' },
  { schema: z.object({}), value: [], says: 'expected an object, got an empty list' },
  { schema: z.union([z.string(), z.number()]), value: null, says: 'expected a text or a number, got nothing' },
  {
    schema: z.union([z.enum(['a', 'b']), z.number()]),
    value: true,
    says: 'expected “a”, “b” or a number, got a boolean (true)',
  },
  { schema: z.enum(['on', 'off', 'auto']), value: 'of', says: 'expected “on”, “off” or “auto”, got “of”' },
  { schema: z.literal('x'), value: 'y', says: 'expected “x”, got “y”' },
  { schema: z.string().min(1), value: '', says: 'expected a text that is not empty' },
  { schema: z.string().min(3), value: 'ab', says: 'expected at least 3 characters, got 2' },
  { schema: z.string().max(1), value: 'ab', says: 'expected at most 1 character, got 2' },
  { schema: z.array(z.string()).min(1), value: [], says: 'expected a list that is not empty' },
  { schema: z.array(z.string()).max(2), value: ['a', 'b', 'c'], says: 'expected at most 2 entries, got 3' },
  { schema: z.number().min(1), value: 0, says: 'expected a number of at least 1, got a number (0)' },
  { schema: z.number().gt(1), value: 1, says: 'expected a number of more than 1, got a number (1)' },
  { schema: z.int().max(65535), value: 70000, says: 'expected a number of at most 65535, got a number (70000)' },
  { schema: z.number().multipleOf(8), value: 9, says: 'expected a multiple of 8, got a number (9)' },
  { schema: z.string().startsWith('/'), value: 'etc', says: 'expected a text that begins with “/”, got “etc”' },
  { schema: z.string().endsWith('.ts'), value: 'a', says: 'expected a text that ends with “.ts”, got “a”' },
  { schema: z.string().regex(/^[a-z]+$/), value: 'A', says: 'expected a text of the form /^[a-z]+$/, got “A”' },
  { schema: z.email(), value: 'a', says: 'expected a text that is an email, got “a”' },
  { schema: z.custom(() => false), value: {}, says: 'is not taken here: got an object' },
  {
    schema: z.string().regex(/^x$/),
    value: `${'long '.repeat(20)}\nand more`,
    says: `expected a text of the form /^x$/, got “${'long '.repeat(8)}…”`,
  },
  { schema: z.string({ error: 'own words' }).min(2, 'own words'), value: 'a', says: 'own words' },
])('$says', ({ schema, value, says }) => {
  expect(told(schema, value)).toEqual([`: ${says}`])
})

test('what is not there is missing', () => {
  expect(told(z.object({ a: z.string(), b: z.enum(['x']) }), {})).toEqual([
    'a: is missing (expected a text)',
    'b: expected “x”, got nothing',
  ])
})

test('a key of a table is told with what is wrong with it', () => {
  expect(told(z.record(z.string().regex(/^[a-z]$/), z.string()), { A: '' })).toEqual([
    'A: has a key that is not taken here: expected a text of the form /^[a-z]$/, got “A”',
  ])
})

test('none of zod’s own sentences is left', () => {
  const all = z.object({
    a: z.ipv4(),
    b: z.map(z.string(), z.number()),
    c: z.set(z.string()),
    d: z.date(),
    e: z.discriminatedUnion('t', [z.object({ t: z.literal('x') }), z.object({ t: z.literal('y') })]),
    f: z.tuple([z.string()]),
    g: z.never(),
    h: z.templateLiteral(['a', z.number()]),
    i: z.xor([z.string(), z.string().min(1)]),
  })
  const value = { a: 'a', b: 1, c: 1, d: 1, e: { t: 'z' }, f: ['a', 'b'], g: 1, h: 'b', i: 'text' }
  const said = told(all, value)
  expect(said.length).toBeGreaterThan(8)
  for (const each of said) expect(each).not.toMatch(/Invalid|Too |must|Unrecognized/)
})
