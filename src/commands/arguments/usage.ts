import { columns } from '../../report/table'
import { type CommandWord, commandOf, commandTable } from './command-table'
import { type OptionName, optionOf, options, optionWords } from './option-table'

/** What `drover help` prints. */
export const usage = (): string => `drover drives a herd of machines to the state that a repository declares.

${listed(Object.entries(commandTable).map(([name, entry]) => [`drover ${called(name)}`, entry.says]))}

${listed(Object.keys(options).filter(isOption).map(optionRow))}

“drover help COMMAND” says which of them a command takes.

Exit codes: 0 done, 1 a machine failed, 2 bad input, 3 drifted, 4 refused, 5 a state is unknown, 130 and 143 cancelled.
`

/** What `drover help COMMAND` prints. */
export function usageOf(command: CommandWord): string {
  const { says, takes }: { readonly says: string; readonly takes: readonly OptionName[] } = commandTable[command]
  // In the order of the table, whatever groups the command's own list is made of.
  const taken = Object.keys(options)
    .filter(isOption)
    .filter(name => takes.includes(name) || name === 'help')
  return `drover ${called(command)}: ${says}.\n\n${listed(taken.map(optionRow))}\n`
}

const isOption = (name: string): name is OptionName => Object.hasOwn(options, name)

const optionRow = (name: OptionName): readonly string[] => [optionWords(name), optionOf.get(name)?.says ?? '']

const called = (name: string): string => [name, commandOf.get(name)?.words ?? ''].filter(word => word !== '').join(' ')

const listed = (rows: readonly (readonly string[])[]): string =>
  columns(rows)
    .map(line => `  ${line}`)
    .join('\n')
