import { z } from 'zod'

/**
 * What is wrong with a text as one command for sh, which takes the shell's place: words, quotes and `$VARIABLES`, but no
 * second command. Undefined where nothing is.
 */
export function commandProblem(command: string): string | undefined {
  if (command.trim() === '') return 'a command'
  if (/^\s*[A-Za-z_][A-Za-z0-9_]*=/.test(command)) return 'a command; what it sets before goes into env'
  let quote = ''
  for (let at = 0; at < command.length; at++) {
    const letter = command.charAt(at)
    if (letter === '\0') return 'a command without NUL characters'
    if (quote === "'") quote = letter === "'" ? '' : quote
    else if (letter === '\\') at++
    else if (quote === '"') quote = letter === '"' ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '#' && /(^|\s)$/.test(command.slice(0, at))) return 'a command without a comment'
    else if (/[;&|()\n]/.test(letter))
      return `one command, without “${letter === '\n' ? 'line break' : letter}”: write sh -c '…' for more`
  }
  if (quote !== '') return `a command whose ${quote} is closed`
  return /(^|[^\\])(\\\\)*\\$/.test(command) && quote === '' ? 'a command that does not end in a backslash' : undefined
}

export const commandSchema = z.string().superRefine((command, context) => {
  const message = commandProblem(command)
  if (message !== undefined) context.addIssue({ code: 'custom', message })
})
