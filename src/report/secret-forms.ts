import { createHash } from 'node:crypto'

/** Shorter than this is not hidden. */
export const shortest = 4

/** The lines of a value that are long enough to be hidden by themselves, without the space around them. */
export const linesOf = (value: string): readonly string[] => [
  ...new Set(
    value
      .split(/[\r\n]+/)
      .flatMap(line => [line, line.trim()])
      .filter(line => line.length >= shortest && line !== value),
  ),
]

/** The forms in which a secret may turn up in what a program prints. */
export interface Forms {
  /** As they are. */
  readonly exact: readonly string[]
  /** Those of base64, which may besides be broken into lines. */
  readonly base64: readonly string[]
}

/**
 * The value and each of its lines: as they are; in base64, also inside a longer text; URL-encoded; quoted for sh; quoted
 * in JSON, also twice; in hexadecimal; escaped for XML; and their sha256. None is shorter than four characters.
 */
export function formsOf(value: string): Forms {
  if (value === '') return { exact: [], base64: [] }
  const texts = [value, ...(value.trim() === value || value.trim() === '' ? [] : [value.trim()]), ...linesOf(value)]
  const base64 = texts.flatMap(base64Of)
  const exact = texts.flatMap(text => [text, ...base64Of(text), ...quotedOf(text), ...hashesOf(text)])
  const long = (forms: readonly string[]) => [...new Set(forms)].filter(form => form.length >= shortest)
  return { exact: long(exact), base64: long(base64).filter(form => form.length >= 2 * shortest) }
}

/**
 * The text in base64 as it stands alone and as it stands in the base64 of a longer text: what comes before moves it by no,
 * one or two bytes, and the characters at both ends that hold bits of the neighbours are left out.
 */
function base64Of(text: string): string[] {
  const bytes = Buffer.from(text)
  const inside = [0, 1, 2].map(before => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    return whole.slice([0, 2, 3][before], Math.floor(((before + bytes.length) * 8) / 6))
  })
  const alone = bytes.toString('base64')
  return [alone, alone.replace(/=+$/, ''), ...inside].flatMap(form => [
    form,
    form.replaceAll('+', '-').replaceAll('/', '_'),
  ])
}

function quotedOf(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1)
  const ascii = json.replace(/[\u007f-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const url = urlOf(text)
  const strict = url.replace(/[!'()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  const xml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [
    ...[url, strict, url.replaceAll('%20', '+'), strict.replaceAll('%20', '+')].flatMap(form => [
      form,
      form.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase()),
    ]),
    text.replaceAll("'", `'\\''`),
    text.replaceAll("'", `'"'"'`),
    text.replace(/[\\"$`]/g, '\\$&'),
    text.replace(/[^\w@%+=:,./\n-]/g, '\\$&'),
    text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\t', '\\t'),
    json,
    JSON.stringify(json).slice(1, -1),
    ascii,
    json.replace(/[<>&]/g, mark => `\\u00${mark.charCodeAt(0).toString(16)}`),
    json.replaceAll('/', '\\/'),
    xml.replaceAll('"', '&quot;'),
    xml.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    Buffer.from(text).toString('hex'),
  ]
}

/** Half a surrogate pair has no UTF-8, so it is encoded as what would be sent in its place. */
const urlOf = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))

const hashesOf = (text: string): string[] =>
  [text, `${text}\n`].map(bytes => createHash('sha256').update(bytes).digest('hex'))
