import { type CommandEntry, commandOf, commandWords, type Words } from '../arguments/command-table'
import { type OptionEntry, optionOf } from '../arguments/option-table'

/** `source <(drover completion bash)` */
export const bashCompletion = (): string => `# bash completion of drover: source <(drover completion bash)
_drover() {
  local word=\${COMP_WORDS[COMP_CWORD]} at=$((COMP_CWORD - 1)) command='' nth=1 each
  # bash takes “--option=value” and “name,@label” apart, and wants the “@” back.
  if [[ \${COMP_WORDS[at]} == @ ]]; then word=@$word at=$((at - 1)); fi
  if [[ $word == @* && \${COMP_WORDS[at]} == *[,!] ]]; then at=$((at - 1)); fi
  if [[ $word == = ]]; then word=''; elif [[ \${COMP_WORDS[at]} == = ]]; then at=$((at - 1)); fi
  COMPREPLY=()
  case \${COMP_WORDS[at]} in
${[...optionOf].flatMap(optionCase).join('\n')}
  esac
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ -n $command ]]; then
      case $each in
        --) return ;;
        -*) ;;
        *) nth=$((nth + 1)) ;;
      esac
      continue
    fi
    case $each in
      ${commandWords.join('|')}) command=$each ;;
    esac
  done
  if [[ $word == -* ]]; then
    case $command in
${[...commandOf].map(optionsCase).join('\n')}
      *) _drover_words '${[...optionOf.keys()].map(long).join(' ')}' ;;
    esac
    return
  fi
  case $command/$nth in
    /*) _drover_words '${commandWords.join(' ')}' ;;
${[...commandOf].flatMap(wordCases).join('\n')}
  esac
}
_drover_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word")
}
_drover_machines() {
  local names last
  names=$(command drover completion machines -- "\${COMP_WORDS[@]:1}" 2>/dev/null)
  last=\${word##*[,!]}
  mapfile -t COMPREPLY < <(compgen -P "\${word%"$last"}" -W "$names" -- "$last")
}
complete -o filenames -F _drover drover
`

const long = (name: string): string => `--${name}`

function optionCase([name, { type, short, completes }]: readonly [string, OptionEntry]): readonly string[] {
  if (type === 'boolean') return []
  const said = [long(name), ...(short === undefined ? [] : [`-${short}`])].join('|')
  return [`    ${said}) ${completes === undefined ? '' : `${completed(completes)}; `}return ;;`]
}

function completed(completes: NonNullable<OptionEntry['completes']> | Words): string {
  switch (completes) {
    case 'machines':
      return '_drover_machines'
    case 'command':
      return completed(commandWords)
    case 'file':
      return 'mapfile -t COMPREPLY < <(compgen -f -- "$word")'
    case 'folder':
      return 'mapfile -t COMPREPLY < <(compgen -d -- "$word")'
    default:
      return `_drover_words '${completes.join(' ')}'`
  }
}

const optionsCase = ([name, { takes }]: readonly [string, CommandEntry]): string =>
  `      ${name}) _drover_words '${[...takes, 'help'].map(long).join(' ')}' ;;`

const wordCases = ([name, { completes = [] }]: readonly [string, CommandEntry]): readonly string[] =>
  completes.map((each, at) => `    ${name}/${at + 1 === completes.length ? '*' : at + 1}) ${completed(each)} ;;`)
