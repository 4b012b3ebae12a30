import type { Failure } from '../../failure'
import { suggest } from '../../system/suggestion'
import { graphFormats } from '../graph'
import { reportNames } from '../render'
import { type CommandLine, wrong } from './command-line'
import { commandOf, commandTable, commandWords, isCommandWord, shells } from './command-table'
import { options } from './option-table'

/** What is wrong with a command and the words and options beside it; not with the values that any command may be told. */
export function commandFailures(
  line: CommandLine,
  command: string | undefined,
  rest: readonly string[],
): readonly Failure[] {
  if (command === undefined) return [wrong('command', `there is none; expected ${commandWords.join(', ')}.`)]
  if (!isCommandWord(command)) return [wrong('command', unknownWord(command, 'command', commandWords))]
  return [...misplaced(line, command), ...wordFailures(line, command, rest)]
}

/** “deplyo” is no command; expected …, and what was probably meant. */
export function unknownWord(word: string, what: string, known: readonly string[]): string {
  const near = suggest(word, known)
  return `“${word}” is no ${what}; expected ${known.join(', ')}${near === undefined ? '' : ` (did you mean “${near}”?)`}.`
}

/** Options that mean nothing to this command: they would be dropped without a word. */
function misplaced(line: CommandLine, command: keyof typeof commandTable): readonly Failure[] {
  const given = Object.keys(options).filter(name => line.flags.has(name) || line.values(name).length > 0)
  const takes: readonly string[] = commandTable[command].takes
  return given
    .filter(name => !takes.includes(name))
    .map(name => {
      const owners = [...commandOf].flatMap(([owner, entry]) =>
        entry.takes.some(each => each === name) ? [owner] : [],
      )
      return wrong(
        `--${name}`,
        owners.length === 1
          ? `only “drover ${owners[0]}” takes it, not “drover ${command}”.`
          : `“drover ${command}” does not take it; “drover help ${command}” lists what it takes.`,
      )
    })
}

function wordFailures(
  line: CommandLine,
  command: keyof typeof commandTable,
  rest: readonly string[],
): readonly Failure[] {
  if (command === 'exec') return execFailures(line, rest)
  if (command === 'completion') return completionFailures(line, rest)
  if (line.behind !== undefined)
    return [wrong('--', `only “drover exec” takes words behind “--”, not “drover ${command}”.`)]
  const format = line.value('format')
  if (format !== undefined && line.flags.has('json'))
    return [wrong('--format', 'it says how a graph is drawn, and with --json it is not.')]
  if (command === 'graph' && format !== undefined && !graphFormats.some(each => each === format))
    return [wrong('--format', unknownWord(format, 'format of a graph', graphFormats))]
  if (command === 'merge' && rest.length !== 1)
    return [wrong('command', '“merge” takes the folder with the shards’ files of events, as “drover merge events”.')]
  if (command === 'report') return reportFailures(rest)
  // A word may be the value of an option that is wrong already.
  if (command === 'rerun' || command === 'merge' || rest.length === 0 || line.failures.length > 0) return []
  return [wrong('command', `“${command}” takes no further words, and got “${rest.join(' ')}”.`)]
}

const example = 'as “drover exec -- uptime”'

function execFailures(line: CommandLine, rest: readonly string[]): readonly Failure[] {
  if (rest.length > 0) return [wrong('command', `write the command behind “--”: ${example}.`)]
  if (line.behind?.some(word => word !== '')) return []
  return [wrong('command', `“exec” takes a command behind “--”: ${example}.`)]
}

function completionFailures(line: CommandLine, [shell = '', ...more]: readonly string[]): readonly Failure[] {
  if (shell === 'machines') return []
  if (more.length === 0 && line.behind === undefined && shells.some(each => each === shell)) return []
  const message = `“completion” takes the name of a shell, as “drover completion bash”; expected ${shells.join(', ')}.`
  return [wrong('command', message)]
}

function reportFailures([report, path, ...more]: readonly string[]): readonly Failure[] {
  if (report === undefined || path === undefined || more.length > 0)
    return [
      wrong(
        'command',
        '“report” takes the name of a report and a file of events, as “drover report summary events.ndjson”.',
      ),
    ]
  return reportNames.includes(report) ? [] : [wrong('command', unknownWord(report, 'report', reportNames))]
}
