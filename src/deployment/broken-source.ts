import { readFileSync } from 'node:fs'
import module from 'node:module'
import { Script } from 'node:vm'
import { thrownWords } from '../failure'

/** A place in a source text. Both count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A file of the user's that can't be loaded, with the place where it is wrong. */
export class BrokenSource extends Error {
  override readonly name = 'BrokenSource'
  constructor(
    readonly file: string,
    readonly position: Position,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }

  /** An import that leads nowhere, at the place where it is written. */
  static ofImport(file: string, specifier: string, cause: unknown): BrokenSource {
    const text = readFileSync(file, 'utf8')
    const written = ['"', "'", '`'].map(mark => text.indexOf(mark + specifier + mark)).find(found => found >= 0)
    return new BrokenSource(file, positionAt(text, written ?? 0), importMessage(specifier, cause), { cause })
  }
}

/** How the message of a package that is not there begins: `commit.ts` knows by it that an older commit needs its own. */
export const packageMissing = 'there is no package'

function importMessage(specifier: string, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (specifier.startsWith('drover/')) return `there is no “${specifier}”: everything is imported from 'drover' itself`
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') {
    return `“${specifier}” cannot be imported: ${thrownWords(cause)}`
  }
  if (/^[./]|^file:/.test(specifier)) {
    return `there is no ${specifier} (looked for it as it stands, with .ts, .mts, .js, .mjs, .json, and as a folder with an index file)`
  }
  return `${packageMissing} “${specifier}” in node_modules: list it in package.json and run “npm ci” before Drover`
}

export function jsonError(file: string, text: string, cause: unknown): BrokenSource {
  const message = thrownWords(cause)
  const offset = /at position (\d+)/.exec(message)?.[1]
  const place = positionAt(text, offset === undefined ? text.length : Number(offset))
  return new BrokenSource(file, place, `this is no JSON: ${message.replace(/ in JSON at position.*| \(line.*/s, '')}`)
}

export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** Where a JavaScript or TypeScript text breaks the grammar; Node itself does not say it of a module in JavaScript. */
export function syntaxErrorIn(file: string): BrokenSource | undefined {
  const text = readFileSync(file, 'utf8')
  try {
    const plain = quietly(() => module.stripTypeScriptTypes(text, { sourceUrl: file }))
    void new Script(`(async () => {\n${withoutImports(plain)}\n})`, { filename: file, lineOffset: -1 })
    return undefined
  } catch (thrown) {
    const position = positionInStack(thrown)
    if (!(thrown instanceof Error) || position === undefined) return undefined
    return new BrokenSource(file, position, thrown.message, { cause: thrown })
  }
}

/** Where a syntax error's stack begins with `file:line`, the line itself and carets below the column. */
export function positionInStack(thrown: unknown): Position | undefined {
  if (!(thrown instanceof SyntaxError)) return undefined
  const [head = '', ...body] = (thrown.stack ?? '').split(/\n(?=\w*Error)|\n {4}at /)[0]?.split('\n') ?? []
  const line = /:(\d+)$/.exec(head)?.[1]
  if (line === undefined) return undefined
  const carets = body.find(row => /^\s*\^+$/.test(row))
  return { line: Number(line), column: carets === undefined ? 1 : carets.indexOf('^') + 1 }
}

// Imports and the word `export` become spaces, so that what is left can be parsed as a function's body, each thing in its place.
const withoutImports = (text: string): string =>
  text
    .replace(/^[ \t]*(import\b(?!\s*[(.])[^'"]*|export\b[^'";]*\bfrom\s*)(['"])[^'"\n]*\2.*$/gm, blank)
    .replace(/^[ \t]*export\s+(default\b)?/gm, blank)
    .replace(/\bimport\.meta\b/g, 'globalThis ')

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

function quietly<Value>(work: () => Value): Value {
  const emit = process.emitWarning
  process.emitWarning = () => {}
  try {
    return work()
  } finally {
    process.emitWarning = emit
  }
}
