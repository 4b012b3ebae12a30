import type { Event, TimedEvent } from '../event'
import { unprintable } from './plain'
import { formsOf } from './secret-forms'

/** A text without secrets. Applied twice it gives the same. */
export type Redactor = (text: string) => string

const hidden = '***'

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** The longest first, so that a form is not found as the part of it that is one too. */
const anyOf = (forms: readonly string[]): RegExp | undefined =>
  forms.length === 0
    ? undefined
    : new RegExp(
        [...new Set(forms)]
          .sort((a, b) => b.length - a.length)
          .map(literal)
          .join('|'),
        'g',
      )

/**
 * Hides the values of secrets, in all forms that `formsOf` knows. Where forms overlap, all of what they cover is hidden.
 * Values, lines and forms shorter than four characters are left: they stand in too much else, and hiding them would
 * spoil every report and show where they stood.
 */
export function redactor(values: Iterable<string>): Redactor {
  const forms = [...values].map(formsOf)
  const exact = anyOf(forms.flatMap(form => form.exact))
  const base64 = anyOf(forms.flatMap(form => form.base64))
  const once = (text: string) =>
    cover(text, [...spans(text, exact), ...spansAcross(text, unprintable, exact), ...spansAcross(text, breaks, base64)])
  // What is put in is shorter than what is taken out, so that this ends: a form may come to be where two texts now meet.
  return text => {
    let now = text
    for (let next = once(now); next !== now; next = once(now)) now = next
    return now
  }
}

type Span = readonly [start: number, end: number]

function spans(text: string, pattern: RegExp | undefined): Span[] {
  const found: Span[] = []
  if (!pattern) return found
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push([match.index, match.index + match[0].length])
    pattern.lastIndex = match.index + 1
  }
  return found
}

/** Where a tool broke base64 into lines, with line breaks or with `\n` as JSON writes them. */
const breaks = new RegExp(`\\n|\\\\n|${unprintable.source}`, 'gu')

/** What stands in a text if one reads over the gaps: what a terminal acts on is taken out before a text is shown. */
function spansAcross(text: string, gaps: RegExp, pattern: RegExp | undefined): Span[] {
  if (!pattern || text.search(gaps) < 0) return []
  const pieces: { readonly joined: number; readonly at: number }[] = []
  let joined = ''
  let at = 0
  for (const gap of [...text.matchAll(gaps), undefined]) {
    pieces.push({ joined: joined.length, at })
    joined += text.slice(at, gap?.index)
    if (gap) at = gap.index + gap[0].length
  }
  const position = (index: number) => {
    const piece = pieces.findLast(one => one.joined <= index)
    return piece ? piece.at + index - piece.joined : index
  }
  return spans(joined, pattern).map(([start, end]) => [position(start), position(end - 1) + 1])
}

function cover(text: string, found: readonly Span[]): string {
  let out = ''
  let from = 0
  for (const [start, end] of found.toSorted((a, b) => a[0] - b[0])) {
    if (end <= from) continue
    if (start >= from) out += text.slice(from, start) + hidden
    from = end
  }
  return out + text.slice(from)
}

/** Words of Drover's own, from closed lists: a secret that happens to be one of them must not spoil the event. */
const words: ReadonlySet<string> = new Set([
  'type',
  'command',
  'phase',
  'outcome',
  'code',
  'reason',
  'action',
  'answer',
])

/** In characters: from here on a text, as a script, takes a millisecond, and nearly always nobody looks at it. */
const long = 2048

/**
 * The event with every text in it redacted. Applied before an event reaches anything that writes. Long texts are redacted
 * when they are first read.
 */
export const redactEvent = <Said extends Event | TimedEvent>(event: Said, redact: Redactor): Said => walk(event, redact)

function walk<Data>(data: Data, redact: Redactor): Data
function walk(data: unknown, redact: Redactor): unknown {
  if (typeof data === 'string') return redact(data)
  if (Array.isArray(data)) return data.map(item => walk(item, redact))
  if (typeof data !== 'object' || data === null) return data
  return Object.defineProperties(
    {},
    Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, words.has(key) ? plainly(value) : redacted(value, redact)]),
    ),
  )
}

const plainly = (value: unknown): PropertyDescriptor => ({ enumerable: true, value })

function redacted(value: unknown, redact: Redactor): PropertyDescriptor {
  if (typeof value !== 'string' || value.length < long) return plainly(walk(value, redact))
  let text: string | undefined
  return {
    enumerable: true,
    get: () => {
      text ??= redact(value)
      return text
    },
  }
}
