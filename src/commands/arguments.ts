import { resolve } from 'node:path'
import type { Failure } from '../failure'
import { suggest } from '../system/suggestion'
import { type CommandLine, readCommandLine, wrong } from './command-line'
import { bashCompletion } from './completion'
import type { Options } from './options'
import { optionsFrom } from './options-from'
import { commands } from './registry'
import { reportNames } from './render'
import { readRerun } from './rerun'
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
  | { readonly what: 'init'; readonly root: string; readonly force: boolean }
  | { readonly what: 'types'; readonly root: string }
  | { readonly what: 'completion'; readonly script: string }
  | { readonly what: 'graph'; readonly options: Options; readonly format: 'mermaid' | 'dot' }
  | { readonly what: 'report'; readonly report: string; readonly path: string }
  /** All that is wrong with the command line. */
  | { readonly what: 'nothing'; readonly failures: readonly Failure[] }

export interface Output {
  /** The result as JSON on standard output, and the log on standard error. */
  readonly json: boolean
  readonly debug: boolean
  /** A file that the events are kept in. */
  readonly events: string | undefined
}

const words = [...Object.keys(commands), 'rerun', 'init', 'types', 'completion', 'manifest', 'graph', 'report', 'help']

/** Options that mean something to one command only: said to another, they would be dropped without a word. */
const only = { force: 'init', ref: 'manifest', format: 'graph', to: 'rollback', accept: 'recover' } as const

/** Reads a command line, and finds all its mistakes. Relative paths are taken from the folder that the command was called in. */
export function readArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): Asked {
  const line = readCommandLine(argv)
  const [command, ...rest] = line.words
  if (line.flags.has('version')) return { what: 'version' }
  if (line.flags.has('help') || command === 'help' || argv.length === 0) return { what: 'help' }
  const read = optionsFrom(line, environment)
  const again = command === 'rerun' && line.failures.length === 0 ? readRerun(line, rest) : { failures: [] }
  const failures = [...line.failures, ...commandFailures(line, command, rest), ...again.failures, ...read.failures]
  if (failures.length > 0 || command === undefined) return { what: 'nothing', failures }
  return asked(command === 'rerun' ? 'deploy' : command, rest, line, { ...read.options, ...again.rerun })
}

function asked(
  command: string,
  [report = '', path = '']: readonly string[],
  line: CommandLine,
  options: Options,
): Asked {
  if (command === 'report') return { what: 'report', report, path: resolve(path) }
  if (command === 'manifest') return { what: 'manifest', options, ref: line.value('ref') }
  if (command === 'init') return { what: 'init', root: options.root, force: line.flags.has('force') }
  if (command === 'completion') return { what: 'completion', script: bashCompletion(words) }
  if (command === 'types') return { what: 'types', root: options.root }
  if (command === 'graph') return { what: 'graph', options, format: line.value('format') === 'dot' ? 'dot' : 'mermaid' }
  if (!isCommand(command)) return { what: 'help' }
  const events = line.value('events')
  const output = {
    json: line.flags.has('json'),
    debug: line.flags.has('verbose'),
    events: events === undefined ? undefined : resolve(events),
  }
  return { what: 'run', command, options, output, yes: line.flags.has('yes') }
}

const isCommand = (word: string): word is CommandName => Object.hasOwn(commands, word)

function commandFailures(line: CommandLine, command: string | undefined, rest: readonly string[]): readonly Failure[] {
  if (command === undefined) return [wrong('command', `there is none; expected ${words.join(', ')}.`)]
  if (!words.includes(command)) return [wrong('command', unknown(command, 'command', words))]
  const misplaced = Object.entries(only).flatMap(([option, owner]) =>
    (line.value(option) === undefined && !line.flags.has(option)) || owner === command
      ? []
      : [wrong(`--${option}`, `only “drover ${owner}” takes it, not “drover ${command}”.`)],
  )
  const format = line.value('format')
  if (command === 'graph' && format !== undefined && format !== 'mermaid' && format !== 'dot')
    misplaced.push(wrong('--format', unknown(format, 'format of a graph', ['mermaid', 'dot'])))
  if (command === 'report') return [...misplaced, ...reportFailures(rest)]
  if (command === 'exec') {
    if (rest.length > 0) return [...misplaced, wrong('command', `write the command behind “--”: ${example}.`)]
    return line.behind?.some(word => word !== '')
      ? misplaced
      : [...misplaced, wrong('command', `“exec” takes a command behind “--”: ${example}.`)]
  }
  if (line.behind !== undefined)
    return [...misplaced, wrong('--', `only “drover exec” takes words behind “--”, not “drover ${command}”.`)]
  if (command === 'rerun') return misplaced
  if (command === 'completion')
    return rest.join(' ') === 'bash'
      ? misplaced
      : [
          ...misplaced,
          wrong('command', '“completion” takes the name of a shell, as “drover completion bash”: bash alone is known.'),
        ]
  // A word may be the value of an option that is wrong already.
  if (rest.length === 0 || line.failures.length > 0) return misplaced
  return [...misplaced, wrong('command', `“${command}” takes no further words, and got “${rest.join(' ')}”.`)]
}

const example = 'as “drover exec -- uptime”'

function reportFailures([report, path, ...more]: readonly string[]): readonly Failure[] {
  if (report === undefined || path === undefined || more.length > 0)
    return [
      wrong(
        'command',
        '“report” takes the name of a report and a file of events, as “drover report summary events.ndjson”.',
      ),
    ]
  return reportNames.includes(report) ? [] : [wrong('command', unknown(report, 'report', reportNames))]
}

function unknown(word: string, what: string, known: readonly string[]): string {
  const near = suggest(word, known)
  return `“${word}” is no ${what}; expected ${known.join(', ')}${near === undefined ? '' : ` (did you mean “${near}”?)`}.`
}
