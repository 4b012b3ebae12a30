import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { lines, quote, sh } from '../../src/target/script'

/** The arguments that a real sh sees, given as sh text. */
function words(text: string): string[] {
  const { stdout, stderr, status } = spawnSync('sh', [], { input: `printf '%s\\0' ${text}`, maxBuffer: 1e8 })
  if (status !== 0) throw new Error(stderr.toString())
  return stdout.toString('utf8').split('\0').slice(0, -1)
}

/** Any text but NUL; lone surrogates have no UTF-8, so no process could be given one. */
const word = fc
  .string({ unit: 'binary', maxLength: 60 })
  .map(text => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, ''))
const nasty = fc
  .array(
    fc.constantFrom("'", '"', '\\', '$', '`', '!', '\n', '\r', '\t', ' ', '*', '~', '#', '-', 'é', '\u{1f40f}', '('),
  )
  .map(all => all.join(''))

describe('quote', () => {
  test('any strings come out of a real sh as they went in', () => {
    const many = fc.array(fc.oneof(word, nasty), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(many, values => {
        expect(words(values.map(quote).join(' '))).toEqual(values)
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    { name: 'nothing', value: '', quoted: "''" },
    { name: 'a plain path', value: '/srv/a-b_c.d', quoted: '/srv/a-b_c.d' },
    { name: 'a leading dash, which is the command’s to read', value: '-rf', quoted: '-rf' },
    { name: 'a leading tilde', value: '~root', quoted: "'~root'" },
    { name: 'a single quote', value: "it's", quoted: String.raw`'it'\''s'` },
    { name: 'a newline', value: 'a\nb', quoted: "'a\nb'" },
    { name: 'a substitution', value: '$(id)`id`', quoted: "'$(id)`id`'" },
    { name: 'letters beyond ASCII', value: 'ünï', quoted: "'ünï'" },
  ])('$name', ({ value, quoted }) => {
    expect(quote(value)).toBe(quoted)
    expect(words(quoted)).toEqual([value])
  })

  test('NUL is refused, because no argument can carry it', () => {
    expect(() => quote('a\0b')).toThrow(RangeError)
  })
})

describe('sh', () => {
  test('quotes values, spreads lists, keeps scripts as they are', () => {
    const inner = sh`printf '%s\n' ${'a b'}`
    expect(sh`${inner} | cat -- ${['x y', '-', 7]} > ${'out file'}`.sh).toBe(
      "printf '%s\\n' 'a b' | cat -- 'x y' - 7 > 'out file'",
    )
  })

  test('an assignment takes one quoted word', () => {
    const { stdout } = spawnSync('sh', [], { input: sh`x=${"a  $b 'c'\n"}; printf '<%s>' "$x"`.sh })
    expect(stdout.toString()).toBe("<a  $b 'c'\n>")
  })

  test('a backslash in the text stays one', () => {
    expect(sh`printf '\n'`.sh).toBe(String.raw`printf '\n'`)
  })

  test('lines puts each script on lines of its own', () => {
    expect(lines(sh`a # comment`, sh`b`).sh).toBe('a # comment\nb')
  })
})
