import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { allKnown, knownName, readKnownHosts } from '../../src/ssh/known-hosts'
import { oneLine } from '../../src/ssh/public-key'
import { publicLine } from './lines'

const [a, b, c] = [publicLine(1), publicLine(2), publicLine(3)]

function hashed(name: string): string {
  const salt = Buffer.from('01234567890123456789')
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`
}

function seen(text: string, host: string, port = 22) {
  const { keys, revoked } = readKnownHosts(text).of(knownName(host, port))
  return { keys: keys.map(oneLine), revoked: revoked.map(oneLine) }
}

test.each([
  { name: 'a plain name', text: `forum ${a}`, keys: [a] },
  { name: 'another name', text: `forum-2 ${a}`, keys: [] },
  { name: 'a comment behind the key', text: `forum ${a} root@forum\n`, keys: [a] },
  { name: 'several lines, CRLF, comments, tabs', text: `# x\r\n\r\nforum\t${a}\r\n forum ${b}\r\n`, keys: [a, b] },
  { name: 'a list of names', text: `other,forum,10.0.0.1 ${a}`, keys: [a] },
  { name: 'capital letters', text: `FORUM ${a}`, keys: [a] },
  { name: 'a star', text: `f*m ${a}`, keys: [a] },
  { name: 'a question mark', text: `foru? ${a}\nfor? ${b}`, keys: [a] },
  { name: 'a dot that is a dot', text: `f.rum ${a}`, keys: [] },
  { name: 'a negated name', text: `*,!forum ${a}\n!forum,* ${b}\n!other,* ${c}`, keys: [c] },
  { name: 'only negated', text: `!other ${a}`, keys: [] },
  { name: 'a hashed name', text: `${hashed('forum')} ${a}\n${hashed('other')} ${b}`, keys: [a] },
  { name: 'another port', text: `[forum]:2222 ${a}`, keys: [] },
  { name: 'a port asked for', text: `[forum]:2222 ${a}\nforum ${b}`, port: 2222, keys: [a] },
  { name: 'a hashed name with a port', text: `${hashed('[forum]:2222')} ${a}`, port: 2222, keys: [a] },
  { name: 'a revoked key', text: `@revoked * ${a}\nforum ${b}`, keys: [b], revoked: [a] },
])('$name', ({ text, port, keys, revoked = [] }) => {
  expect(seen(text, 'forum', port)).toEqual({ keys, revoked })
})

test('an IPv6 address is a name like another', () => {
  expect(seen(`2001:db8::1 ${a}`, '2001:DB8::1').keys).toEqual([a])
  expect(knownName('2001:DB8::1', 2222)).toBe('[2001:db8::1]:2222')
})

test('what can’t be read is said, by line', () => {
  const text = `# comment\nforum ${a}\nforum ssh-ed25519\nforum ${a.slice(0, -8)}\n@other forum ${a}\n@cert-authority * no key`
  expect(readKnownHosts(text).unreadable).toEqual([3, 4, 5, 6])
  expect(seen(text, 'forum').keys).toEqual([a])
})

test('an authority is no key of a host; the lines that name one for it are told', () => {
  const text = `# comment\n@cert-authority *.example ${a}\nforum.example ${b}\n@cert-authority ${hashed('forum.example')} ${c}`
  const other = readKnownHosts(`@cert-authority *,!forum.example ${a}\nforum.example ${c}`, '/root/known')
  const of = (name: string) => allKnown([readKnownHosts(text), other]).of(name)
  expect(of('forum.example').authorities).toEqual(['known-hosts:2', 'known-hosts:4'])
  expect(of('web.example').authorities).toEqual(['known-hosts:2', '/root/known:1'])
  expect(of('forum.example').keys.map(oneLine)).toEqual([b, c])
})

test('a name is always found under itself, plain and hashed, and under a star', () => {
  const label = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,20}[a-z0-9])?$/)
  fc.assert(
    fc.property(label, fc.integer({ min: 1, max: 65_535 }), (host, port) => {
      const name = knownName(host, port)
      for (const hosts of [name, hashed(name), '*', `x,${name}`])
        expect(seen(`${hosts} ${a}`, host, port).keys).toEqual([a])
      expect(seen(`${name}x ${a}\n${hashed(`${name}x`)} ${b}`, host, port).keys).toEqual([])
    }),
  )
})
