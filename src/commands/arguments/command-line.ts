import { parseArgs } from 'node:util'
import type { Failure } from '../../failure'
import { suggest } from '../../system/suggestion'
import { optionOf, options } from './option-table'

/** A command line taken apart. */
export interface CommandLine {
  readonly words: readonly string[]
  /** What stands behind `--`, as it is; undefined where there is none. */
  readonly behind: readonly string[] | undefined
  /** The options without a value that were given. */
  readonly flags: ReadonlySet<string>
  readonly values: (option: string) => readonly string[]
  /** The value of an option that is given once. */
  readonly value: (option: string) => string | undefined
  readonly failures: readonly Failure[]
}

/** Takes a command line apart. Unlike `parseArgs` by itself it goes on after a mistake, and lets no value go unheard. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const { tokens } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true })
  const words: string[] = []
  const flags = new Set<string>()
  const given = new Map<string, string[]>()
  const failures: Failure[] = []
  const terminator = tokens.find(({ kind }) => kind === 'option-terminator')?.index
  for (const token of tokens) {
    if (token.kind === 'positional' && token.index < (terminator ?? argv.length)) words.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    const failure = mistakeIn(token, given.get(name) ?? [])
    if (failure !== undefined) failures.push(wrong(rawName, failure))
    else if (value === undefined) flags.add(name)
    else given.set(name, [...(given.get(name) ?? []), value])
  }
  const values = (option: string) => given.get(option) ?? []
  const behind = terminator === undefined ? undefined : argv.slice(terminator + 1)
  return { words, behind, flags, values, value: option => values(option)[0], failures }
}

interface Option {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function mistakeIn({ name, rawName, value, inlineValue }: Option, before: readonly string[]): string | undefined {
  const option = optionOf.get(name)
  if (option === undefined) {
    const near = suggest(
      rawName,
      [...optionOf.keys()].map(each => `--${each}`),
    )
    return `there is no such option${near === undefined ? '' : ` (did you mean ${near}?)`}; “drover help” lists them.`
  }
  if (option.type === 'boolean') return value === undefined ? undefined : `it takes no value, and got “${value}”.`
  if (value === undefined || value === '') return 'it takes a value, and got none.'
  if (!inlineValue && value.length > 1 && value.startsWith('-'))
    return `it takes a value, and got the option “${value}”; write ${rawName}=${value} where that is the value.`
  if (option.multiple || before.length === 0) return undefined
  return `it was given twice, as “${before[0]}” and as “${value}”; give it once.`
}

export const wrong = (input: string, message: string): Failure => ({ code: 'bad-input', input, message })
