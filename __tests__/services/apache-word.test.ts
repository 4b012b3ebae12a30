import fc from 'fast-check'
import { siteText, virtualHostSchema } from '../../src/services/apache-site'
import { apacheWord, folderSchema } from '../../src/services/apache-word'

/** Lines as Apache reads them: a backslash at the end of one joins it with the next (ap_cfg_getline). */
const linesOf = (text: string): readonly string[] => text.replace(/\\\n/g, '').split('\n')

/** The first word of an argument list as Apache takes it (ap_getword_conf): what it is, and what is left. */
function word(text: string): readonly [string, string] {
  const rest = text.replace(/^\s+/, '')
  const quote = rest.charAt(0)
  if (quote !== '"' && quote !== "'") {
    const end = /\s|$/.exec(rest)?.index ?? rest.length
    return [rest.slice(0, end), rest.slice(end)]
  }
  let found = ''
  for (let at = 1; at < rest.length; at++) {
    const letter = rest.charAt(at)
    if (letter === quote) return [found, rest.slice(at + 1)]
    const next = rest.charAt(at + 1)
    if (letter === '\\' && (next === quote || next === '\\')) at++
    found += letter === '\\' ? rest.charAt(at) : letter
  }
  return [found, '']
}

const unruly = fc
  .array(fc.oneof(fc.constantFrom('"', "'", '\\', ' ', '>', '<', '#', '$', '{', '%', '\n', '*', '/'), fc.string()))
  .map(parts => `/${parts.join('')}`)

test('law: Apache reads one word again, as it was', () => {
  fc.assert(
    fc.property(
      unruly.filter(value => !/\n/.test(value)),
      value => {
        const [line = ''] = linesOf(`  DocumentRoot ${apacheWord(value)}\nnext`)
        expect(word(line.replace(/^\s*DocumentRoot/, ''))).toEqual([value, ''])
      },
    ),
  )
})

test('law: a root is refused, or stands in the site as it is and adds no line', () => {
  const plain = linesOf(String(siteText(virtualHostSchema.parse({ name: 'a', root: '/srv' })))).length
  fc.assert(
    fc.property(unruly, root => {
      const site = virtualHostSchema.safeParse({ name: 'a', root })
      if (!site.success) return
      const lines = linesOf(String(siteText(site.data)))
      expect(lines).toHaveLength(plain)
      const [, served = ''] =
        /^ {2}DocumentRoot(.*)$/.exec(lines.find(line => line.includes('DocumentRoot')) ?? '') ?? []
      expect(word(served)).toEqual([root, ''])
      const [, folder = ''] = /^ {2}<Directory(.*)>$/.exec(lines.find(line => line.includes('<Directory')) ?? '') ?? []
      expect(word(folder)).toEqual([root, ''])
    }),
  )
})

test.each([
  { root: 'srv', told: 'an absolute path on the machine, as /srv/www, not “srv”' },
  { root: '/srv\nInclude /etc/x', told: 'a path without line breaks and other control characters' },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Apache's own variables look so
  { root: '/srv/${HOME}', told: 'a path without “${”, which Apache takes for one of its variables' },
  { root: '/srv/*', told: 'a path without “*”, which Apache takes for a pattern' },
  { root: '/srv/it\'s "a" \\ folder\\', told: undefined },
])('the root $root', ({ root, told }) => {
  expect(folderSchema.safeParse(root).error?.issues[0]?.message).toBe(told)
})
