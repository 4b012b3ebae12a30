import { quote } from '../../target/script'
import { type CommandEntry, commandOf, commandWords, type Words } from '../arguments/command-table'
import { type OptionEntry, optionOf } from '../arguments/option-table'

/** `source <(drover completion zsh)`, or as the file `_drover` in a folder of `$fpath`. */
export const zshCompletion = (): string => `#compdef drover
# zsh completion of drover: source <(drover completion zsh), behind compinit
_drover() {
  local command= each
  for each in "\${(@)words[2,CURRENT-1]}"; do
    case $each in
      ${commandWords.join('|')}) command=$each; break ;;
    esac
  done
  case $command in
${[...commandOf].map(commandCase).join('\n')}
    *) _arguments -s -S ${[...optionOf].flatMap(optionSpecs).join(' ')} '1:command:_drover_commands' ;;
  esac
}
_drover_commands() {
  local -a each=(${[...commandOf].map(([name, { says }]) => quote(`${name}:${says}`)).join(' ')})
  _describe command each
}
_drover_machines() {
  local -a names=("\${(@f)$(command drover completion machines -- "\${(@)words[2,-1]}" 2>/dev/null)}")
  compset -P '*,'
  compset -P '!'
  compadd -a names
}
# Where it is a file of $fpath, it is called at once by its name.
if [[ \${funcstack[1]} == _drover ]]; then _drover "$@"; else compdef _drover drover; fi
`

function commandCase([name, { takes, completes = [] }]: readonly [string, CommandEntry]): string {
  const all: readonly string[] = [...takes, 'help']
  const specs = [...optionOf].filter(([option]) => all.includes(option)).flatMap(optionSpecs)
  const words = completes.map((each, at) =>
    // The first word is the command itself.
    quote(`${at + 1 === completes.length ? '*' : at + 2}:word:${action(each)}`),
  )
  return `    ${name}) _arguments -s -S ${[...specs, quote('1: : '), ...words].join(' ')} ;;`
}

/** As `_arguments` takes it: one for the long name, one for the short. */
function optionSpecs([name, { short, multiple, value, completes, says }]: readonly [string, OptionEntry]): string[] {
  const names = [`--${name}`, ...(short === undefined ? [] : [`-${short}`])]
  const once = multiple ? '*' : `(${names.join(' ')})`
  const told = `[${says.replace(/[[\]:\\]/g, String.raw`\$&`)}]`
  const argument = value === undefined ? '' : `:${value}:${completes === undefined ? ' ' : action(completes)}`
  return names.map(each => {
    const takes = value === undefined ? '' : each.startsWith('--') ? '=' : '+'
    return quote(`${once}${each}${takes}${told}${argument}`)
  })
}

function action(completes: NonNullable<OptionEntry['completes']> | Words): string {
  switch (completes) {
    case 'machines':
      return '_drover_machines'
    case 'command':
      return '_drover_commands'
    case 'file':
      return '_files'
    case 'folder':
      return '_files -/'
    default:
      return `(${completes.join(' ')})`
  }
}
