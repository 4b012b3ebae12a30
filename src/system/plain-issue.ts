import { z } from 'zod'

type Issue = z.core.$ZodRawIssue

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  map: 'a Map',
  set: 'a Set',
  date: 'a date',
  bigint: 'a bigint',
  function: 'a function',
  undefined: 'nothing',
  null: 'nothing',
  never: 'nothing',
}

/** How the sentence of a union begins that has none of its own. */
export const fitsNone = 'fits none of the forms that are taken here'

/** A type as people call it. */
export const typeWord = (type: string): string => types[type] ?? type

/** What was written, in few words: `a number (5)`, `a list`, `nothing`. */
export function foundWords(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'string') return value === '' ? 'an empty text' : `“${clipped(value)}”`
  if (typeof value === 'object') return 'an object'
  return typeof value === 'function' ? 'a function' : `a ${typeof value} (${String(value)})`
}

const clipped = (text: string): string => {
  const line = text.split('\n')[0] ?? ''
  return line.length > 40 || line !== text ? `${line.slice(0, 40)}…` : line
}

/** What a schema that has no words of its own says: what was expected, and what was found. */
export function plainIssue(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeWord(issue.expected)}, got ${foundWords(issue.input)}`
    case 'invalid_value':
      return `expected ${orWords(issue.values.map(valueWord))}, got ${foundWords(issue.input)}`
    case 'too_small':
      return sized(issue, issue.inclusive === false ? 'more than' : 'at least', Number(issue.minimum))
    case 'too_big':
      return sized(issue, issue.inclusive === false ? 'less than' : 'at most', Number(issue.maximum))
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}, got ${foundWords(issue.input)}`
    case 'invalid_format':
      return `expected ${formatWords(issue)}, got ${foundWords(issue.input)}`
    case 'invalid_union':
      return `${fitsNone}, got ${foundWords(issue.input)}`
    case 'invalid_key':
      return `has a key that is not taken here: ${reasons(issue.issues)}`
    case 'invalid_element':
      return `has an entry that is not taken here: ${reasons(issue.issues)}`
    case 'custom':
      return `is not taken here: got ${foundWords(issue.input)}`
    default:
      return undefined
  }
}

const reasons = (issues: readonly { readonly message?: string | undefined }[] = []): string =>
  issues.flatMap(({ message }) => message ?? []).join('; ')

/** A value that a schema names, as it is written. */
export const valueWord = (value: unknown): string => (typeof value === 'string' ? `“${value}”` : String(value))

export function orWords(words: readonly string[]): string {
  const [last = '', ...before] = words.toReversed()
  return before.length === 0 ? last : `${before.toReversed().join(', ')} or ${last}`
}

function sized(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>, bound: string, limit: number): string {
  const { origin, input } = issue
  const [unit, length] =
    typeof input === 'string'
      ? ['character', input.length]
      : Array.isArray(input)
        ? ['entry', input.length]
        : [undefined, undefined]
  if (unit === undefined || length === undefined) {
    const what = origin === 'number' || origin === 'int' || origin === 'bigint' ? 'a number of ' : ''
    return `expected ${what}${bound} ${limit}, got ${foundWords(input)}`
  }
  if (length === 0 && limit === 1) return `expected a ${unit === 'entry' ? 'list' : 'text'} that is not empty`
  const units = limit === 1 ? unit : unit === 'entry' ? 'entries' : `${unit}s`
  return `expected ${bound} ${limit} ${units}, got ${length}`
}

function formatWords(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  const text = (key: string) => (key in issue ? String(Reflect.get(issue, key)) : '')
  switch (issue.format) {
    case 'starts_with':
      return `a text that begins with “${text('prefix')}”`
    case 'ends_with':
      return `a text that ends with “${text('suffix')}”`
    case 'includes':
      return `a text that holds “${text('includes')}”`
    case 'regex':
      return `a text of the form ${text('pattern')}`
    default:
      return `a text that is ${/^[aeiou]/.test(issue.format) ? 'an' : 'a'} ${issue.format}`
  }
}

// For all schemas at once, those of a user's own types with them: none of zod's own sentences reaches anybody.
z.config({ customError: plainIssue })
