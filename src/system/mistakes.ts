import { z } from 'zod'
import type { Mistake } from '../failure'
import type { Origin } from '../origin'
import { fitsNone, foundWords, orWords, typeWord, valueWord } from './plain-issue'
import { suggest } from './suggestion'

interface Parsed {
  readonly origin: Origin
  /** Where the value stands in what was declared: put before the path within it. */
  readonly path: string
  readonly value: unknown
  readonly schema: z.ZodType
}

type Path = readonly PropertyKey[]

/** What a schema found wrong, as mistakes: an unknown key each, with what was probably meant, else with all that could be. */
export function mistakesOf(error: z.ZodError, parsed: Parsed): readonly Mistake[] {
  return error.issues.flatMap(issue => issueMistakes(issue, [], parsed))
}

function issueMistakes(issue: z.core.$ZodIssue, above: Path, parsed: Parsed): readonly Mistake[] {
  const at = [...above, ...issue.path]
  const { origin } = parsed
  if (issue.code === 'unrecognized_keys') {
    const known = [...new Set(keysAt(parsed.schema, at, parsed.value))]
    return issue.keys.map(key => {
      const meant = suggest(key, known)
      const instead = meant === undefined && known.length > 0 ? `; there are ${known.join(', ')}` : ''
      return {
        origin,
        path: pathOf(parsed.path, [...at, key]),
        message: `unknown key “${key}”${instead}`,
        ...suggestion(meant),
      }
    })
  }
  if (issue.code === 'invalid_union') {
    // The option that got furthest is the one that was meant.
    const deepest = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0]
    if (deepest && depth(deepest) > 0) return deepest.flatMap(inner => issueMistakes(inner, at, parsed))
    // Else the one that takes a value of this type, and has something else against it.
    const written = at.reduce<unknown>(member, parsed.value)
    const typed = issue.errors.find(errors => errors.every(one => isOfType(one, written)))
    if (typed) return typed.flatMap(inner => issueMistakes(inner, at, parsed))
  }
  return [
    {
      origin,
      path: pathOf(parsed.path, at),
      message: messageOf(issue, at, parsed),
      ...suggestionOf(issue, at, parsed),
    },
  ]
}

/** Whether it is not the value's type that is wrong. */
const isOfType = (issue: z.core.$ZodIssue, written: unknown): boolean =>
  issue.code === 'invalid_value'
    ? issue.values.some(value => typeof value === typeof written)
    : issue.code !== 'invalid_type'

function messageOf(issue: z.core.$ZodIssue, at: Path, { value }: Parsed): string {
  // A schema that says what it needs knows better than a list of types.
  if (issue.code === 'invalid_union' && !issue.message.startsWith(fitsNone)) return issue.message
  if (issue.code === 'invalid_type' && !issue.message.startsWith('expected ')) return issue.message
  const written = at.reduce<unknown>(member, value)
  const types = [...new Set(typesOf(issue))]
  if (types.length === 0) return issue.message
  const holes = holesIn(written)
  if (holes) return `${holes} can only stand where a text is taken, as in the content of a file`
  const expected = `expected ${orWords(types)}`
  return written === undefined ? `is missing (${expected})` : `${expected}, got ${foundWords(written)}`
}

/** The types that would have been taken, where it is about nothing else. */
function typesOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_type') return [typeWord(issue.expected)]
  if (issue.code !== 'invalid_union') return []
  return issue.errors.flatMap(errors =>
    errors.flatMap(one => (one.code === 'invalid_value' ? one.values.map(valueWord) : typesOf(one))),
  )
}

/** What a text that is not known yet is called; undefined for anything else. */
function holesIn(written: unknown): string | undefined {
  if (typeof written !== 'object' || written === null) return undefined
  if ('$secret' in written) return 'a secret'
  if ('$reference' in written) return "another machine's address or name"
  return '$text' in written ? 'a text with a secret or a reference in it' : undefined
}

const suggestion = (word: string | undefined) => (word === undefined ? {} : { suggestion: word })

function suggestionOf(issue: z.core.$ZodIssue, at: Path, { value }: Parsed) {
  const known = knownTo(issue)
  const written = (issue.code === 'custom' && issue.params?.word) || at.reduce<unknown>(member, value)
  return typeof written === 'string' ? suggestion(suggest(written, known)) : {}
}

/** The words that could have stood there: a schema's own check says them by `params: { known }`; and by `word`, for which. */
function knownTo(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  const known: unknown = issue.code === 'custom' ? issue.params?.known : []
  return Array.isArray(known) ? known.map(String) : []
}

const depth = (issues: readonly z.core.$ZodIssue[]): number =>
  Math.max(0, ...issues.map(issue => issue.path.length + (issue.code === 'unrecognized_keys' ? 0.5 : 0)))

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

/** `services[0].config.port`, after `base`. */
export const pathOf = (base: string, path: Path): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, base)

/** The keys that a schema knows at a place, whatever wraps the object there. */
function keysAt(schema: z.core.$ZodType, path: Path, value: unknown): readonly string[] {
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodPrefault
  )
    return keysAt(schema._zod.def.innerType, path, value)
  if (schema instanceof z.core.$ZodNullable || schema instanceof z.core.$ZodReadonly)
    return keysAt(schema._zod.def.innerType, path, value)
  if (schema instanceof z.core.$ZodPipe) return keysAt(schema._zod.def.in, path, value)
  if (schema instanceof z.core.$ZodUnion) return schema._zod.def.options.flatMap(option => keysAt(option, path, value))
  const [key, ...rest] = path
  if (schema instanceof z.core.$ZodObject) {
    if (key === undefined) return Object.keys(schema._zod.def.shape)
    const inner = schema._zod.def.shape[String(key)]
    return inner ? keysAt(inner, rest, value) : []
  }
  if (key === undefined) return []
  if (schema instanceof z.core.$ZodArray) return keysAt(schema._zod.def.element, rest, value)
  if (schema instanceof z.core.$ZodRecord) return keysAt(schema._zod.def.valueType, rest, value)
  return []
}
