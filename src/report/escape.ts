import { pictured, plain, plainLine } from './plain'

// The one place that makes text from elsewhere fit for a Markdown page. What Markdown reads becomes numeric references: in GitHub's
// Markdown a reference is always literal text (CommonMark 0.31, section 2.5), so no cell, link, mention, emphasis or tag can
// be made of it, in a table or out of it.

const entities = (text: string, what: RegExp): string => text.replace(what, found => `&#${found.codePointAt(0)};`)

const literal = (text: string): string =>
  entities(plainLine(text), /[#$&*+<=>@[-`{-~]|:(?=\S)|(?<=\bwww)\./gi)
    // What would begin a list, where the text begins a line or an item.
    .replace(/^-/, '&#45;')
    .replace(/^(\d+)([.)])(?=\s|$)/, (_, number, mark) => `${number}&#${mark.charCodeAt(0)};`)

/**
 * Text in a sentence or a table cell, on one line. GitHub looks for names and numbers of issues when all references have been read
 * (github/cmark-gfm#181), and sends mail to whom it finds: what comes behind the sign is kept apart by a comment that nobody sees.
 */
export const inline = (text: string): string => literal(text).replace(/&#(?:64|35);(?=\w)/g, '$&<!-- -->')

/** A name, path or command in a sentence or a table cell, on one line, set as code; GitHub looks for no names there. */
export const code = (text: string): string => `<code>${literal(text)}</code>`

/** Sentences of several lines, with the breaks kept. */
export const prose = (text: string): string => plain(text).split('\n').map(inline).join('<br>\n')

/** A block of lines as they are. No line of it can end the block. */
export const fence = (text: string, language: 'text' | 'diff' | 'mermaid' = 'text'): string => {
  const content = (language === 'diff' ? pictured(text) : plain(text)).replace(/\n+$/, '')
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length))
  const mark = '`'.repeat(longest + 1)
  return `${mark}${language}\n${content}\n${mark}`
}

/** A part that is folded away; `title` is already escaped. */
export const details = (title: string, body: string): string =>
  `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`

export const bytes = (text: string): number => Buffer.byteLength(text)
