import { DroverError } from '../../failure'

/** One line of an ssh_config(5) that says something. */
export interface Line {
  /** In small letters: it means the same in any. */
  readonly keyword: string
  readonly words: readonly string[]
  /** `file:line`. */
  readonly at: string
}

/**
 * The lines of an ssh_config, as OpenSSH reads them: words in quotes, backslashes, one `=`, comments behind a value.
 *
 * @throws DroverError `bad-input` for a quote that nothing closes, and for a keyword without a value
 */
export function readLines(text: string, file: string): readonly Line[] {
  return text.split('\n').flatMap((raw, index): Line[] => {
    const [, keyword = '', rest = ''] = /^\s*([^\s=]*)[ \t]*=?[ \t]*(.*?)\s*$/.exec(raw) ?? []
    if (keyword === '' || keyword.startsWith('#')) return []
    const at = `${file}:${index + 1}`
    const words = wordsOf(rest)
    if (words === undefined) throw misread(at, 'a quote has no end')
    if (words.length === 0) throw misread(at, `“${keyword}” has no value`)
    return [{ keyword: keyword.toLowerCase(), words, at }]
  })
}

/** That an ssh_config can't be followed. */
export const misread = (at: string, message: string): DroverError =>
  new DroverError({ code: 'bad-input', input: 'sshConfig', message: `${at}: ${message}` })

const word = /"(?:\\["'\\]|[^"])*"|'(?:\\["'\\]|[^'])*'|\\["'\\ ]|[^ \t"']/y
const unescaped = (quoted: string) => quoted.replace(/\\(["'\\])/g, '$1')

/** Undefined where a quote is left open. */
function wordsOf(rest: string): readonly string[] | undefined {
  const words: string[] = []
  let at = 0
  while (at < rest.length) {
    if (rest[at] === ' ' || rest[at] === '\t') {
      at++
      continue
    }
    if (rest[at] === '#') break
    let text = ''
    while (at < rest.length && rest[at] !== ' ' && rest[at] !== '\t') {
      word.lastIndex = at
      const [piece] = word.exec(rest) ?? []
      if (piece === undefined) return undefined
      const quoted = piece[0] === '"' || piece[0] === "'"
      text += quoted ? unescaped(piece.slice(1, -1)) : piece.length === 2 ? piece.slice(1) : piece
      at += piece.length
    }
    words.push(text)
  }
  return words
}
