// What a terminal or a page would act on instead of show: nothing that came from outside is printed with these in it.
const [esc, bel, csi] = [0x1b, 0x07, 0x9b].map(code => String.fromCharCode(code))
/** ECMA-48: control sequences, and control strings that are closed on the same line: an open one must hide nothing. */
const ansi = new RegExp(
  `(?:${esc}\\[|${csi})[0-?]*[ -/]*[@-~]|${esc}[\\]PX^_][^${bel}${esc}\\n]*(?:${bel}|${esc}\\\\)|${esc}[ -/]*[0-~]`,
  'gu',
)
const control = /(?![\t\n])\p{Cc}/gu
/** All that `plain` takes out or turns into a line break. */
export const unprintable = new RegExp(`${ansi.source}|${control.source}`, 'gu')
/** Turns the reading direction: what a person sees would not be what is there (CVE-2021-42574). */
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const separator = /[\u2028\u2029]/g
const loneSurrogate = /\p{Surrogate}/gu

const codePoint = (character: string) =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`

const shown = (text: string): string =>
  text.replace(bidi, codePoint).replace(separator, codePoint).replace(loneSurrogate, '\ufffd')

/**
 * A text of any number of lines as it may be printed: escape sequences and control characters taken out, a carriage
 * return turned into a new line (a progress bar hides nothing), what turns the reading direction shown as `⟨U+202E⟩`.
 */
export const plain = (text: string): string =>
  shown(
    text
      .replace(ansi, '')
      .replace(/\r+\n?/g, '\n')
      .replace(control, ''),
  )

/** The same on one line: line breaks become spaces. */
export const plainLine = (text: string): string =>
  plain(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim()

/** For a diff, where a control character may be the whole difference: each is shown by its picture, as ␍ or ␛. */
export const pictured = (text: string): string =>
  shown(
    text.replace(control, character => {
      const code = character.charCodeAt(0)
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : codePoint(character)
    }),
  )

/** The last lines of a text, at most so many lines and characters, and how many lines were left out before them. */
export function tail(
  text: string,
  lines: number,
  characters: number,
): { readonly text: string; readonly left: number } {
  const all = text.replace(/\n+$/, '').split('\n')
  const kept: string[] = []
  let size = 0
  for (const line of all.toReversed()) {
    if (kept.length === lines || (kept.length > 0 && size + line.length > characters)) break
    kept.unshift(clip(line, characters))
    size += line.length
  }
  return { text: kept.join('\n'), left: all.length - kept.length }
}

/** At most so many UTF-16 units, never half of a character; what was cut is shown by `…`. */
export const clip = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1)).replace(/[\ud800-\udbff]$/, '')}…`
