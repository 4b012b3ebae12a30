import { spawnSync } from 'node:child_process'

const description = {
  paths: {
    '/sheep/{id}': {
      parameters: [{ $ref: '#/components/parameters/id' }],
      get: {
        parameters: [{ name: 'gently', in: 'query', schema: { type: 'boolean' } }],
        responses: {
          200: {
            content: {
              'application/json': {
                schema: { properties: { ewe: { type: 'string' }, of: { $ref: '#/paths/~1herd/get/x-of/schema' } } },
              },
            },
          },
          default: { $ref: '#/components/responses/failed' },
        },
      },
      put: {
        requestBody: {
          content: {
            'application/json': {
              schema: {
                allOf: [
                  { $ref: '#/components/schemas/named' },
                  { properties: { age: { type: 'integer' } }, required: ['age'] },
                ],
              },
            },
          },
        },
        responses: { 204: { description: 'done' } },
      },
    },
    '/herd': { get: { 'x-of': { schema: { type: 'array', items: { $ref: '#/components/schemas/named' } } } } },
  },
  components: {
    parameters: { id: { name: 'id', in: 'path', required: true, schema: { type: 'integer' } } },
    responses: { failed: { content: { 'application/json': { schema: { type: 'object' } } } } },
    schemas: { named: { properties: { name: { type: 'string' } }, required: ['name'] } },
  },
}

function run(code: string, ...values: readonly unknown[]) {
  const whole = `import { hoisted } from './scripts/openapi-hoist.mjs'
    import { overlaid } from './scripts/openapi-overlay.mjs'
    import { sliceOf } from './scripts/openapi-slice.mjs'
    const [one, other] = JSON.parse(process.argv[1])
    process.stdout.write(JSON.stringify(${code}))`
  return spawnSync(process.execPath, ['--input-type=module', '-e', whole, JSON.stringify(values)], { encoding: 'utf8' })
}

test('cuts operations by method and path, with what they refer to anywhere in the description', () => {
  const names = ['GET /sheep/{id}', 'PUT /sheep/{id}']
  const { stdout } = run('sliceOf(hoisted(one, other), other)', description, names)
  const params = {
    type: 'object',
    properties: { id: { type: 'integer' } },
    required: ['id'],
    additionalProperties: false,
  }
  expect(JSON.parse(stdout)).toMatchObject({
    operations: {
      'GET /sheep/{id}': {
        params,
        query: { properties: { gently: { type: 'boolean' } } },
        answers: {
          200: { properties: { ewe: { type: 'string' }, of: { $ref: '#/schemas/x-of' } } },
          default: { type: 'object' },
        },
      },
      'PUT /sheep/{id}': {
        params,
        // In one place, so that what neither names is refused.
        body: {
          type: 'object',
          properties: { name: { type: 'string' }, age: { type: 'integer' } },
          required: ['name', 'age'],
          additionalProperties: false,
        },
        answers: { 204: null },
      },
    },
    schemas: {
      'x-of': { type: 'array', items: { $ref: '#/schemas/named' } },
      named: { properties: { name: { type: 'string' } }, required: ['name'] },
    },
  })
})

test('an operation that the description has not is named', () => {
  expect(run('hoisted(one, other)', description, ['POST /sheep/{id}']).stderr).toContain(
    'The description has no operation POST /sheep/{id}.',
  )
})

describe('an overlay', () => {
  const slice = { 'a/b': [{ kept: 1, changed: 1, gone: 1 }], other: { kept: 1 } }

  test('changes, adds and takes away at each of its places', () => {
    const overlay = [{ why: 'newer', at: ['/a~1b/0', '/new'], patch: { changed: { to: 2 }, gone: null } }]
    expect(JSON.parse(run('overlaid(one, other)', slice, overlay).stdout)).toEqual({
      'a/b': [{ kept: 1, changed: { to: 2 } }],
      other: { kept: 1 },
      new: { changed: { to: 2 } },
    })
  })

  test('names a place that is not there', () => {
    const { stderr } = run('overlaid(one, other)', slice, [{ why: 'newer', at: ['/a/b/c'], patch: {} }])
    expect(stderr).toContain('The slice has nothing at a / b / c.')
  })
})
