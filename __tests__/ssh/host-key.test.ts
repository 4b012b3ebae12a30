import { DroverError, failureOf } from '../../src/failure'
import { hostKeyTypes } from '../../src/ssh/algorithms'
import { judge, readPins, trustOf } from '../../src/ssh/host-key'
import { readKnownHosts } from '../../src/ssh/known-hosts'
import { fingerprint } from '../../src/ssh/public-key'
import { blobOf, publicLine } from './lines'

const [a, b, c] = [publicLine(1), publicLine(2), publicLine(3)]
const rsa = publicLine(4, 'ssh-rsa')
const printOf = (line: string) => fingerprint(blobOf(line))

function failureIn(act: () => unknown) {
  try {
    act()
  } catch (error) {
    return failureOf(error)
  }
  return undefined
}

/** From the pins and known_hosts to the judgement of a key that is shown. */
function judged(hostKeys: readonly string[], known: string, shown: string) {
  const trust = trustOf({ host: 'forum', port: 22, hostKeys }, readKnownHosts(known))
  return judge(trust, blobOf(shown))?.reason ?? 'accepted'
}

describe('pins', () => {
  test.each([
    { name: 'type and key', text: a, pins: 1 },
    { name: 'with a comment', text: `${a} root@forum`, pins: 1 },
    { name: 'a line of known_hosts', text: `[10.0.0.1]:2222 ${a}`, pins: 1 },
    { name: 'a fingerprint', text: printOf(a), pins: 1 },
    { name: 'a padded fingerprint', text: `${printOf(a)}=`, pins: 1 },
    { name: 'what ssh-keygen -l prints', text: `256 ${printOf(a)} root@forum (ED25519)`, pins: 1 },
    { name: 'what ssh-keyscan prints', text: `# forum:22 SSH-2.0-OpenSSH\r\nforum ${a}\r\nforum ${rsa}\r\n`, pins: 2 },
  ])('$name is read, and fits its key alone', ({ text, pins }) => {
    expect(readPins(text)).toHaveLength(pins)
    expect(judged([text], '', a)).toBe('accepted')
    expect(judged([text], '', b)).toBe('differs')
  })

  test.each([
    { name: 'a key that was cut', text: a.slice(0, -9), message: /not a whole ssh-ed25519 key/ },
    { name: 'the wrong type', text: a.replace('ssh-ed25519', 'ssh-rsa'), message: /not a whole ssh-rsa key/ },
    { name: 'a short fingerprint', text: 'SHA256:abcd', message: /not a whole SHA256 fingerprint/ },
    { name: 'MD5', text: 'MD5:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff', message: /MD5/ },
    { name: 'base64 alone', text: a.split(' ')[1] ?? '', message: /is not a host key; expected/ },
    { name: 'a private key', text: '-----BEGIN OPENSSH PRIVATE KEY-----', message: /private key/ },
    { name: 'a marker', text: `@revoked forum ${a}`, message: /marker/ },
  ])('$name is refused with a reason', ({ text, message }) => {
    expect(failureIn(() => readPins(text))).toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(message),
    })
  })
})

describe('before connecting', () => {
  test.each([
    {
      name: 'known_hosts says another key of that type',
      pins: [a],
      known: `forum ${b}`,
      reason: 'contradicts-known-hosts',
    },
    { name: 'known_hosts says the same', pins: [a], known: `forum ${a}`, reason: undefined },
    { name: 'known_hosts knows one of two pinned', pins: [a, b], known: `forum ${b}`, reason: undefined },
    { name: 'known_hosts knows more than is pinned', pins: [a], known: `forum ${b}\nforum ${a}`, reason: undefined },
    { name: 'known_hosts has another type only', pins: [a], known: `forum ${rsa}`, reason: undefined },
    { name: 'another host', pins: [a], known: `other ${b}`, reason: undefined },
    { name: 'the pinned key is revoked', pins: [a], known: `@revoked * ${a}`, reason: 'revoked' },
  ])('$name: $reason', ({ pins, known, reason }) => {
    const failure = failureIn(() => trustOf({ host: 'forum', port: 22, hostKeys: pins }, readKnownHosts(known)))
    expect(failure).toEqual(
      reason && expect.objectContaining({ code: 'host-key-refused', reason, host: 'forum', port: 22 }),
    )
  })
})

