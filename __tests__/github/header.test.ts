import fc from 'fast-check'
import { type Header, headerIn, headerLine } from '../../src/github/header'

const header: Header = {
  format: 1,
  command: 'plan',
  key: 'k',
  deployment: 'forum',
  stage: 'production',
  digest: 'd'.repeat(64),
  truncated: false,
}

const hostile = fc.string({
  unit: fc.constantFrom('-', '-->', '<!--', '\n', '\r', '"', '\\', '{', '}', '&', 'é', '\u2028'),
})

// Names of machines. V8's JSON.parse may read a key that has an escape of its own as a backslash, where an object with that key was read
// before (https://github.com/nodejs/node/issues/63785): no name has one.
const name = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,20}$/)

test('property: a header is one line that hides itself, and is read back', () => {
  fc.assert(
    fc.property(hostile, hostile, fc.dictionary(name, hostile), (deployment, stage, plans) => {
      const line = headerLine({ ...header, deployment, stage, plans })
      expect(line).not.toMatch(/[\n\r\u2028]/)
      expect(line.slice(4, -3)).not.toMatch(/[<>]|--/)
      expect(headerIn(`${line}\r\nthe page`)).toEqual({ ...header, deployment, stage, plans: { ...plans } })
    }),
  )
})

test.each([
  { name: 'a header that is not the first line', text: `hello\n${headerLine(header)}` },
  { name: 'a header behind a space', text: ` ${headerLine(header)}` },
  { name: 'a header with something behind it', text: `${headerLine(header)} x` },
  { name: 'another format', text: headerLine(header).replace('"format":1', '"format":2') },
  { name: 'no JSON', text: '<!-- drover {a} -->' },
  { name: 'a comment that ends early', text: '<!-- drover {"a":"-->"} -->' },
  { name: 'nothing', text: null },
  { name: 'an empty page', text: '' },
])('$name is none', ({ text }) => {
  expect(headerIn(text)).toBeUndefined()
})
