import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { type FileWant, file } from '../../src/resources/file'
import type { FileSeen } from '../../src/resources/file-probe'
import { SourceError } from '../../src/resources/source'

import { reference, secret, sha256, text } from '../../src/resources/text'
import { localSh } from '../support/local-sh'

const rights = { mode: '644', uid: '0', gid: '0', owner: 'root', group: 'root' }
const want = (more: object = {}): FileWant => file.schema.parse({ path: '/etc/motd', content: 'hello\n', ...more })
const present = (more: object = {}): FileSeen => ({ type: 'file', ...rights, sha256: sha256('hello\n'), ...more })

describe('what is wanted', () => {
  test('is completed: root’s, readable by all, unless a secret is in it', () => {
    expect(want()).toEqual({ path: '/etc/motd', content: 'hello\n', mode: '644', owner: 'root', group: 'root' })
    expect(want({ content: text`${secret('KEY')}` }).mode).toBe('600')
    expect(want({ content: text`${secret('KEY')}`, mode: '0640' }).mode).toBe('640')
  })

  test.each([
    { name: 'an unknown property', value: { path: '/a', content: '', modus: '644' } },
    { name: 'no content', value: { path: '/a' } },
    { name: 'a number as mode', value: { path: '/a', content: '', mode: 644 } },
  ])('$name is refused', ({ value }) => {
    expect(file.schema.safeParse(value).success).toBe(false)
  })

  test('a source becomes its hash, and what is missing is a mistake', () => {
    const files = {
      file: (path: string) => {
        if (path !== './motd') throw new SourceError(`there is no ${path}`)
        return { hash: sha256('x'), executable: false }
      },
      tree: () => [],
    }
    expect(file.prepare?.(want({ content: { source: './motd' } }), files).content).toEqual({ blob: sha256('x') })
    expect(() => file.prepare?.(want({ content: { source: './mood' } }), files)).toThrow('there is no ./mood')
  })
})

