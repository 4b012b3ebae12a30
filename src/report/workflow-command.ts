import { plainLine } from './plain'

// The runner's own syntax, as actions/runner reads it (src/Runner.Common/ActionCommand.cs): a line that starts with
// `::name key=value,…::data` after leading space, or one that has `##[name key=value;…]data` anywhere in it.

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** One workflow command as a line, without a line break at its end. A property without a value is left out. */
export function workflowCommand(
  name: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${key}=${property(String(value))}`],
  )
  return `::${name}${given.length > 0 ? ` ${given.join(',')}` : ''}::${data(message)}`
}

/** A line that the runner prints and does not act on. Takes one line, without control characters. */
export const inert = (line: string): string => line.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ')

/** Any text as one such line. */
export const inertLine = (text: string): string => inert(plainLine(text))

/** Lines between which the runner acts on no command. `token` must be one that nobody else can know. */
export const stopped = (text: string, token: string): string => `::stop-commands::${token}\n${text}\n::${token}::`
