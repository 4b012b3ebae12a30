import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml'
import type { Mistake } from '../failure'
import type { Origin } from '../origin'

export type DocumentPath = readonly (string | number)[]

/** A YAML (or JSON) text whose every value knows its place. */
export class PlacedDocument {
  private readonly lines = new LineCounter()
  private readonly document: Document.Parsed

  constructor(
    text: string,
    private readonly file: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false, merge: true, uniqueKeys: true })
  }

  /** What breaks the grammar: bad syntax, a key that stands twice, a tag that nobody knows, a second document. */
  mistakes(): readonly Mistake[] {
    const problems = [...this.document.errors, ...this.document.warnings, ...this.wrongAliases()]
    return problems.map(({ message, pos: [offset] }) => ({
      origin: this.at(offset),
      path: '',
      message: sentence(message),
    }))
  }

  /** Whether there is a value in spite of the mistakes. */
  get readable(): boolean {
    return this.document.errors.every(({ code }) => code === 'DUPLICATE_KEY') && this.wrongAliases().length === 0
  }

  private wrongAliases(): readonly { readonly message: string; readonly pos: readonly [number] }[] {
    const wrong: { readonly message: string; readonly pos: readonly [number] }[] = []
    visit(this.document, {
      Alias: (_key, alias, way) => {
        const target = alias.resolve(this.document)
        const pos = [alias.range?.[0] ?? 0] as const
        if (target === undefined) wrong.push({ message: `there is no anchor &${alias.source} before this alias`, pos })
        else if (way.includes(target))
          wrong.push({ message: `the alias *${alias.source} stands in the very value it stands for`, pos })
      },
    })
    return wrong
  }

  /** The value as plain data. Only where it is readable. */
  value(): unknown {
    return this.document.toJS({ maxAliasCount: 1000 })
  }

  /** Where a value stands, or the innermost thing around it that is there. `key`: the place of its key instead. */
  origin(path: DocumentPath, what: 'value' | 'key' = 'value'): Origin {
    let node: Node | null = this.document.contents
    let offset = node?.range?.[0] ?? 0
    for (const [depth, key] of path.entries()) {
      const pair: Pair | Node | undefined = this.step(node, key)
      if (pair === undefined) break
      node = isPair(pair) ? nodeOf(pair.value) : pair
      const asked = what === 'key' && depth === path.length - 1 && isPair(pair) ? nodeOf(pair.key) : node
      offset = (asked ?? (isPair(pair) ? nodeOf(pair.key) : undefined))?.range?.[0] ?? offset
    }
    return this.at(offset)
  }

  has(path: DocumentPath): boolean {
    let node: Node | null = this.document.contents
    return path.every(key => {
      const found = this.step(node, key)
      node = isPair(found) ? nodeOf(found.value) : (found ?? null)
      return found !== undefined
    })
  }

  private step(node: Node | null, key: string | number): Pair | Node | undefined {
    const inner = this.resolved(node)
    if (isSeq(inner)) return typeof key === 'number' ? (nodeOf(inner.items[key]) ?? undefined) : undefined
    if (!isMap(inner)) return undefined
    const named = (name: string) => inner.items.find(({ key }) => isScalar(key) && nameOf(key.value) === name)
    const own = named(String(key))
    if (own) return own
    const merged = nodeOf(named('<<')?.value)
    const sources = isSeq(merged) ? merged.items.map(nodeOf) : [merged]
    return sources.map(source => (source ? this.step(source, key) : undefined)).find(found => found !== undefined)
  }

  private resolved(node: Node | null): Node | undefined {
    return isAlias(node) ? node.resolve(this.document) : (node ?? undefined)
  }

  private at(offset: number): Origin {
    const { line, col } = this.lines.linePos(offset)
    return [{ file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) }]
  }
}

// The key of a merge, `<<`, is a symbol to the parser.
const nameOf = (key: unknown): string => (typeof key === 'symbol' ? (key.description ?? '') : String(key))

const nodeOf = (value: unknown): Node | null =>
  isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) ? value : null

const sentence = (message: string): string =>
  message === 'Map keys must be unique'
    ? 'this key stands here twice'
    : message.charAt(0).toLowerCase() + message.slice(1)