describe('steps', () => {
  test.each<{ name: string; want: FileWant; seen: FileSeen; title: string | undefined }>([
    { name: 'as wanted', want: want(), seen: present(), title: undefined },
    { name: 'absent', want: want(), seen: { type: 'absent' }, title: 'create /etc/motd' },
    { name: 'content', want: want(), seen: present({ sha256: sha256('') }), title: 'change /etc/motd (content)' },
    {
      name: 'content and mode',
      want: want({ content: 'x', mode: '600' }),
      seen: present(),
      title: 'change /etc/motd (content, mode 644 → 600)',
    },
    {
      name: 'owner and group',
      want: want({ owner: 'www', group: '12' }),
      seen: present(),
      title: 'change /etc/motd (owner root → www, group root → 12)',
    },
    { name: 'a number that fits', want: want({ owner: '0' }), seen: present(), title: undefined },
    {
      name: 'a symlink',
      want: want(),
      seen: { type: 'symlink', ...rights, target: 'x' },
      title: 'change /etc/motd (symlink → file)',
    },
    {
      name: 'a secret whose HMAC nobody knows yet',
      want: want({ content: secret('KEY'), mode: '644' }),
      seen: present({ sha256: undefined, hmac: 'a'.repeat(64) }),
      title: 'change /etc/motd (content)',
    },
    {
      name: 'a secret on a machine without a key',
      want: want({ content: { $text: [{ $secret: 'KEY' }], $hmac: 'a'.repeat(64) }, mode: '644' }),
      seen: present({ hmac: null }),
      title: 'change /etc/motd (content)',
    },
    {
      name: 'a secret that is there',
      want: want({ content: { $text: [{ $secret: 'KEY' }], $hmac: 'a'.repeat(64) }, mode: '644' }),
      seen: present({ hmac: 'a'.repeat(64) }),
      title: undefined,
    },
    {
      name: 'a reference that is not resolved',
      want: want({ content: text`at ${reference('address', 'db')}` }),
      seen: present(),
      title: 'change /etc/motd (content)',
    },
  ])('$name', ({ want, seen, title }) => {
    expect(file.steps({ want, seen, followed: {} }).map(step => step.title)).toEqual(title === undefined ? [] : [title])
  })

  test('a diff is made of plain texts that everybody may read, and of nothing else', () => {
    const diffOf = (more: object, seen: FileSeen) => file.steps({ want: want(more), seen, followed: {} })[0]?.diff
    const before = present({ sha256: sha256('old\n'), text: 'old\n' })
    expect(diffOf({}, before)).toEqual({ before: 'old\n', after: 'hello\n' })
    expect(diffOf({}, { type: 'absent' })).toEqual({ before: '', after: 'hello\n' })
    expect(diffOf({}, present({ sha256: sha256('old\n') }))).toBeUndefined()
    expect(diffOf({ mode: '640' }, { type: 'absent' })).toBeUndefined()
    expect(diffOf({ content: secret('KEY'), mode: '644' }, { type: 'absent' })).toBeUndefined()
    expect(diffOf({ content: text`${reference('address', 'db')}` }, before)).toBeUndefined()
    expect(diffOf({ content: { blob: sha256('x') } }, before)).toBeUndefined()
    expect(diffOf({ content: 'x'.repeat(65_537) }, before)).toBeUndefined()
  })

  test('where a secret was or comes there is no diff, and the reason is told', () => {
    const before = present({ sha256: sha256('token = swordfish\n'), text: 'token = swordfish\n' })
    const [taken] = file.steps({ want: want({}), seen: before, hadSecret: true, followed: {} })
    expect(taken).toMatchObject({ withheld: 'what stood there may hold a secret' })
    expect(JSON.stringify(taken)).not.toContain('swordfish')
    const secretly = want({ content: secret('KEY'), mode: '644' })
    for (const seen of [before, { type: 'absent' } as const])
      expect(file.steps({ want: secretly, seen, followed: {} })[0]).toMatchObject({ withheld: 'it holds a secret' })
  })

  test('a secret is named, and only its name is in the step', () => {
    const [step] = file.steps({
      want: want({ content: text`k=${secret('KEY')}` }),
      seen: { type: 'absent' },
      followed: {},
    })
    expect(step?.secrets).toEqual(['KEY'])
    expect(step?.contents).toEqual([expect.stringMatching(/^secret-[0-9a-f]{64}$/)])
  })
})

