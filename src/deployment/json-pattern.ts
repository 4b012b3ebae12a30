/**
 * The text of a regular expression that means the same without flags: JSON Schema knows none. Each letter that may be written
 * either way becomes both.
 *
 * @throws TypeError for a flag that can't be written so
 */
export function jsonPattern({ source, flags }: RegExp): string {
  const other = flags.replace(/[iuv]/g, '')
  if (other !== '') throw new TypeError(`JSON Schema has nothing that means the flag “${other}” of /${source}/`)
  return flags.includes('i') ? caseless(source) : source
}

// An escape or what names a group, which are no letters to be matched; a class with all in it; a letter.
const parts =
  /\\(?:[pP]\{[^}]*\}|k<[^>]*>|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|.)|\(\?<[A-Za-z_]\w*>|\[(?:\\.|[^\]\\])*\]|[A-Za-z]/gsu

const caseless = (source: string): string =>
  source.replace(parts, part => {
    if (part.startsWith('[')) return classOfBoth(part)
    return /^[A-Za-z]$/.test(part) ? `[${both(part)}]` : part
  })

/** Ranges and letters of a class, each in both ways. */
const classOfBoth = (text: string): string =>
  text.replace(
    /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|.)|[A-Za-z]-[A-Za-z]|[A-Za-z]/gsu,
    part => {
      if (part.startsWith('\\')) return part
      const other = part.replace(/[A-Za-z]/g, swapped)
      return part.length === 1 ? both(part) : `${part}${other}`
    },
  )

const both = (letter: string): string => `${letter.toLowerCase()}${letter.toUpperCase()}`
const swapped = (letter: string): string =>
  letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
