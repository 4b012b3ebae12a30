import { dirname, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One place in the user's own files. `file` is a path from the repository's root; line and column count from 1. */
export interface Frame {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly function?: string
}

/** The frames in the user's files that declared a thing, innermost first. Empty where nobody declared it by hand. */
export type Origin = readonly Frame[]

/** The place to show to a person: the innermost frame, as `file:line:column`. */
export function place(origin: Origin): string | undefined {
  const [frame] = origin
  return frame && `${frame.file}:${frame.line}:${frame.column}`
}

/** How many callers are told of a thing that was declared deep in a user's own functions. */
const callersTold = 3

/**
 * The place and who called it there, so that what one helper function makes more than once can be told apart:
 * `deploy.ts:12:32, called at deploy.ts:40:10`. Undefined where nobody declared it by hand.
 */
export function declaredAt(origin: Origin): string | undefined {
  const [first] = origin
  if (!first) return undefined
  return [place([first]), ...callersOf(origin).map(caller => `called at ${place([caller])}`)].join(', ')
}

/** The lines from which the innermost one was reached: the nearest ones, and always the outermost. */
export function callersOf(origin: Origin): readonly Frame[] {
  const lines = new Map(origin.toReversed().map(frame => [`${frame.file}:${frame.line}`, frame]))
  const callers = [...lines.values()]
    .reverse()
    .filter(({ file, line }) => file !== origin[0]?.file || line !== origin[0].line)
  return callers.length <= callersTold ? callers : [...callers.slice(0, callersTold - 1), ...callers.slice(-1)]
}

// In the bundle this is dist/, from the sources src/: what lies below is Drover, not the user.
export const own = dirname(__filename) + sep

/**
 * The frames of the user's files that led here, innermost first, with absolute paths: whoever knows the repository's root
 * makes them relative to it. Costs a few microseconds; `Error.stackTraceLimit` is raised for the call alone.
 */
export function captureOrigin(): Origin {
  const limit = Error.stackTraceLimit
  const prepare = Error.prepareStackTrace
  try {
    Error.stackTraceLimit = 50
    Error.prepareStackTrace = (_error, sites) => sites.flatMap(frameOf)
    const holder: { stack?: unknown } = {}
    Error.captureStackTrace(holder, captureOrigin)
    return Array.isArray(holder.stack) ? holder.stack : []
  } finally {
    Error.stackTraceLimit = limit
    Error.prepareStackTrace = prepare
  }
}

function frameOf(site: NodeJS.CallSite): Frame[] {
  const name = site.getFileName()
  const line = site.getLineNumber()
  const column = site.getColumnNumber()
  if (!name || name.startsWith('node:') || line === null || column === null) return []
  const file = name.startsWith('file:') ? fileURLToPath(name) : name
  if (!file.startsWith(sep) || file.startsWith(own) || file.includes(`${sep}node_modules${sep}`)) return []
  const caller = site.getFunctionName()
  return [{ file, line, column, ...(caller ? { function: caller } : {}) }]
}
