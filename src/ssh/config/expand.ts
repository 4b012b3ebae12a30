import { homedir } from 'node:os'
import { misread } from './line'

/** What `%h` and its like stand for, by letter. */
export type Tokens = Readonly<Record<string, string | undefined>>

export const tokensOf = (tokens: Tokens): Tokens => ({ '%': '%', ...tokens })

/**
 * A value with its tokens and its variables (`${NAME}`) put in.
 *
 * @throws DroverError `bad-input` for one that means nothing here
 */
export function expand(value: string, tokens: Tokens, at: string): string {
  return value.replace(/%(.?)|\$\{([^}]*)\}/gs, (all, token: string | undefined, name: string | undefined) => {
    const meant = token === undefined ? process.env[name ?? ''] : Object.hasOwn(tokens, token) && tokens[token]
    if (typeof meant === 'string') return meant
    throw misread(at, token === undefined ? `the variable ${all} is not set` : `“${all}” means nothing here`)
  })
}

/** The user's home, which `HOME` names. */
export const home = (): string => process.env.HOME || homedir()

/** `~/x` from the user's home. */
export const inHome = (path: string): string => (path.startsWith('~/') ? `${home()}${path.slice(1)}` : path)
