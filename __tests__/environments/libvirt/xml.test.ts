import fc from 'fast-check'
import { attributesOf, element } from '../../../src/environments/libvirt/xml'

// What XML 1.0 can carry at all.
const text = fc
  .string({ unit: 'binary' })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
  .filter(each => !/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/u.test(each))

test('an element has attributes, children and text, and leaves out what is undefined', () => {
  const { xml } = element('disk', { type: 'file', none: undefined, n: 3 }, element('source'), undefined, 'a<b')
  expect(xml).toBe('<disk type="file" n="3"><source/>a&lt;b</disk>')
  expect(element('acpi').xml).toBe('<acpi/>')
})

test('whatever an attribute holds comes out as it went in, and nothing of it is markup', () => {
  fc.assert(
    fc.property(text, text, (one, two) => {
      const { xml } = element('mark', { one, two })
      expect(attributesOf(xml)).toEqual({ one, two })
      expect(xml.match(/[<>]/g)).toEqual(['<', '>'])
      expect(xml).not.toMatch(/[\n\r\t]/)
    }),
  )
})

test('text is no markup either', () => {
  fc.assert(
    fc.property(text, inside => {
      const { xml } = element('name', {}, inside)
      expect(xml.replace(/^<name\/?>|<\/name>$/g, '')).not.toMatch(/[<>]/)
    }),
  )
})

test.each(['a\0b', 'a\x1bb', '\ud800', '\uffff'])('what XML can’t carry is refused: %j', bad => {
  expect(() => element('name', {}, bad)).toThrow('a character that XML can’t carry')
})

test.each([
  {
    name: 'as libvirt writes it',
    xml: '<machine state="ready" x="a\'b&lt;c&#10;&quot;d"/>\n',
    is: { state: 'ready', x: 'a\'b<c\n"d' },
  },
  { name: 'with children', xml: "  <a:b c='d'><e f='g'/></a:b>", is: { c: 'd' } },
  { name: 'with numbers of letters', xml: '<a b="&#x41;&#66;"/>', is: { b: 'AB' } },
  { name: 'nothing', xml: '', is: undefined },
  { name: 'no element', xml: 'error: no', is: undefined },
])('attributes are read: $name', ({ xml, is }) => {
  expect(attributesOf(xml)).toEqual(is)
})
