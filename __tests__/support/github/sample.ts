import { z } from 'zod'
import { description } from './openapi'

type Json = Record<string, unknown>

const Node = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
})

/**
 * An object as GitHub's description demands it, with what the emulator knows put in. What it does not know is filled with
 * nothing: null, 0, an empty text, an address that nobody has.
 */
export function objectOf(schema: string, known: Json): Json {
  const filled = filledFrom(description.schema(schema), false)
  if (typeof filled !== 'object' || filled === null) throw new Error(`“${schema}” is no object`)
  return { ...filled, ...known }
}

function filledFrom(schema: unknown, mayBeNull = true): unknown {
  const { $ref, type, enum: values, format, required = [], properties = {}, allOf, anyOf, oneOf } = Node.parse(schema)
  if ($ref !== undefined) return filledFrom(description.schema($ref.replace('#/schemas/', '')))
  const types = [type ?? []].flat()
  if (mayBeNull && types.includes('null')) return null
  if (values !== undefined) return values[0]
  if (allOf !== undefined) return Object.assign({}, ...allOf.map(part => filledFrom(part)))
  const choices = anyOf ?? oneOf
  switch (types[0]) {
    case 'string':
      return format === 'uri' ? 'https://nobody.example/' : format === 'date-time' ? '2026-01-01T00:00:00Z' : ''
    case 'integer':
    case 'number':
      return 0
    case 'boolean':
      return false
    case 'array':
      return []
    case 'object':
      return Object.fromEntries(required.map(name => [name, filledFrom(properties[name])]))
    default:
      return choices === undefined ? {} : filledFrom(choices.at(-1))
  }
}
