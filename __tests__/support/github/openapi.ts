import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv, { type ValidateFunction } from 'ajv'
import { z } from 'zod'

const Schema = z.record(z.string(), z.unknown())

const Slice = z.object({
  operations: z.record(
    z.string(),
    z.object({
      method: z.string(),
      path: z.string(),
      body: z.unknown().optional(),
      answers: z.record(z.string(), Schema.nullable()),
    }),
  ),
  schemas: z.record(z.string(), Schema),
})

// Cut from GitHub's own description by scripts/github-slice.mjs.
const text = readFileSync(join(__dirname, 'openapi.json'), 'utf8')
const { operations, schemas } = Slice.parse(JSON.parse(text))

const ajv = new Ajv({ strict: false, allErrors: true })
// An address that was not given is an empty text in GitHub's answers.
ajv.addFormat('uri', { type: 'string', validate: value => value === '' || URL.canParse(value) })
ajv.addFormat('date-time', {
  type: 'string',
  validate: value => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value),
})
ajv.addFormat('email', /@/)
ajv.addFormat('int64', { type: 'number', validate: value => Number.isInteger(value) })
ajv.addSchema(JSON.parse(text), 'github')

const validators = new Map<string, ValidateFunction>()

export interface Matched {
  /** GitHub's own name of the operation, as `checks/create`. */
  readonly operation: string
  readonly params: Readonly<Record<string, string>>
}

const routes = Object.entries(operations).map(([operation, { method, path }]) => ({
  operation,
  method,
  pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}))

/** Names of all operations that the slice has. */
export const operationNames: readonly string[] = Object.keys(operations)

/** The operation that a request asks for, or undefined where GitHub's description, as far as it was cut, knows none. */
export function operationFor(method: string, path: string): Matched | undefined {
  for (const route of routes) {
    const found = route.method === method ? route.pattern.exec(path) : null
    if (found === null) continue
    const params = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)])
    return { operation: route.operation, params: Object.fromEntries(params) }
  }
  return undefined
}

/** What is wrong with a request by the description, a line each; ids and numbers in path and query are text still. */
export function wrongInRequest(
  { operation, params }: Matched,
  query: Readonly<Record<string, string>>,
  body: unknown,
): readonly string[] {
  const bodySchema = operations[operation]?.body
  const wrongBody =
    bodySchema === undefined
      ? body === undefined
        ? []
        : ['body: this operation takes none']
      : wrong('body', `${pointer(operation)}/body`, body)
  return [
    ...wrong('path', `${pointer(operation)}/params`, numbered(params)),
    ...wrong('query', `${pointer(operation)}/query`, numbered(query)),
    ...wrongBody,
  ]
}

/** What is wrong with an answer. GitHub describes few of its failures: the others look like its `basic-error`. */
export function wrongInAnswer(operation: string, status: number, body: unknown): readonly string[] {
  const answers = operations[operation]?.answers ?? {}
  const described = answers[String(status)]
  if (described === null) return []
  if (described !== undefined) return wrong('answer', `${pointer(operation)}/answers/${status}`, body)
  return status >= 400 ? wrong('answer', '#/schemas/basic-error', body) : [`answer: ${status} is not described`]
}

/** The schema of that name among those of the slice. */
export function schemaNamed(name: string): Readonly<Record<string, unknown>> {
  const schema = schemas[name]
  if (schema === undefined)
    throw new Error(`the slice has no schema “${name}”; is its operation in scripts/github-slice.mjs?`)
  return schema
}

// Where GitHub answers otherwise than it describes: the repository of a head is null when the fork was deleted.
const undescribed = /\/head\/repo$/

const pointer = (operation: string): string => `#/operations/${operation.replaceAll('/', '~1')}`

function wrong(part: string, place: string, value: unknown): readonly string[] {
  const validate = validators.get(place) ?? ajv.compile({ $ref: `github${place}` })
  validators.set(place, validate)
  if (validate(value)) return []
  return (validate.errors ?? [])
    .filter(({ instancePath }) => !undescribed.test(instancePath))
    .map(({ instancePath, message, params }) => `${part}${instancePath}: ${message} ${JSON.stringify(params)}`)
}

const numbered = (texts: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, typed(name, value)]))

/** As the operation's own parameters have it: those that count are whole numbers, two are yes or no, the others text. */
function typed(name: string, value: string): unknown {
  if (/^(page|per_page|\w+_number|(check_run|comment|deployment|run|app)_id)$/.test(name))
    return /^\d+$/.test(value) ? Number(value) : value
  if (/^(protected|exclude_pull_requests)$/.test(name))
    return value === 'true' ? true : value === 'false' ? false : value
  return value
}
