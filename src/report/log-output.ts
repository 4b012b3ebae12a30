import type { TimedEvent } from '../event'
import { painter } from './colour'
import { block, column, type LogOptions } from './log-block'
import { plain, plainLine } from './plain'
import type { MachineView, RunView } from './run'
import { counted, outcomeWords } from './words'
import { inert, workflowCommand } from './workflow-command'

// What a person's command printed on the machines. On a terminal each line comes when it comes, under its machine's name; a
// runner shows a group a machine, when that machine is done.

export function outputLines(
  run: RunView,
  { machine, text }: Extract<TimedEvent, { type: 'output' }>,
  { colours }: LogOptions,
): string {
  const name = painter(colours)(inert(column(run, machine)), 'cyan')
  const lines = plain(text).replace(/\n$/, '').split('\n')
  return lines.map(line => `${name}  | ${inert(line)}`.trimEnd()).join('\n')
}

/** Nothing where no command was run, or nobody reads along who folds groups away. */
export function commandGroup(machine: MachineView, run: RunView, options: LogOptions): readonly string[] {
  const { command, name } = machine
  if (!options.runner || !command) return []
  const left =
    command.left === 0 ? [] : [`  (${counted(command.left, 'line')} before these: the file of events has them)`]
  const said = command.output === '' ? ['  (no output)'] : [block(plain(command.output), options)]
  const title = plainLine(`${name}: ${outcomeWords(machine, run)}`)
  return [workflowCommand('group', {}, title), ...left, ...said, workflowCommand('endgroup', {}, '')]
}
