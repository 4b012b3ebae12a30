import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DroverError } from '../failure'
import { suggest } from '../system/suggestion'
import { parseInputs } from './inputs'
import type { Options } from './options'
import { commands } from './registry'
import { reportNames } from './render'
import type { CommandName } from './run-command'

/** What a command line asks for. */
export type Asked =
  | { readonly what: 'help' | 'version' }
  | {
      readonly what: 'run'
      readonly command: CommandName
      readonly options: Options
      readonly output: Output
      readonly yes: boolean
    }
  | { readonly what: 'manifest'; readonly options: Options; readonly ref: string | undefined }
  | { readonly what: 'graph'; readonly options: Options; readonly format: 'mermaid' | 'dot' }
  | { readonly what: 'report'; readonly report: string; readonly path: string }

export interface Output {
  /** The result as JSON on standard output, and the log on standard error. */
  readonly json: boolean
  readonly debug: boolean
  /** A file to which the events are appended. */
  readonly events: string | undefined
}

const words = [...Object.keys(commands), 'manifest', 'graph', 'report', 'help']

const optionTypes = {
  'working-directory': { type: 'string', short: 'C' },
  file: { type: 'string', short: 'f' },
  stage: { type: 'string', short: 's' },
  machines: { type: 'string', short: 'm', multiple: true },
  identity: { type: 'string', short: 'i', multiple: true },
  'known-hosts': { type: 'string' },
  'max-parallel': { type: 'string' },
  timeout: { type: 'string' },
  json: { type: 'boolean' },
  events: { type: 'string' },
  verbose: { type: 'boolean', short: 'v' },
  yes: { type: 'boolean', short: 'y' },
  ref: { type: 'string' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const

/**
 * Reads a command line. Relative paths are taken from the folder that the command was called in.
 *
 * @throws DroverError `bad-input`
 */
export function readArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): Asked {
  const { values, positionals } = parsed(argv)
  const [command, ...rest] = positionals
  if (values.version) return { what: 'version' }
  if (values.help || command === undefined || command === 'help') return { what: 'help' }
  if (!words.includes(command)) {
    const near = suggest(command, words)
    throw bad(
      'command',
      `“${command}” is no command; expected ${words.join(', ')}${near ? ` (did you mean “${near}”?)` : ''}.`,
    )
  }
  if (command === 'report') return reportAsked(rest)
  if (rest.length > 0) throw bad('command', `“${command}” takes no further words, and got “${rest.join(' ')}”.`)

  const options = optionsOf(values, environment)
  if (command === 'manifest') return { what: 'manifest', options, ref: values.ref }
  if (command === 'graph') {
    const { format = 'mermaid' } = values
    if (format !== 'mermaid' && format !== 'dot')
      throw bad('--format', `“${format}” is no format of a graph; expected mermaid or dot.`)
    return { what: 'graph', options, format }
  }
  if (!isCommand(command)) throw bad('command', `“${command}” is no command.`)
  const output = {
    json: values.json === true,
    debug: values.verbose === true,
    events: values.events === undefined ? undefined : resolve(values.events),
  }
  return { what: 'run', command, options, output, yes: values.yes === true }
}

const isCommand = (word: string): word is CommandName => Object.hasOwn(commands, word)

type Values = ReturnType<typeof parsed>['values']

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: optionTypes, allowPositionals: true })
  } catch (error) {
    throw bad(
      'command line',
      `${error instanceof Error ? error.message : String(error)}. “drover help” lists the options.`,
    )
  }
}

function optionsOf(values: Values, environment: NodeJS.ProcessEnv): Options {
  // The same schema as the action's: one meaning for one word, wherever it was said.
  const read = parseInputs({
    file: values.file,
    stage: values.stage,
    machines: values.machines?.join(','),
    'max-parallel': values['max-parallel'],
    timeout: values.timeout,
    'working-directory': values['working-directory'],
  })
  if (!read.ok) throw new DroverError(read.failures[0] ?? { code: 'bad-input', input: 'command line', message: '' })
  const { inputs } = read
  return {
    root: resolve(inputs['working-directory']),
    file: inputs.file,
    stage: inputs.stage,
    machines: inputs.machines,
    keys: (values.identity ?? []).map(path => ({ source: path, text: contentOf('--identity', path) })),
    passphrase: environment.DROVER_SSH_PASSPHRASE,
    knownHosts: values['known-hosts'] === undefined ? undefined : contentOf('--known-hosts', values['known-hosts']),
    maxParallel: inputs['max-parallel'],
    timeout: inputs.timeout,
    environment,
  }
}

function reportAsked([report, path, ...more]: readonly string[]): Asked {
  if (report === undefined || path === undefined || more.length > 0)
    throw bad(
      'command',
      '“report” takes the name of a report and a file of events, as “drover report summary events.ndjson”.',
    )
  if (!reportNames.includes(report))
    throw bad('command', `“${report}” is no report; expected ${reportNames.join(', ')}.`)
  return { what: 'report', report, path: resolve(path) }
}

function contentOf(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw bad(option, `${path} can't be read: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

const bad = (input: string, message: string): DroverError => new DroverError({ code: 'bad-input', input, message })
