import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import { readArguments } from '../../src/commands/arguments/arguments'
import { graph, graphJsonSchema, graphSchema } from '../../src/commands/graph'
import { manifest, manifestJsonSchema } from '../../src/commands/manifest'
import type { Options } from '../../src/commands/options'
import { manifestsSchema } from '../../src/deployment/commit'

const folder = mkdtempSync(join(tmpdir(), 'drover-schemas-'))
afterAll(() => rmSync(folder, { recursive: true }))
const machine = (name: string) => ({
  name,
  environment: { type: 'container' },
  system: { files: [{ path: '/etc/motd', content: 'hello\n' }], services: [{ type: 'httpd' }] },
})
writeFileSync(join(folder, 'deploy.json'), JSON.stringify({ name: 'd', machines: ['a', 'b'].map(machine) }))

const never = new AbortController().signal
const told = { signal: never, ends: never, exit: () => undefined }

function optionsOf(...words: readonly string[]): Options {
  const asked = readArguments(['manifest', '-C', folder, ...words], {})
  if (asked.what !== 'manifest') throw new Error(asked.what)
  return asked.options
}

test.each([
  { name: 'graph', schema: graphJsonSchema },
  { name: 'manifest', schema: manifestJsonSchema },
])('schema/$name.json is current (UPDATE_SCHEMA=1 writes it)', ({ name, schema }) => {
  const path = join(__dirname, `../../schema/${name}.json`)
  if (process.env.UPDATE_SCHEMA === '1') writeFileSync(path, schema())
  expect(readFileSync(path, 'utf8')).toBe(schema())
})

test.each([
  {
    name: 'graph',
    print: () => graph(optionsOf('-m', 'b'), 'json', told),
    parse: (value: unknown) => graphSchema.parse(value).machines,
    schema: graphJsonSchema,
  },
  {
    name: 'manifest',
    print: () => manifest(optionsOf('-m', 'b'), { ref: undefined, trackedOnly: false }, told),
    parse: (value: unknown) => manifestsSchema.parse(value).machines,
    schema: manifestJsonSchema,
  },
])('$name prints one document of the selected machines, as its schemas say', async ({ print, parse, schema }) => {
  const printed: unknown = JSON.parse(await print())
  expect(parse(printed).map(({ name }) => name)).toEqual(['b'])
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(schema()))
  expect([validate(printed), validate.errors]).toEqual([true, null])
})

test('a graph as data says who extends whom, by the ids of its nodes', async () => {
  const { machines } = graphSchema.parse(JSON.parse(await graph(optionsOf('-m', 'a'), 'json', told)))
  const ids = machines.flatMap(({ nodes }) => nodes.map(({ id }) => id))
  expect(ids).toContain('httpd')
  for (const { from, to } of machines.flatMap(({ edges }) => edges))
    expect(ids).toEqual(expect.arrayContaining([from, to]))
})
