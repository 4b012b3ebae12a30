import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { z } from 'zod'

/** A secret's name. Its value is known only to the runner, and travels only as the content of a file. */
export interface Secret {
  readonly $secret: string
}

/** A fact of another machine that is known only when that machine is there. */
export interface Reference {
  readonly $reference: 'address' | 'hostName'
  readonly machine: string
}

/** A text with holes. `$hmac` is put in when the machine's key is known: it names the content without telling it. */
export interface Template {
  readonly $text: readonly (string | Secret | Reference)[]
  readonly $hmac?: string
}

/** What may stand where a text is wanted: the text, or one whose parts are known later. */
export type Text = string | Secret | Reference | Template

/** Keeps a value that is not known yet from being glued into a string, where its name would pass for its value. */
class Opaque {
  toString(): never {
    throw new TypeError(
      `${inspect(this)} has no value yet and cannot become a string: write text\`…\${value}…\` instead`,
    )
  }
  [Symbol.toPrimitive](): never {
    return this.toString()
  }
}

class SecretValue extends Opaque implements Secret {
  constructor(readonly $secret: string) {
    super()
  }
  [inspect.custom](): string {
    return `secret(${this.$secret})`
  }
}

class ReferenceValue extends Opaque implements Reference {
  constructor(
    readonly $reference: Reference['$reference'],
    readonly machine: string,
  ) {
    super()
  }
  [inspect.custom](): string {
    return `${this.$reference}Of(${this.machine})`
  }
}

class TemplateValue extends Opaque implements Template {
  constructor(readonly $text: Template['$text']) {
    super()
  }
  [inspect.custom](): string {
    return `text(${this.$text.map(part => (typeof part === 'string' ? part : `\${${inspect(part)}}`)).join('')})`
  }
}

/**
 * A secret by the name of the environment variable that holds it (in a workflow: `env:`). It stands for the value wherever a text is
 * taken, and never shows it: to make a string of it throws a TypeError.
 */
export const secret = (name: string): Secret => new SecretValue(name)

export const reference = (property: Reference['$reference'], machine: string): Reference =>
  new ReferenceValue(property, machine)

/** A text in which references and secrets stay what they are until the machine is there; a plain string where it has none. */
export function text(strings: TemplateStringsArray, ...values: readonly (Text | number)[]): Text {
  return joinTexts(strings.flatMap((piece, index) => (index === 0 ? [piece] : [values[index - 1] ?? '', piece])))
}

/** Texts put together to one, as `text` does, with `separator` between them: for as many as a list has. */
export function joinTexts(texts: readonly (Text | number)[], separator = ''): Text {
  const parts: (string | Secret | Reference)[] = []
  const add = (part: string | Secret | Reference) => {
    const last = parts.at(-1)
    if (part === '') return
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
    else parts.push(part)
  }
  texts.forEach((value, index) => {
    if (index > 0) add(separator)
    for (const part of partsOf(typeof value === 'number' ? String(value) : value)) add(part)
  })
  if (parts.every(part => typeof part === 'string')) return parts.join('')
  return new TemplateValue(parts)
}

export function partsOf(value: Text): readonly (string | Secret | Reference)[] {
  if (typeof value === 'string') return [value]
  return '$text' in value ? value.$text : [value]
}

/** The names of the secrets in a text, each once. */
export const secretsOf = (value: Text): readonly string[] => [
  ...new Set(partsOf(value).flatMap(part => (typeof part !== 'string' && '$secret' in part ? [part.$secret] : []))),
]

export const hasSecret = (value: Text): boolean => secretsOf(value).length > 0

/** The text where it has no holes. */
export function wholeText(value: Text): string | undefined {
  const parts = partsOf(value)
  return parts.every(part => typeof part === 'string') ? parts.join('') : undefined
}

/** The text with its secrets filled in. Only for what travels to the machine; nothing that is shown or kept is made of it. */
export function reveal(value: Text, secrets: ReadonlyMap<string, string>): string {
  return partsOf(value)
    .map(part => {
      if (typeof part === 'string') return part
      if ('$reference' in part) throw new TypeError(`the ${part.$reference} of ${part.machine} was not resolved`)
      const found = secrets.get(part.$secret)
      if (found === undefined) throw new TypeError(`the secret ${part.$secret} has no value`)
      return found
    })
    .join('')
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const secretSchema = z.strictObject({
  $secret: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable'),
})
const referenceSchema = z.strictObject({ $reference: z.enum(['address', 'hostName']), machine: z.string() })

/** The schema of a text. It gives plain data, so that a manifest can be written down. */
export const textSchema: z.ZodType<Text, Text> = z
  .union([
    z.string(),
    secretSchema,
    referenceSchema,
    z.strictObject({
      $text: z.array(z.union([z.string(), secretSchema, referenceSchema])),
      $hmac: z.string().exactOptional(),
    }),
  ])
  .transform(value => {
    if (typeof value === 'string' || !('$text' in value)) return value
    return value.$hmac === undefined ? { $text: value.$text } : { $text: value.$text, $hmac: value.$hmac }
  })
