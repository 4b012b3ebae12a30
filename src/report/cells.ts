// How many cells of a terminal a text takes. Terminals do not agree on all of Unicode: what is in doubt counts as wide, so that
// a line that is cut by this never comes to be longer than the terminal is wide.

const wide =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u
const ascii = /^[\x20-\x7e]*$/
const nothing = /^[\p{M}\p{Cf}]+$/u
const graphemes = new Intl.Segmenter()

const cellsOf = (grapheme: string): number => (nothing.test(grapheme) ? 0 : wide.test(grapheme) ? 2 : 1)

/** The cells of one line without control characters. */
export const cells = (line: string): number =>
  ascii.test(line) ? line.length : [...graphemes.segment(line)].reduce((sum, { segment }) => sum + cellsOf(segment), 0)

/** At most so many cells of a line, never a part of a character; that something was cut is shown by `…`. */
export function cut(line: string, most: number): string {
  if (cells(line) <= most) return line
  let kept = ''
  let room = most - 1
  for (const { segment } of graphemes.segment(line)) {
    room -= cellsOf(segment)
    if (room < 0) break
    kept += segment
  }
  return most < 1 ? '' : `${kept}…`
}

/** The line with spaces behind it, up to so many cells. */
export const padded = (line: string, width: number): string => line + ' '.repeat(Math.max(0, width - cells(line)))
