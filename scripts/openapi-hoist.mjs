// Makes of any OpenAPI 3 description one that openapi-slice.mjs can cut: some refer to places all over themselves, have
// parameters beside the operations, name no operation, and put a request's body together of several schemas.

/** The operations named as “POST /servers”, by these names, and as schemas all that they refer to. */
export function hoisted(description, names) {
  const schemas = {}
  const taken = new Map()
  const paths = {}
  for (const name of names) {
    const [method, path] = name.split(' ')
    const item = description.paths[path]
    const operation = item?.[method.toLowerCase()]
    if (operation === undefined) throw new Error(`The description has no operation ${name}.`)
    const { requestBody, responses } = operation
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(parameter => deref(parameter))
    const content = requestBody && deref(requestBody).content
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        operationId: name,
        parameters: parameters.map(parameter => named(parameter)),
        ...(content && {
          requestBody: {
            content: { 'application/json': { schema: named(joined(content['application/json'].schema)) } },
          },
        }),
        responses: Object.fromEntries(
          Object.entries(responses).map(([status, answer]) => [status, answerOf(deref(answer))]),
        ),
      },
    }
  }
  return { paths, components: { schemas } }

  function deref(node) {
    return node.$ref === undefined ? node : deref(at(node.$ref))
  }

  function at(pointer) {
    const steps = decodeURIComponent(pointer.slice(2)).split('/')
    return steps.reduce((node, step) => node[step.replaceAll('~1', '/').replaceAll('~0', '~')], description)
  }

  function answerOf({ content }) {
    const [first] = Object.values(content ?? {})
    return first === undefined ? {} : { content: { 'application/json': { schema: named(first.schema) } } }
  }

  /** The same with every reference going to a schema of the new description. */
  function named(node) {
    if (Array.isArray(node)) return node.map(named)
    if (typeof node !== 'object' || node === null) return node
    if (typeof node.$ref === 'string') return { $ref: `#/components/schemas/${nameOf(node.$ref)}` }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, named(value)]))
  }

  /** The last word of a reference; where others have it, with a number. */
  function nameOf(pointer) {
    const known = taken.get(pointer)
    if (known !== undefined) return known
    const words = pointer.split('/').filter(word => !/^(#|\d+|allOf|anyOf|oneOf|schema|properties|items)$/.test(word))
    const word = (words.at(-1) ?? 'schema').replaceAll(/~1|[^A-Za-z0-9]+/g, '-')
    let name = word
    for (let count = 2; Object.hasOwn(schemas, name); count++) name = `${word}-${count}`
    taken.set(pointer, name)
    schemas[name] = {}
    schemas[name] = named(at(pointer))
    return name
  }

  /** A body's schema with what `allOf` says of one object said in one place: only so can other fields be refused. */
  function joined(node) {
    const schema = deref(node)
    if (schema.oneOf) return { ...schema, oneOf: schema.oneOf.map(joined) }
    if (schema.anyOf) return { ...schema, anyOf: schema.anyOf.map(joined) }
    if (!schema.allOf) return schema.properties ? { type: 'object', ...schema } : schema
    const { allOf, ...rest } = schema
    const parts = [...allOf, rest].map(joined)
    if (parts.some(part => part.oneOf || part.anyOf)) return schema
    return {
      type: 'object',
      properties: Object.assign({}, ...parts.map(part => part.properties ?? {})),
      required: [...new Set(parts.flatMap(part => part.required ?? []))],
    }
  }
}
