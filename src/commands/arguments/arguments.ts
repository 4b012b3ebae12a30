import { resolve } from 'node:path'
import type { Failure } from '../../failure'
import { completion } from '../completion/completion'
import type { GraphFormat } from '../graph'
import type { Options } from '../options'
import type { commands } from '../registry'
import { readRerun } from '../rerun'
import type { CommandName } from '../run-command'
import { commandFailures, unknownWord } from './argument-failures'
import { type CommandLine, readCommandLine, wrong } from './command-line'
import { type CommandWord, commandWords, isCommandWord } from './command-table'
import { optionsFrom } from './options-from'
import { usage, usageOf } from './usage'

/** What a command line asks for. */
export type Asked = {
  /** One JSON document on standard output, and nothing else there. */
  readonly json: boolean
} & (
  | { readonly what: 'version' }
  /** A text that needs nothing more: the help, a shell's completion. */
  | { readonly what: 'text'; readonly text: string }
  | {
      readonly what: 'run'
      readonly command: CommandName
      readonly options: Options
      readonly output: Output
      readonly yes: boolean
    }
  | {
      readonly what: 'manifest'
      readonly options: Options
      readonly ref: string | undefined
      readonly trackedOnly: boolean
    }
  | { readonly what: 'init'; readonly root: string; readonly force: boolean; readonly yaml: boolean }
  | { readonly what: 'types'; readonly root: string; readonly yaml: boolean }
  | { readonly what: 'graph'; readonly options: Options; readonly format: GraphFormat }
  /** What a shell completes the value of `--machines` to. */
  | { readonly what: 'selectable'; readonly options: Options }
  | { readonly what: 'report'; readonly report: string; readonly path: string }
  /** All that is wrong with the command line. */
  | { readonly what: 'nothing'; readonly failures: readonly Failure[] }
)

export interface Output {
  readonly debug: boolean
  /** A file that the events are kept in. */
  readonly events: string | undefined
}

/** Reads a command line, and finds all its mistakes. Relative paths are taken from the folder that the command was called in. */
export function readArguments(argv: readonly string[], environment: NodeJS.ProcessEnv): Asked {
  const line = readCommandLine(argv)
  const json = line.flags.has('json')
  const [command, ...rest] = line.words
  if (line.flags.has('version')) return { json, what: 'version' }
  if (argv.length === 0) return { json, what: 'text', text: usage() }
  if (command === 'help' || line.flags.has('help')) return help(command === 'help' ? rest[0] : command, json)
  const read = optionsFrom(line, environment)
  const again = command === 'rerun' && line.failures.length === 0 ? readRerun(line, rest) : { failures: [] }
  const failures = [...line.failures, ...commandFailures(line, command, rest), ...again.failures, ...read.failures]
  if (failures.length > 0 || command === undefined || !isCommandWord(command))
    return { json, what: 'nothing', failures }
  return { json, ...asked(command, rest, line, { ...read.options, ...again.rerun }) }
}

function help(command: string | undefined, json: boolean): Asked {
  if (command === undefined) return { json, what: 'text', text: usage() }
  if (isCommandWord(command)) return { json, what: 'text', text: usageOf(command) }
  return { json, what: 'nothing', failures: [wrong('command', unknownWord(command, 'command', commandWords))] }
}

type Without<Union, Key extends string> = Union extends unknown ? Omit<Union, Key> : never

function asked(
  command: CommandWord,
  [first = '', second = '']: readonly string[],
  line: CommandLine,
  options: Options,
): Without<Asked, 'json'> {
  switch (command) {
    case 'report':
      return { what: 'report', report: first, path: resolve(second) }
    case 'manifest':
      return { what: 'manifest', options, ref: line.value('ref'), trackedOnly: line.flags.has('tracked-only') }
    case 'init':
      return { what: 'init', root: options.root, force: line.flags.has('force'), yaml: line.flags.has('yaml') }
    case 'types':
      return { what: 'types', root: options.root, yaml: line.flags.has('yaml') }
    case 'completion':
      return first === 'machines'
        ? { what: 'selectable', options: optionsFrom(readCommandLine(line.behind ?? []), options.environment).options }
        : { what: 'text', text: completion(first) }
    case 'graph':
      return {
        what: 'graph',
        options,
        format: line.flags.has('json') ? 'json' : line.value('format') === 'dot' ? 'dot' : 'mermaid',
      }
    case 'help':
      return { what: 'text', text: usage() }
    case 'merge':
      return runOf(command, line, { ...options, shardEvents: resolve(first) })
    case 'rerun':
      return runOf('deploy', line, options)
    default:
      return runOf(command, line, options)
  }
}

function runOf(command: keyof typeof commands, line: CommandLine, options: Options): Without<Asked, 'json'> {
  const events = line.value('events')
  const output = { debug: line.flags.has('verbose'), events: events === undefined ? undefined : resolve(events) }
  return { what: 'run', command, options, output, yes: line.flags.has('yes') }
}
