// A few operations of an OpenAPI 3.0 description with only what they refer to, as JSON Schema that ajv takes.

/** Operations by name: method, path, parameters, the request's body and each answer's; and the schemas that these name. */
export function sliceOf(description, names) {
  const found = Object.fromEntries(
    Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { operationId }]) => names.includes(operationId))
        .map(([method, operation]) => [operation.operationId, operationOf(description, method, path, operation)]),
    ),
  )
  const missing = names.filter(name => !Object.hasOwn(found, name))
  if (missing.length > 0) throw new Error(`The description has no operation ${missing.join(', ')}.`)
  const operations = Object.fromEntries(names.map(name => [name, found[name]]))
  return { operations, schemas: schemasOf(description, operations) }
}

/** One line an operation and a schema, so that a new version shows what changed. */
export function textOf({ from, operations, schemas }) {
  const lines = object =>
    Object.entries(object)
      .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n')
  return `{\n  "from": ${JSON.stringify(from)},\n  "operations": {\n${lines(operations)}\n  },\n  "schemas": {\n${lines(schemas)}\n  }\n}\n`
}

function operationOf(description, method, path, operation) {
  const parameters = (operation.parameters ?? []).map(parameter => resolved(description, parameter))
  const body = operation.requestBody?.content['application/json']?.schema
  return {
    method: method.toUpperCase(),
    path,
    query: parametersIn('query', parameters),
    params: parametersIn('path', parameters),
    ...(body && { body: closed(schemaOf(body)) }),
    answers: Object.fromEntries(
      Object.entries(operation.responses).map(([status, answer]) => [status, answerOf(resolved(description, answer))]),
    ),
  }
}

function parametersIn(place, parameters) {
  const here = parameters.filter(parameter => parameter.in === place)
  const required = here.filter(parameter => parameter.required).map(({ name }) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schemaOf(schema)])),
    required,
    additionalProperties: false,
  }
}

/** `null` where the answer has no body. */
const answerOf = ({ content }) => (content === undefined ? null : schemaOf(Object.values(content)[0].schema))

function resolved(description, node) {
  if (node.$ref === undefined) return node
  return node.$ref
    .slice(2)
    .split('/')
    .reduce((at, key) => at[key], description)
}

function schemasOf(description, operations) {
  const schemas = {}
  const waiting = refsIn(operations)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (Object.hasOwn(schemas, name)) continue
    schemas[name] = schemaOf(description.components.schemas[name])
    waiting.push(...refsIn(schemas[name]))
  }
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const refsIn = node => [...JSON.stringify(node).matchAll(/"\$ref":"#\/schemas\/([^"]+)"/g)].map(([, name]) => name)

// What says how a value looks; prose and examples are most of the description.
const told = /^(description|example|examples|title|externalDocs|deprecated|default|x-.*)$/

/** A schema of OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, what stands beside `$ref` counts for nothing. */
function schemaOf(schema) {
  if (typeof schema.$ref === 'string') return { $ref: schema.$ref.replace('#/components/schemas/', '#/schemas/') }
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !told.test(key))
      .map(([key, value]) => [key, subschemas(key, value)]),
  )
  return nullable ? orNull(rest) : rest
}

function subschemas(key, value) {
  if (key === 'properties') return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, schemaOf(of)]))
  if (Array.isArray(value)) return ['allOf', 'anyOf', 'oneOf'].includes(key) ? value.map(schemaOf) : value
  return typeof value === 'object' && value !== null ? schemaOf(value) : value
}

function orNull(schema) {
  if (schema.type === undefined) return { anyOf: [schema, { type: 'null' }] }
  const nulled = { ...schema, type: [schema.type, 'null'] }
  return schema.enum === undefined || schema.enum.includes(null) ? nulled : { ...nulled, enum: [...schema.enum, null] }
}

/** Of a request: what the description does not name is taken for a mistake, though GitHub would let it pass. */
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  const open = schema.properties !== undefined && schema.additionalProperties === undefined
  return open && schema.type === 'object' ? { ...inner, additionalProperties: false } : inner
}