describe('the probe, run here', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'drover-file-'))
    chmodSync(folder, 0o755)
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const at = (name: string) => join(folder, name)
  const observe = (...wants: readonly FileWant[]) => file.read(localSh(at('drover'), file.probe(wants)))

  test.each([
    '-rf',
    ' lead and trail ',
    `it's "quoted"`,
    '$(touch x) `id` $HOME',
    'back\\slash\\n',
    'ünï ☃',
    '*?[a]',
    '%s\t%n',
    'absent x',
  ])('a file named %j is told from one that is not there', name => {
    writeFileSync(at(name), 'hello\n', { mode: 0o644 })
    const wants = [want({ path: at(name) }), want({ path: at(`${name}.not`) })]
    const seen = observe(...wants)
    const { uid, username } = userInfo()
    expect(seen.get(`file:${at(name)}`)).toMatchObject({
      type: 'file',
      mode: '644',
      uid: String(uid),
      owner: username,
      sha256: sha256('hello\n'),
    })
    expect(seen.get(`file:${at(`${name}.not`)}`)).toEqual({ type: 'absent' })
    expect(seen.size).toBe(2)
  })

  test('whatever else stands there is told', () => {
    mkdirSync(at('folder'), { mode: 0o750 })
    symlinkSync('a target\nof two lines', at('link'))
    const seen = observe(...['folder', 'link', 'folder/none/none'].map(name => want({ path: at(name) })))
    expect(seen.get(`file:${at('folder')}`)).toMatchObject({ type: 'directory', mode: '750' })
    expect(seen.get(`file:${at('link')}`)).toMatchObject({ type: 'symlink', target: 'a target\u0001of two lines' })
    expect(seen.get(`file:${at('folder/none/none')}`)).toEqual({ type: 'absent' })
  })

  test.each([
    { name: 'another text', bytes: Buffer.from('öld\n'), mode: 0o644, text: 'öld\n' },
    { name: 'an empty file', bytes: Buffer.from(''), mode: 0o644, text: '' },
    { name: 'what not everybody may read', bytes: Buffer.from('old\n'), mode: 0o640, text: undefined },
    { name: 'what is no text', bytes: Buffer.from([0xff, 0xfe]), mode: 0o644, text: undefined },
    { name: 'what has a NUL', bytes: Buffer.from('a\0b'), mode: 0o644, text: undefined },
    { name: 'what is as long as may be', bytes: Buffer.alloc(65_536, 97), mode: 0o644, text: 'a'.repeat(65_536) },
    { name: 'what is longer', bytes: Buffer.alloc(65_537, 97), mode: 0o644, text: undefined },
    { name: 'what is as wanted', bytes: Buffer.from('hello\n'), mode: 0o644, text: undefined },
  ])('of $name the text is told, or not', ({ bytes, mode, text }) => {
    writeFileSync(at('motd'), bytes)
    chmodSync(at('motd'), mode)
    const seen = observe(want({ path: at('motd') })).get(`file:${at('motd')}`)
    expect(seen).toMatchObject({ type: 'file', sha256: sha256(bytes) })
    expect(seen).toEqual(
      text === undefined ? expect.not.objectContaining({ text: expect.anything() }) : expect.objectContaining({ text }),
    )
  })

  test('what lies where not everybody comes is not told, though everybody may read it', () => {
    mkdirSync(at('private'))
    writeFileSync(at('private/motd'), 'old\n', { mode: 0o644 })
    chmodSync(at('private'), 0o700)
    expect(observe(want({ path: at('private/motd') })).get(`file:${at('private/motd')}`)).not.toHaveProperty('text')
  })

  test('of a secret neither text nor hash is told', () => {
    writeFileSync(at('motd'), 'swordfish', { mode: 0o644 })
    const answer = localSh(at('drover'), file.probe([want({ path: at('motd'), content: secret('KEY') })]))
    expect(answer).not.toContain(sha256('swordfish'))
    expect(answer).not.toContain(Buffer.from('swordfish').toString('base64'))
    expect(file.read(answer).get(`file:${at('motd')}`)).toMatchObject({ type: 'file', hmac: null })
  })

  test('nothing is changed', () => {
    writeFileSync(at('motd'), 'old\n')
    const before = statSync(at('motd'), { bigint: true })
    observe(want({ path: at('motd') }))
    const { mtimeNs, ctimeNs, ino } = statSync(at('motd'), { bigint: true })
    expect({ mtimeNs, ctimeNs, ino }).toEqual({ mtimeNs: before.mtimeNs, ctimeNs: before.ctimeNs, ino: before.ino })
  })

  test('for any text: written as declared, nothing is to be done; otherwise written, it is', () => {
    const { uid, gid } = userInfo()
    const own = { owner: String(uid), group: String(gid), mode: '644' }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (content, other) => {
        const wanted = want({ ...own, path: at('motd'), content })
        const plan = () => {
          const seen = observe(wanted).get(`file:${at('motd')}`)
          return seen && file.steps({ want: wanted, seen, followed: {} }).map(({ diff }) => diff)
        }
        writeFileSync(at('motd'), content)
        chmodSync(at('motd'), 0o644)
        expect(plan()).toEqual([])
        writeFileSync(at('motd'), other)
        const shown = other.includes('\0') ? undefined : { before: other, after: content }
        expect(plan()).toEqual(other === content ? [] : [shown])
      }),
      { numRuns: 25 },
    )
  })
})
