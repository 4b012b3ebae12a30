import { options } from './command-line'
import { graphFormats } from './graph'

/** What the value of an option is, where a shell can complete it. */
const values: Readonly<Partial<Record<keyof typeof options, string>>> = {
  'working-directory': 'compgen -d -- "$word"',
  file: 'compgen -f -- "$word"',
  identity: 'compgen -f -- "$word"',
  'known-hosts': 'compgen -f -- "$word"',
  events: 'compgen -f -- "$word"',
  format: `compgen -W '${graphFormats.join(' ')}' -- "$word"`,
}

/** A script for bash that completes commands, options and their values: `source <(drover completion bash)`. */
export function bashCompletion(commands: readonly string[]): string {
  const known = new Map(Object.entries(values))
  const cases = Object.entries(options).flatMap(([name, option]) => {
    if (option.type === 'boolean') return []
    const said = [`--${name}`, ...('short' in option ? [`-${option.short}`] : [])].join('|')
    const value = known.get(name)
    return [`    ${said}) ${value === undefined ? '' : `mapfile -t COMPREPLY < <(${value}); `}return ;;`]
  })
  const all = Object.keys(options).map(name => `--${name}`)
  return `# bash completion of drover: source <(drover completion bash)
_drover() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} each
  COMPREPLY=()
  case $before in
${cases.join('\n')}
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W '${all.join(' ')}' -- "$word")
    return
  fi
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $each in
      ${commands.join('|')}) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    esac
  done
  mapfile -t COMPREPLY < <(compgen -W '${commands.join(' ')}' -- "$word")
}
complete -o filenames -F _drover drover
`
}
