import type { Failure } from '../failure'

/** How the user of a connection becomes root. */
export interface Sudo {
  /** What to tell sudo where it asks; without it, it is not to ask. */
  readonly password: string | undefined
  /** Whether sudo took the password on this connection: from then on nothing waits for its answer. */
  proven: boolean
}

interface Whose {
  readonly host: string
  readonly user: string
  readonly sudo: Sudo
}

export function sudoFor({ user, sudo }: Pick<Whose, 'user' | 'sudo'>): false | 'free' | 'password' {
  if (user === 'root') return false
  return sudo.password === undefined ? 'free' : 'password'
}

/** Why sudo ran nothing, by what a command said that did not get as far as the script; undefined where it was not sudo. */
export function refused(whose: Whose, stderr: string, prompt: string): Failure | undefined {
  if (whose.user === 'root') return undefined
  const { host, user, sudo } = whose
  const words = stderr
    .replaceAll(prompt, '')
    .split('\n')
    .filter(line => /\bsudo(ers)?\b|^Sorry, user /.test(line))
  if (words.length === 0) return undefined
  // A refusal may name the whole command.
  const said = words.map(line => line.trim().slice(0, 300)).join('\n')
  if (sudo.password === undefined) return { code: 'sudo-refused', host, user, said }
  // Behind a question that got no answer.
  const asked = /^(.*[:?>])\s*sudo: /m.exec(said)?.[1]
  if (asked !== undefined) return { code: 'sudo-refused', host, user, said: asked, password: 'more' }
  // Where sudoers allows one try alone, sudo ends with this and does not ask again.
  const wrong = /incorrect password attempt/.test(said)
  return { code: 'sudo-refused', host, user, said, password: wrong ? 'wrong' : 'given' }
}

/**
 * What it means that sudo asks a second time; undefined where it has not. Behind a password that it does not take it says so
 * first. Behind nothing at all it is another question, as of a second factor, which it shows by the prompt that it was given.
 */
export function askedAgain(
  stderr: string,
  prompt: string,
): { readonly said: string; readonly password: 'wrong' | 'more' } | undefined {
  const [, between, ...others] = stderr.split(prompt)
  if (between === undefined || others.length === 0) return undefined
  const said = between.trim()
  return { said, password: said === '' || openQuestion(between, prompt) !== undefined ? 'more' : 'wrong' }
}

/** How long a question may stand open: a start-up file may have said something that only looks like one. */
export const openSeconds = 5

/**
 * What sudo asks for beside the password, as a code of a second factor: what looks like a question and has no end of line,
 * behind everything or right before the password's prompt.
 */
export function openQuestion(stderr: string, prompt: string): string | undefined {
  const ends = stderr.split(prompt).map(part => part.slice(part.lastIndexOf('\n') + 1).trim())
  return ends.find(end => /[:?>]$/.test(end))
}
