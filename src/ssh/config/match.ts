import { listFits } from '../pattern'
import { type Line, misread } from './line'

/** What the criteria of a `Match` are compared with. */
export interface About {
  /** As it was asked for. */
  readonly original: string
  /** What HostName has made of it so far. */
  readonly host: string
  readonly user: string
  readonly localUser: string
}

const patterned: Readonly<Record<string, (about: About, patterns: string) => boolean>> = {
  host: ({ host }, patterns) => inSmallLetters(patterns, host),
  originalhost: ({ original }, patterns) => inSmallLetters(patterns, original),
  user: ({ user }, patterns) => listFits(patterns.split(','), user),
  localuser: ({ localUser }, patterns) => listFits(patterns.split(','), localUser),
}

const inSmallLetters = (patterns: string, host: string) =>
  listFits(patterns.toLowerCase().split(','), host.toLowerCase())

/**
 * Whether a `Match` line means this host.
 *
 * @throws DroverError `bad-input` where that hangs on something which can't be known here, as what a command says
 */
export function matches({ words, at }: Line, about: About): boolean {
  let undecided: string | undefined
  for (let next = 0; next < words.length; next++) {
    const word = words[next] ?? ''
    const negated = word.startsWith('!')
    const criterion = word.slice(negated ? 1 : 0).toLowerCase()
    // Nothing is canonicalized here.
    const known = criterion === 'all' ? true : criterion === 'canonical' ? false : undefined
    const test = Object.hasOwn(patterned, criterion) ? patterned[criterion] : undefined
    if (known === undefined && criterion !== 'final') next++
    if (next >= words.length) throw misread(at, `“Match ${word}” has no value`)
    const is = known ?? test?.(about, words[next] ?? '')
    if (is === undefined) undecided ??= criterion
    else if (is === negated) return false
  }
  if (undecided === undefined) return true
  throw misread(
    at,
    `“Match ${undecided}” can't be decided here; let the block begin with Host or “Match host” instead, or declare what it says in the deployment file`,
  )
}
