/** A piece of POSIX sh. Made only by the `sh` tag below, so that no value gets into it unquoted. */
export interface Script {
  readonly sh: string
}

type Value = string | number | Script | readonly (string | number | Script)[]

/**
 * Quotes one value as one word for sh: any bytes but NUL come out of the shell as they went in.
 *
 * @throws RangeError when the value contains NUL, which no argument can carry
 */
export function quote(value: string): string {
  if (value.includes('\0')) throw new RangeError('a value for the shell contains a NUL character')
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(value)) return value
  return `'${value.replaceAll("'", String.raw`'\''`)}'`
}

/**
 * sh text in which every `${value}` is quoted as one word, a list as one word each, and another `sh` script stands as it is.
 * Backslashes stand as written (`'\n'` is printf's), but for `\${`, which is sh's own `${`.
 * It says nothing about leading dashes: write `--` before a value that a command could take for an option.
 *
 * @throws RangeError where a value has a NUL in it, which no argument can carry
 */
export function sh(strings: TemplateStringsArray, ...values: readonly Value[]): Script {
  return { sh: strings.raw.map(own).reduce((text, piece, index) => `${text}${word(values[index - 1])}${piece}`) }
}

/** Several scripts, one after another, each on lines of its own. */
export function lines(...scripts: readonly Script[]): Script {
  return { sh: scripts.map(script => script.sh).join('\n') }
}

const own = (piece: string): string => piece.replaceAll('\\${', '${').replaceAll('\\`', '`')

function word(value: Value | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number') return quote(String(value))
  if ('sh' in value) return value.sh
  return value.map(word).join(' ')
}