describe('a key that was shown', () => {
  test.each([
    { name: 'the pinned one', pins: [a], known: '', shown: a, reason: 'accepted' },
    { name: 'one of several', pins: [a, b], known: '', shown: b, reason: 'accepted' },
    { name: 'another', pins: [a, b], known: '', shown: c, reason: 'differs' },
    { name: 'nothing pinned', pins: [], known: '', shown: a, reason: 'absent' },
    { name: 'an empty pin is none', pins: ['', ' \n'], known: '', shown: a, reason: 'absent' },
    { name: 'pinned by known_hosts', pins: [], known: `forum ${a}`, shown: a, reason: 'accepted' },
    { name: 'another than in known_hosts', pins: [], known: `forum ${a}`, shown: b, reason: 'differs' },
    { name: 'revoked, nothing pinned', pins: [], known: `@revoked * ${a}`, shown: a, reason: 'revoked' },
    {
      name: 'revoked, pinned by fingerprint',
      pins: [printOf(a)],
      known: `@revoked * ${a}`,
      shown: a,
      reason: 'revoked',
    },
    {
      name: 'fingerprint against known_hosts',
      pins: [printOf(a)],
      known: `forum ${b}`,
      shown: a,
      reason: 'contradicts-known-hosts',
    },
    {
      name: 'fingerprint with another type known',
      pins: [printOf(a)],
      known: `forum ${rsa}`,
      shown: a,
      reason: 'accepted',
    },
    { name: 'one of two pinned, the other known', pins: [a, b], known: `forum ${a}`, shown: b, reason: 'accepted' },
  ])('$name: $reason', ({ pins, known, shown, reason }) => {
    expect(judged(pins, known, shown)).toBe(reason)
  })

  test('a refusal names what was seen and the line to add', () => {
    const trust = trustOf({ host: 'Forum', port: 2222, hostKeys: [b] })
    expect(judge(trust, blobOf(a))).toEqual({
      code: 'host-key-refused',
      host: 'Forum',
      port: 2222,
      reason: 'differs',
      seen: printOf(a),
      line: `[forum]:2222 ${a}`,
      expected: [{ from: 'declared', key: `ssh-ed25519 ${printOf(b)}` }],
    })
  })

  test('a contradiction names both keys and who says them', () => {
    const contradict = (pin: string) => () => {
      const trust = trustOf({ host: 'forum', port: 22, hostKeys: [pin] }, readKnownHosts(`forum ${b}`))
      const failure = judge(trust, blobOf(a))
      if (failure) throw new DroverError(failure)
    }
    const known = { from: 'known-hosts', key: `ssh-ed25519 ${printOf(b)}` }
    expect(failureIn(contradict(a))).toMatchObject({
      reason: 'contradicts-known-hosts',
      expected: [{ from: 'declared', key: `ssh-ed25519 ${printOf(a)}` }, known],
    })
    expect(failureIn(contradict(printOf(a)))).toMatchObject({
      reason: 'contradicts-known-hosts',
      seen: printOf(a),
      expected: [{ from: 'declared', key: printOf(a) }, known],
    })
  })

  test('the line to add makes the machine known', () => {
    const line = judge(trustOf({ host: 'forum', port: 2222, hostKeys: [] }), blobOf(a))
    const known = readKnownHosts(line && 'line' in line ? `${line.line}` : '')
    expect(judge(trustOf({ host: 'forum', port: 2222, hostKeys: [] }, known), blobOf(a))).toBeUndefined()
  })
})

test('pinned types are asked for first, the others follow, never twice', () => {
  const { pins } = trustOf({ host: 'forum', port: 22, hostKeys: [rsa, printOf(a)] })
  expect(hostKeyTypes({ pins })[0]).toBe('ssh-rsa')
  expect(new Set(hostKeyTypes({ pins })).size).toBe(5)
  expect(hostKeyTypes({ pins }, ['ssh-rsa', 'ssh-ed25519'])).toHaveLength(3)
})

describe('an authority that known_hosts names', () => {
  const known = readKnownHosts(`@cert-authority forum ${a}`, '/etc/known')

  test('is no key of the machine: without another it is refused, and the line is told', () => {
    const failure = judge(trustOf({ host: 'forum', port: 22, hostKeys: [] }, known), blobOf(a))
    expect(failure).toMatchObject({ reason: 'absent', authorities: ['/etc/known:1'], line: `forum ${a}` })
  })

  test('takes nothing from a key that is pinned', () => {
    expect(judge(trustOf({ host: 'forum', port: 22, hostKeys: [b] }, known), blobOf(b))).toBeUndefined()
  })
})

test('an alias stands for host and port in known_hosts', () => {
  const endpoint = { host: 'forum', port: 2222, hostKeys: [], settings: { knownAs: 'The-Forum' } }
  const trust = trustOf(endpoint, readKnownHosts(`the-forum ${a}\n[forum]:2222 ${b}`))
  expect(judge(trust, blobOf(a))).toBeUndefined()
  expect(judge(trust, blobOf(b))).toMatchObject({ reason: 'differs', line: `The-Forum ${b}` })
})
