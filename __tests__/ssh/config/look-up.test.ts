import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { lookUp } from '../../../src/ssh/config/look-up'
import { openSsh } from './open-ssh'

const folder = mkdtempSync(join(tmpdir(), 'drover-config-'))
const file = join(folder, 'config')
afterAll(() => rmSync(folder, { recursive: true }))

const localUser = userInfo().username

async function port(text: string, alias: string, user?: string): Promise<string | undefined> {
  writeFileSync(file, text)
  return (await lookUp(file, { alias, user, localUser })).get('port')?.[0].words[0]
}

test.each([
  { name: 'a name', text: 'Host web\nPort 1', port: '1' },
  { name: 'another name', text: 'Host web2\nPort 1', port: undefined },
  { name: 'the first that is said', text: 'Port 3\nHost web\nPort 1', port: '3' },
  { name: 'what comes behind a block is of that block', text: 'Host other\nPort 1\n\nPort 2', port: undefined },
  { name: 'a star', text: 'Host w*\nPort 1', port: '1' },
  { name: 'a question mark is one letter', text: 'Host web?\nPort 1\nHost we?\nPort 2', port: '2' },
  { name: 'several, one of them negated', text: 'Host * !web\nPort 1\nHost !x w*\nPort 2', port: '2' },
  { name: 'Match all', text: 'Host x\nPort 1\nMatch all\nPort 2', port: '2' },
  { name: 'Match host, by HostName', text: 'HostName %h.example\nMatch host web.example\nPort 2', port: '2' },
  { name: 'Match originalhost', text: 'HostName h\nMatch originalhost x,WEB\nPort 2', port: '2' },
  { name: 'Match with a negated criterion', text: 'Match !host web\nPort 1\nMatch !host x\nPort 2', port: '2' },
  { name: 'Match with two', text: 'Match host web user x\nPort 1\nMatch host web user ada\nPort 2', port: '2' },
  { name: 'Match localuser', text: `Match localuser ${localUser}\nPort 2`, port: '2' },
  { name: 'Match canonical never', text: 'Match canonical\nPort 1', port: undefined },
  {
    name: 'a Match that a command would decide, were it not decided already',
    text: 'Match host x exec "true"\nPort 1',
    port: undefined,
  },
])('$name', async ({ text, port: expected }) => {
  expect(await port(text, 'web', 'ada')).toBe(expected)
  expect(openSsh(folder, text, '-l', 'ada', 'web').port).toBe(expected ?? '22')
})

describe('Include', () => {
  const given = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
  }

  test.each([
    { name: 'files by a pattern, in order', text: `Include ${folder}/d/*.conf`, port: '1' },
    { name: 'none that begin with a dot', text: `Include ${folder}/d/*hidden`, port: undefined },
    { name: 'what is not there is none', text: `Include ${folder}/nowhere ${folder}/d/b.conf`, port: '2' },
    { name: 'within a block that is not meant, nothing', text: `Host x\nInclude ${folder}/d/*.conf`, port: undefined },
    { name: 'a block ends with its file', text: `Include ${folder}/d/other\nPort 4`, port: '4' },
    { name: 'a folder by a pattern', text: `Include ${folder}/?/b.conf`, port: '2' },
  ])('$name', async ({ text, port: expected }) => {
    given({ 'd/a.conf': 'Port 1', 'd/b.conf': 'Port 2', 'd/.hidden': 'Port 3', 'd/other': 'Host x\nPort 5' })
    expect(await port(text, 'web')).toBe(expected)
    expect(openSsh(folder, text, 'web').port).toBe(expected ?? '22')
  })

  test('a circle has an end', async () => {
    await expect(port(`Include ${file}`, 'web')).rejects.toThrow(`${file}:1: more than 16 files include one another`)
  })
})

test.each([
  { text: 'Match host web exec "true"\nPort 1', says: ':1: “Match exec” can’t be decided here' },
  { text: 'Port 1\nMatch final all\nPort 1', says: ':2: “Match final” can’t be decided here' },
  { text: 'Match tagged x\nPort 1', says: ':1: “Match tagged” can’t be decided here' },
  { text: 'Match host\nPort 1', says: ':1: “Match host” has no value' },
  { text: 'HostName %x\nMatch host web\nPort 1', says: ':1: “%x” means nothing here' },
])('refuses $text', async ({ text, says }) => {
  await expect(port(text, 'web')).rejects.toThrow(`${file}${says.replace('’', "'")}`)
})

test('a file that is not there is said', async () => {
  const asked = { alias: 'web', localUser }
  await expect(lookUp('/nowhere/config', asked)).rejects.toThrow("/nowhere/config: can't be read (ENOENT)")
})

test('whatever stands in it, it means what OpenSSH says it means', async () => {
  const name = fc.stringMatching(/^[abAB]{1,3}$/)
  const pattern = fc.stringMatching(/^!?[abAB*?]{1,3}$/)
  const patterns = fc.array(pattern, { minLength: 1, maxLength: 3 })
  const block = fc.oneof(
    patterns.map(list => `Host ${list.join(' ')}`),
    patterns.map(list => `Match host ${list.join(',')}`),
    patterns.map(list => `Match !originalhost ${list.join(',')}`),
    patterns.map(list => `Match user ${list.join(',')} host *`),
    name.map(to => `HostName ${to}`),
    name.map(user => `User "${user}"`),
    fc.constant('HostName %h.b'),
  )
  const numbered = (blocks: readonly string[]) => blocks.map((line, n) => `${line}\nPort = ${n + 1}`).join('\n')
  await fc.assert(
    fc.asyncProperty(fc.array(block, { maxLength: 6 }), name, async (blocks, alias) => {
      const text = `${numbered(blocks)}\nMatch all\nUser root\nPort 99`
      const settings = openSsh(folder, text, alias)
      const own = await lookUp(file, { alias, localUser })
      expect([own.get('port')?.[0].words[0], own.get('user')?.[0].words[0]]).toEqual([settings.port, settings.user])
    }),
    { numRuns: 60 },
  )
}, 60_000)
