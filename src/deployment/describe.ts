import { inspect } from 'node:util'

/** A value that somebody wrote where another was expected, in few words: `a number (5)`, `a list`, `nothing`. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (value instanceof Promise) return 'a promise (write `await` before it)'
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`
  if (typeof value === 'object') return 'an object'
  return `a ${typeof value} (${inspect(value, { maxStringLength: 40 })})`
}
