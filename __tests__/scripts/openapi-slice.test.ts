import { spawnSync } from 'node:child_process'

const schemas = {
  sheep: {
    type: 'object',
    description: 'A sheep',
    properties: {
      title: { type: 'string', nullable: true, enum: ['ewe', 'ram'] },
      herd: { $ref: '#/components/schemas/herd', description: 'counts for nothing here' },
      owner: { nullable: true, allOf: [{ $ref: '#/components/schemas/owner' }] },
    },
  },
  herd: { type: 'array', items: { $ref: '#/components/schemas/sheep' } },
  owner: { type: 'string', example: 'ada' },
  wolf: { type: 'string' },
}
const description = {
  paths: {
    '/sheep/{id}': {
      patch: {
        operationId: 'sheep/shear',
        summary: 'Shears it',
        parameters: [
          { $ref: '#/components/parameters/id' },
          { name: 'gently', in: 'query', schema: { type: 'boolean' } },
        ],
        requestBody: {
          content: { 'application/json': { schema: { type: 'object', properties: { by: { type: 'string' } } } } },
        },
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/sheep' } } } },
          204: { description: 'Already shorn' },
        },
      },
      get: { operationId: 'sheep/get', responses: {} },
    },
  },
  components: { schemas, parameters: { id: { name: 'id', in: 'path', required: true, schema: { type: 'integer' } } } },
}

function slice(...names: readonly string[]) {
  const code = `import { sliceOf, textOf } from './scripts/openapi-slice.mjs'
    const [description, names] = JSON.parse(process.argv[1])
    process.stdout.write(textOf({ from: 'here', ...sliceOf(description, names) }))`
  return spawnSync(process.execPath, ['--input-type=module', '-e', code, JSON.stringify([description, names])], {
    encoding: 'utf8',
  })
}

test('has an operation with all it refers to, and nothing else', () => {
  const open = { type: 'object', properties: {}, required: [], additionalProperties: false }
  expect(JSON.parse(slice('sheep/shear').stdout)).toEqual({
    from: 'here',
    operations: {
      'sheep/shear': {
        method: 'PATCH',
        path: '/sheep/{id}',
        query: { ...open, properties: { gently: { type: 'boolean' } } },
        params: { ...open, properties: { id: { type: 'integer' } }, required: ['id'] },
        body: { type: 'object', properties: { by: { type: 'string' } }, additionalProperties: false },
        answers: { 200: { $ref: '#/schemas/sheep' }, 204: null },
      },
    },
    schemas: {
      herd: { type: 'array', items: { $ref: '#/schemas/sheep' } },
      owner: { type: 'string' },
      sheep: {
        type: 'object',
        properties: {
          title: { type: ['string', 'null'], enum: ['ewe', 'ram', null] },
          herd: { $ref: '#/schemas/herd' },
          owner: { anyOf: [{ allOf: [{ $ref: '#/schemas/owner' }] }, { type: 'null' }] },
        },
      },
    },
  })
})

test('an operation that the description has not is named', () => {
  expect(slice('sheep/get', 'sheep/dip').stderr).toContain('The description has no operation sheep/dip.')
})
