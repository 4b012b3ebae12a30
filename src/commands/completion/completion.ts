import { bashCompletion } from './bash'
import { fishCompletion } from './fish'
import { zshCompletion } from './zsh'

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }

const isShell = (word: string): word is keyof typeof scripts => Object.hasOwn(scripts, word)

/** A script that completes commands, options and their values in a shell; empty for one that is not known. */
export const completion = (shell: string): string => (isShell(shell) ? scripts[shell]() : '')
