import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { inspect } from 'node:util'
import { failureOf } from '../../src/failure'
import { readIdentities } from '../../src/ssh/identity'
import { makeKey } from './keys'

const ed = makeKey('ed25519')
const rsa = makeKey('rsa', ['-b', '2048'])
const rsaPem = makeKey('rsa', ['-b', '2048', '-m', 'PEM'])
const ecdsa = makeKey('ecdsa')
const locked = makeKey('ed25519', ['-a', '1'], 'open sesame')
const lockedPem = makeKey('rsa', ['-b', '2048', '-m', 'PEM'], 'open sesame')
const pkcs8 = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const ecPkcs8 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

const folder = mkdtempSync(join(tmpdir(), 'drover-identity-'))
const file = join(folder, 'id_ed25519')
beforeAll(() => writeFileSync(file, ed.secret))
afterAll(() => rmSync(folder, { recursive: true }))

async function messageOf(text: string, passphrase?: string): Promise<string> {
  try {
    await readIdentities({ text, passphrase, source: 'ssh-key' })
  } catch (error) {
    const failure = failureOf(error)
    if (failure.code === 'key-unusable' && failure.source === 'ssh-key') return failure.message
    throw error
  }
  throw new Error('was taken')
}

describe('a key as it is pasted', () => {
  test.each([
    { name: 'as ssh-keygen wrote it', text: ed.secret },
    { name: 'CRLF', text: ed.secret.replaceAll('\n', '\r\n') },
    { name: 'without the last newline', text: ed.secret.trimEnd() },
    { name: 'newlines written out', text: ed.secret.replaceAll('\n', '\\n') },
    { name: 'newlines written out, in quotes', text: JSON.stringify(ed.secret) },
    { name: 'in single quotes and spaces', text: ` '${ed.secret}' \n` },
    { name: 'indented, as in YAML', text: ed.secret.replaceAll('\n', '\n    ') },
    { name: 'on one line with spaces', text: ed.secret.replaceAll('\n', ' ') },
    { name: 'with a byte order mark', text: `\ufeff${ed.secret}` },
    { name: 'with words around it', text: `my key:\n${ed.secret}\nend` },
    { name: 'a path', text: file },
    { name: 'a path in the home', text: `~/${relative(homedir(), file)}` },
  ])('$name', async ({ text }) => {
    const [identity, ...more] = await readIdentities({ text, source: 'ssh-key' })
    expect(more).toEqual([])
    expect(identity).toMatchObject({ type: 'ssh-ed25519', fingerprint: ed.fingerprint, publicKey: ed.line })
  })

  test.each([
    { name: 'rsa', made: rsa, type: 'ssh-rsa' },
    { name: 'rsa in PEM', made: rsaPem, type: 'ssh-rsa' },
    { name: 'ecdsa', made: ecdsa, type: 'ecdsa-sha2-nistp256' },
    { name: 'encrypted', made: locked, type: 'ssh-ed25519', passphrase: 'open sesame' },
    { name: 'encrypted PEM', made: lockedPem, type: 'ssh-rsa', passphrase: 'open sesame' },
    {
      name: 'encrypted PEM with CRLF',
      made: { ...lockedPem, secret: lockedPem.secret.replaceAll('\n', '\r\n') },
      type: 'ssh-rsa',
      passphrase: 'open sesame',
    },
    { name: 'not encrypted, with a passphrase that is not needed', made: ed, type: 'ssh-ed25519', passphrase: 'x' },
  ])('$name', async ({ made, type, passphrase }) => {
    const [identity] = await readIdentities({ text: made.secret, passphrase, source: 'ssh-key' })
    expect(identity).toMatchObject({ type, fingerprint: made.fingerprint, publicKey: made.line })
  })

  test.each([
    { name: 'rsa', key: pkcs8, type: 'ssh-rsa' },
    { name: 'ec', key: ecPkcs8, type: 'ecdsa-sha2-nistp256' },
  ])('PKCS #8, $name, as openssl writes it', async ({ key, type }) => {
    const plain = `${key.export({ type: 'pkcs8', format: 'pem' })}`
    const secret = `${key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' })}`
    expect(await readIdentities({ text: plain, source: 'ssh-key' })).toMatchObject([{ type }])
    expect(await readIdentities({ text: secret, passphrase: 'p', source: 'ssh-key' })).toMatchObject([{ type }])
    expect(await messageOf(secret)).toMatch(/encrypted, and no passphrase/)
    expect(await messageOf(secret, 'q')).toMatch(/passphrase does not open it/)
  })

  test('several keys in one input', async () => {
    const all = await readIdentities({
      text: `${ed.secret}${ecdsa.secret.trimEnd()}\n\n${rsa.secret}`,
      source: 'ssh-key',
    })
    expect(all.map(one => one.fingerprint)).toEqual([ed.fingerprint, ecdsa.fingerprint, rsa.fingerprint])
  })
})

describe('a key that cannot be used says why', () => {
  const half = (text: string) => text.split('\n').slice(0, 4).join('\n')
  const cutInside = (text: string) =>
    text
      .split('\n')
      .filter((_, index) => index !== 2)
      .join('\n')
  test.each([
    { name: 'empty', text: '', message: /it is empty: is the secret set/ },
    { name: 'only space', text: ' \r\n', message: /it is empty/ },
    { name: 'empty quotes', text: '""', message: /it is empty/ },
    { name: 'encrypted, no passphrase', text: locked.secret, message: /encrypted, and no passphrase/ },
    {
      name: 'encrypted, empty passphrase',
      text: locked.secret,
      passphrase: '',
      message: /encrypted, and no passphrase/,
    },
    {
      name: 'encrypted, wrong passphrase',
      text: locked.secret,
      passphrase: 'x',
      message: /passphrase does not open it/,
    },
    { name: 'PEM, no passphrase', text: lockedPem.secret, message: /encrypted, and no passphrase/ },
    { name: 'PEM, wrong passphrase', text: lockedPem.secret, passphrase: 'x', message: /passphrase does not open it/ },
    {
      name: 'PuTTY',
      text: 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n',
      message: /puttygen KEY.ppk -O private-openssh/,
    },
    { name: 'public key', text: `${ed.line} me@here`, message: /it is a public key/ },
    { name: 'no BEGIN and END', text: half(ed.secret), message: /it is cut off/ },
    { name: 'a line lost', text: cutInside(ed.secret), message: /it is damaged/ },
    { name: 'a variable', text: '$SSH_KEY', message: /name of a variable/ },
    { name: 'an expression', text: ['$', '{{ secrets.KEY }}'].join(''), message: /name of a variable/ },
    { name: 'a path that is not there', text: '~/.ssh/id_of_nobody', message: /it is a path, and .* \(ENOENT\)/ },
    { name: 'anything', text: 'hello', message: /it is no private key/ },
  ])('$name', async ({ text, passphrase, message }) => {
    const said = await messageOf(text, passphrase)
    expect(said).toMatch(message)
    for (const line of text.split('\n').filter(one => /^[A-Za-z0-9+/=]{40,}$/.test(one)))
      expect(said).not.toContain(line)
  })
})

test('whatever prints an identity prints no secret', async () => {
  const [identity] = await readIdentities({ text: locked.secret, passphrase: 'open sesame', source: 'ssh-key' })
  for (const text of [JSON.stringify(identity), inspect(identity), `${Object.values(identity ?? {})}`]) {
    expect(text).toContain(locked.fingerprint)
    expect(text).not.toMatch(/PRIVATE|sesame/)
  }
  expect(identity?.privateKey).toContain('PRIVATE')
})
