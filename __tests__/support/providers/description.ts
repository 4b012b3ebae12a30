import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv, { type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
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

export interface Matched {
  /** As “GET /servers/{id}”. */
  readonly operation: string
  readonly params: Readonly<Record<string, string>>
}

/** What a provider itself says of its operations, as far as scripts/provider-slices.mjs cut it out. */
export class Description {
  private readonly slice: z.infer<typeof Slice>
  /** For path and query, where a number is text. */
  private readonly texts: Ajv
  private readonly values: Ajv
  private readonly validators = new Map<string, ValidateFunction>()
  private readonly routes: readonly { readonly operation: string; readonly method: string; readonly pattern: RegExp }[]

  private static readonly all = new Map<string, Description>()

  /** Read and compiled once: that takes longer than most tests. */
  static of(provider: string): Description {
    const description = Description.all.get(provider) ?? new Description(provider)
    Description.all.set(provider, description)
    return description
  }

  private constructor(provider: string) {
    const whole: unknown = JSON.parse(readFileSync(join(__dirname, provider, 'openapi.json'), 'utf8'))
    this.slice = Slice.parse(whole)
    this.texts = checker({ coerceTypes: 'array' }).addSchema(Schema.parse(whole), 'provider')
    this.values = checker({}).addSchema(Schema.parse(whole), 'provider')
    this.routes = Object.entries(this.slice.operations).map(([operation, { method, path }]) => ({
      operation,
      method,
      pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    }))
  }

  get operations(): readonly string[] {
    return Object.keys(this.slice.operations)
  }

  /** The operation that a request asks for; undefined where the slice has none. */
  operationFor(method: string, path: string): Matched | undefined {
    for (const route of this.routes) {
      const found = route.method === method ? route.pattern.exec(path) : null
      if (found === null) continue
      const params = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)])
      return { operation: route.operation, params: Object.fromEntries(params) }
    }
    return undefined
  }

  /** What is wrong with a request, a line each. */
  wrongInRequest({ operation, params }: Matched, query: URLSearchParams, body: unknown): readonly string[] {
    const place = pointer(operation)
    const described = this.slice.operations[operation]?.body !== undefined
    // An empty object is what clients send where nothing is to be said.
    const none = body === undefined || (typeof body === 'object' && body !== null && Object.keys(body).length === 0)
    const inBody = described
      ? this.wrong(this.values, 'body', `${place}/body`, body)
      : none
        ? []
        : ['body: this operation takes none']
    return [
      ...this.wrong(this.texts, 'path', `${place}/params`, { ...params }),
      ...this.wrong(this.texts, 'query', `${place}/query`, valuesOf(query)),
      ...inBody,
    ]
  }

  /** What is wrong with an answer; one without a body is described as such. */
  wrongInAnswer(operation: string, status: number, body: unknown): readonly string[] {
    const answers = this.slice.operations[operation]?.answers ?? {}
    const key = [String(status), 'default'].find(key => Object.hasOwn(answers, key))
    if (key === undefined || (key === 'default' && status < 400)) return [`answer: ${status} is not described`]
    if (answers[key] === null) return body === undefined ? [] : ['answer: it has no body']
    return this.wrong(this.values, 'answer', `${pointer(operation)}/answers/${key}`, body)
  }

  private wrong(ajv: Ajv, part: string, place: string, value: unknown): readonly string[] {
    const validate = this.validators.get(place) ?? ajv.compile({ $ref: `provider${place}` })
    this.validators.set(place, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${part}${instancePath}: ${message} ${JSON.stringify(params)}`,
    )
  }
}

function checker(options: { readonly coerceTypes?: 'array' }): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, ...options })
  addFormats(ajv)
  // Linode's times have no zone.
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/)
  for (const name of ['ip', 'ip/netmask', 'ipv6/128', 'ipv6/64', 'decimal', 'ssh-key', 'ipv4/prefix_length']) {
    ajv.addFormat(name, true)
  }
  return ajv
}

const pointer = (operation: string): string =>
  `#/operations/${encodeURIComponent(operation.replaceAll('~', '~0').replaceAll('/', '~1'))}`

const valuesOf = (query: URLSearchParams): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...new Set(query.keys())].map(key => {
      const all = query.getAll(key)
      return [key, all.length === 1 ? all[0] : all]
    }),
  )
