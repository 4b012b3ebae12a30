import { readFileSync } from 'node:fs'
import Ajv, { type Format, type ValidateFunction } from 'ajv'
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
  /** By the description's own name: “GET /servers/{id}”, “checks/create”. */
  readonly operation: string
  readonly params: Readonly<Record<string, string>>
}

/** What an interface does otherwise than it, or the standard of a format, describes. */
export interface Manner {
  readonly formats?: Readonly<Record<string, Format>>
  /** The schema of failures that an operation names and does not describe, or does not even name. */
  readonly failure?: string
  /** Where an answer may differ. */
  readonly undescribed?: RegExp
}

/** What those who run an interface say of its operations themselves, as far as a script of scripts/ cut it out. */
export class Description {
  private readonly slice: z.infer<typeof Slice>
  /** For path and query, where a number is text. */
  private readonly texts: Ajv
  private readonly values: Ajv
  private readonly validators = new Map<string, ValidateFunction>()
  private readonly routes: readonly { readonly operation: string; readonly method: string; readonly pattern: RegExp }[]

  private static readonly all = new Map<string, Description>()

  /** Read and compiled once: that takes longer than most tests. */
  static of(file: string, manner: Manner = {}): Description {
    const description = Description.all.get(file) ?? new Description(file, manner)
    Description.all.set(file, description)
    return description
  }

  private constructor(
    file: string,
    private readonly manner: Manner,
  ) {
    const whole: unknown = JSON.parse(readFileSync(file, 'utf8'))
    this.slice = Slice.parse(whole)
    const checker = (coerceTypes: 'array' | false) => {
      const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, coerceTypes })
      addFormats(ajv)
      for (const [name, format] of Object.entries(manner.formats ?? {})) ajv.addFormat(name, format)
      return ajv.addSchema(Schema.parse(whole), 'slice')
    }
    this.texts = checker('array')
    this.values = checker(false)
    this.routes = Object.entries(this.slice.operations).map(([operation, { method, path }]) => ({
      operation,
      method,
      pattern: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    }))
  }

  get operations(): readonly string[] {
    return Object.keys(this.slice.operations)
  }

  schema(name: string): Readonly<Record<string, unknown>> {
    const schema = this.slice.schemas[name]
    if (schema === undefined)
      throw new Error(`the slice has no schema “${name}”; did its script cut its operation out?`)
    return schema
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
    const { failure, undescribed } = this.manner
    const answers = this.slice.operations[operation]?.answers ?? {}
    const key = [String(status), ...(status >= 400 ? ['default'] : [])].find(key => Object.hasOwn(answers, key))
    const check = (place: string) => this.wrong(this.values, 'answer', place, body, undescribed)
    if (key !== undefined && answers[key] !== null) return check(`${pointer(operation)}/answers/${key}`)
    if (failure !== undefined && status >= 400) return check(`#/schemas/${failure}`)
    if (key === undefined) return [`answer: ${status} is not described`]
    return body === undefined ? [] : ['answer: it has no body']
  }

  private wrong(ajv: Ajv, part: string, place: string, value: unknown, undescribed?: RegExp): readonly string[] {
    const validate = this.validators.get(place) ?? ajv.compile({ $ref: `slice${place}` })
    this.validators.set(place, validate)
    if (validate(value)) return []
    return (validate.errors ?? [])
      .filter(({ instancePath }) => !undescribed?.test(instancePath))
      .map(({ instancePath, message, params }) => `${part}${instancePath}: ${message} ${JSON.stringify(params)}`)
  }
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
