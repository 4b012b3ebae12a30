import { quote } from '../../target/script'
import { type CommandEntry, commandOf, commandWords, type Words } from '../arguments/command-table'
import { type OptionEntry, optionOf } from '../arguments/option-table'

/** `drover completion fish | source` */
export const fishCompletion = (): string => `# fish completion of drover: drover completion fish | source
# Whether a command was named already: any, or one of these.
function __drover_named
    set -l words (commandline -opc)
    for word in $words[2..]
        if contains -- $word ${commandWords.join(' ')}
            test (count $argv) = 0; or contains -- $word $argv
            return
        end
    end
    return 1
end
function __drover_machines
    set -l words (commandline -opc) (commandline -ct)
    set -l before (commandline -ct | string replace -r '^(--machines=|-m)' '' | string match -r '^.*[,!]')
    set -q before[1]; or set before ''
    for name in (command drover completion machines -- $words[2..] 2>/dev/null)
        echo $before$name
    end
end
complete -c drover -f
${[...commandOf].flatMap(commandLines).join('\n')}
${[...optionOf].map(optionLine).join('\n')}
`

function commandLines([name, { says, completes = [] }]: readonly [string, CommandEntry]): readonly string[] {
  const words = completes.map(each => `complete -c drover -n '__drover_named ${name}' ${action(each)}`)
  return [`complete -c drover -n 'not __drover_named' -a ${name} -d ${quote(says)}`, ...words]
}

function optionLine([name, { short, value, completes, says }]: readonly [string, OptionEntry]): string {
  const takers = [...commandOf].flatMap(([command, { takes }]) =>
    name === 'help' || takes.some(each => each === name) ? [command] : [],
  )
  const where = name === 'version' ? 'not __drover_named' : `not __drover_named; or __drover_named ${takers.join(' ')}`
  const named = `-l ${name}${short === undefined ? '' : ` -s ${short}`}`
  const argument = value === undefined ? '' : completes === undefined ? ' -x' : ` -r ${action(completes)}`
  return `complete -c drover -n '${where}' ${named}${argument} -d ${quote(says)}`
}

function action(completes: NonNullable<OptionEntry['completes']> | Words): string {
  switch (completes) {
    case 'machines':
      return "-f -a '(__drover_machines)'"
    case 'command':
      return `-f -a '${commandWords.join(' ')}'`
    case 'file':
      return '-F'
    case 'folder':
      return "-f -a '(__fish_complete_directories (commandline -ct))'"
    default:
      return `-f -a '${completes.join(' ')}'`
  }
}
