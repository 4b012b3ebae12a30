import { randomBytes } from 'node:crypto'
import { DroverError } from '../../failure'
import { lines, type Script, sh } from '../../target/script'
import type { Target } from '../../target/target'
import { readSections, section } from '../observe/sections'

/** A word that no output can guess, to frame answers with. */
export const newNonce = (): string => randomBytes(9).toString('hex')

/** What is asked of a machine in one command, in parts that are told apart by name. */
export interface Question<Part extends string> {
  /** For the log, and for the error where the answer is broken. */
  readonly what: string
  /** Runs before the parts, which see the variables that it sets. */
  readonly before?: Script
  readonly parts: Readonly<Record<Part, Script>>
  readonly signal?: AbortSignal
}

/**
 * Asks, and gives each part's output without the white space around it.
 *
 * @throws DroverError `remote-answer-broken` where the command fails or a part is not there whole
 */
export async function ask<Part extends string>(
  target: Target,
  { what, before, parts, signal }: Question<Part>,
): Promise<(part: Part) => string> {
  const nonce = newNonce()
  const framed = Object.entries<Script>(parts).map(([name, script]) => section(nonce, name, script))
  const script = lines(...(before ? [before] : []), ...framed, sh`exit 0`)
  const answer = await target.run({ what, script, ...(signal ? { signal } : {}) })
  const sections = readSections(nonce, answer.stdout)
  if (answer.exit !== 0 || sections.size < framed.length)
    throw new DroverError({ code: 'remote-answer-broken', what, message: answer.stderr.trim() })
  return part => sections.get(part)?.body.trim() ?? ''
}
