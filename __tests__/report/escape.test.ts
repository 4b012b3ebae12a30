import fc from 'fast-check'
import { code, fence, inline, prose } from '../../src/report/escape'

test.each([
  { name: 'a cell’s border', text: 'a|b', shown: 'a&#124;b' },
  { name: 'a tag', text: '<b>', shown: '&#60;b&#62;' },
  { name: 'a reference', text: '&amp;', shown: '&#38;amp;' },
  { name: 'emphasis and code', text: '*_`~', shown: '&#42;&#95;&#96;&#126;' },
  { name: 'a link', text: '[a](b)', shown: '&#91;a&#93;(b)' },
  { name: 'an address', text: 'https://a.b www.a.b', shown: 'https&#58;//a.b www&#46;a.b' },
  { name: 'a list', text: '- a', shown: '&#45; a' },
  { name: 'an escape', text: '\\', shown: '&#92;' },
  { name: 'a line break', text: 'a\n\nb', shown: 'a b' },
  {
    name: 'and leaves sentences',
    text: 'It’s fine: 1.5 of 3 (so far), “x”; y!',
    shown: 'It’s fine: 1.5 of 3 (so far), “x”; y!',
  },
])('inline: $name', ({ text, shown }) => {
  expect(inline(text)).toBe(shown)
  expect(code(text)).toBe(`<code>${shown}</code>`)
})

test('what GitHub would link when all is read, is kept apart; code needs none of it', () => {
  expect(inline('@ada a@b #12 @ #')).toBe('&#64;<!-- -->ada a&#64;<!-- -->b &#35;<!-- -->12 &#64; &#35;')
  expect(code('@ada')).toBe('<code>&#64;ada</code>')
})

test('prose: no line begins a list, a heading or a rule', () => {
  expect(prose('- a\n+ b\n1. c\n2) d\n---\n1.5 e')).toBe(
    '&#45; a<br>\n&#43; b<br>\n1&#46; c<br>\n2&#41; d<br>\n&#45;--<br>\n1.5 e',
  )
})

test('property: what is escaped says the same, and holds nothing that Markdown reads', () => {
  const text = fc.string({ unit: fc.constantFrom(...'&#;<>|`*_[]()~$@\\:=+{}!ax1. ') })
  fc.assert(
    fc.property(text, words => {
      const escaped = inline(words).replaceAll('<!-- -->', '')
      expect(escaped.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number)))).toBe(words.trim())
      expect(escaped.replace(/&#\d+;/g, '')).not.toMatch(/[#$&*+<=>@[\]\\^_`{|}~]/)
    }),
  )
})

test('property: no line within a fence ends it', () => {
  const text = fc.string({ unit: fc.constantFrom('`', '``', '```', '\n', 'a', ' ', '~~~') })
  fc.assert(
    fc.property(text, words => {
      const [first = '', ...rest] = fence(words).split('\n')
      const mark = first.replace('text', '')
      expect(mark).toMatch(/^`{3,}$/)
      expect(rest.findIndex(line => line.trim().startsWith(mark))).toBe(rest.length - 1)
    }),
  )
})
