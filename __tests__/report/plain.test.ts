import fc from 'fast-check'
import { clip, pictured, plain, plainLine, tail } from '../../src/report/plain'

test.each([
  { name: 'colours', text: '\u001b[1;31mred\u001b[0m', shown: 'red' },
  { name: 'a title', text: '\u001b]0;title\u0007text', shown: 'text' },
  { name: 'a title that is not closed hides nothing', text: '\u001b]0;all of\nthis', shown: '0;all of\nthis' },
  { name: 'a private sequence of eight bits', text: '\u009b?25lx', shown: 'x' },
  { name: 'a progress bar', text: '10%\r50%\r\n100%\r\r\nend', shown: '10%\n50%\n100%\nend' },
  { name: 'bell, backspace, null, delete', text: 'a\u0007b\b\u0000c\u007f', shown: 'abc' },
  { name: 'what turns the reading direction', text: 'user\u202etxt.exe', shown: 'user⟨U+202E⟩txt.exe' },
  { name: 'half a character', text: 'a\ud83d', shown: 'a\ufffd' },
  { name: 'tabs, umlauts, emoji as they are', text: 'a\tä 👩‍👩‍👧', shown: 'a\tä 👩‍👩‍👧' },
])('plain: $name', ({ text, shown }) => {
  expect(plain(text)).toBe(shown)
})

test('plainLine: one line', () => {
  expect(plainLine(' a \r\n\n  b\n')).toBe('a b')
})

test('pictured: what a difference may be made of is seen', () => {
  expect(pictured('-a\r\n+a\n\u001b\u007f\u0085')).toBe('-a␍\n+a\n␛␡⟨U+0085⟩')
})

test.each([
  { name: 'the last lines', text: 'a\nb\nc\n', lines: 2, characters: 100, shown: 'b\nc', left: 1 },
  { name: 'as many as fit', text: 'aaaa\nbbbb\ncc', lines: 9, characters: 7, shown: 'bbbb\ncc', left: 1 },
  { name: 'one long line, cut', text: 'abcdefgh', lines: 9, characters: 5, shown: 'abcd…', left: 0 },
  { name: 'nothing', text: '', lines: 9, characters: 5, shown: '', left: 0 },
])('tail: $name', ({ text, lines, characters, shown, left }) => {
  expect(tail(text, lines, characters)).toEqual({ text: shown, left })
})

test('property: clip never exceeds its length, and cuts no character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, length) => {
      const cut = clip(text, length)
      expect(cut.length).toBeLessThanOrEqual(length)
      expect(cut).not.toMatch(/\p{Surrogate}/u)
      expect(text.startsWith(cut.replace(/…$/, '')) || cut === text).toBe(true)
    }),
  )
})
