/** A piece of XML. Made only by `element` below, so that no value gets into it unescaped. */
export interface Xml {
  readonly xml: string
}

export type Attributes = Readonly<Record<string, string | number | undefined>>

/** One element. An attribute without a value and a child that is undefined are left out; a child that is text is escaped. */
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: readonly (Xml | string | undefined)[]
): Xml {
  const words = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  )
  const inside = children.map(child => (typeof child === 'object' ? child.xml : escaped(child ?? ''))).join('')
  return { xml: inside === '' ? `<${name}${words.join('')}/>` : `<${name}${words.join('')}>${inside}</${name}>` }
}

/** The attributes of the first element of a text; undefined where the text does not begin with one. */
export function attributesOf(xml: string): Readonly<Record<string, string>> | undefined {
  const [, words] = /^\s*<[\w:.-]+((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/.exec(xml) ?? []
  if (words === undefined) return undefined
  const found = words.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)
  return Object.fromEntries(Array.from(found, ([, key = '', double, single]) => [key, plain(double ?? single ?? '')]))
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const named = Object.fromEntries(Object.entries(entities).map(([name, letter]) => [letter, `&${name};`]))

/** White space other than a space would not survive in an attribute: it is written by its number. */
function escaped(text: string): string {
  // What XML 1.0 has no way to write, and half of a pair that JavaScript lets stand alone.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/u.test(text)) {
    throw new RangeError('a value for libvirt contains a character that XML can’t carry')
  }
  return text.replaceAll(/[&<>"'\t\n\r]/g, letter => named[letter] ?? `&#${letter.charCodeAt(0)};`)
}

const plain = (text: string): string =>
  text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (_whole, hex, decimal, name) =>
    name === undefined ? String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10)) : (entities[name] ?? ''),
  )
