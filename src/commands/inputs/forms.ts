import { z } from 'zod'
import { durationText, secondsOf, spanText } from '../../deployment/duration'
import { suggest } from '../../system/suggestion'

/** Seconds from `90m`, `12h` or `3d`. */
export const span = spanText.transform(secondsOf)

/** Seconds from `90`, `90s`, `30m` or `2h`. */
export const seconds = durationText.transform(secondsOf)

/** A number as it was written, for a schema that takes numbers as well as texts. */
export const written = z.string().transform(text => (/^\d{1,9}$/.test(text) ? Number(text) : text))

export const yesOrNo = z.enum(['true', 'false'], 'expected true or false').transform(value => value === 'true')

/** Why a word is none of those that are known, with the one that was perhaps meant. */
export function expected(what: string, known: readonly string[], input: unknown): string {
  const text = String(input)
  const near = suggest(text, known)
  return `“${text}” is not ${what}; expected ${known.join(', ')}${near === undefined ? '' : ` (did you mean “${near}”?)`}`
}
