import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { launcher } from '../../src/services/launcher'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher '))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What a program that the launcher starts finds in its environment. */
function environment(values: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, value] of Object.entries(values)) writeFileSync(join(folder, name), value)
  const script = launcher(folder, Object.keys(values), 'env -0')
  const printed = execFileSync('/bin/sh', ['-c', script], { env: {}, encoding: 'utf8' })
  const pairs = printed.split('\0').map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])
  return Object.fromEntries(pairs)
}

test('the program finds each variable as its file holds it, whatever that is', () => {
  const name = fc
    .stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/)
    .filter(each => !['_', 'PWD', 'IFS', 'OLDPWD', 'SHLVL'].includes(each))
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom("'", '"', '\\', '$', '`', '\n', ' ', '%', '.', 'ä', '$(x)', '\r') }),
  )
  fc.assert(
    fc.property(
      fc.dictionary(
        name,
        value.map(text => text.replaceAll('\0', '')),
        { minKeys: 1, maxKeys: 4 },
      ),
      values => {
        expect(environment(values)).toMatchObject(values)
      },
    ),
    {
      numRuns: 40,
      examples: [[{ PATH: '/usr/bin:/nowhere', ZONE: 'x' }], [{ PASSWORD: `it's "$HOME" \\ \`id\`\n\n` }]],
    },
  )
})

test('the program takes the place of the shell', () => {
  const pid = spawnSync('/bin/sh', ['-c', launcher(folder, [], "sh -c 'echo $$ $PPID'")], { encoding: 'utf8' })
  const [own, parent] = pid.stdout.trim().split(' ').map(Number)
  expect([own, parent]).toEqual([pid.pid, process.pid])
})

test('a file that is not there keeps the program from starting', () => {
  const started = spawnSync('/bin/sh', ['-c', launcher(folder, ['DB'], 'echo started')], { encoding: 'utf8' })
  expect({ status: started.status === 0, stdout: started.stdout }).toEqual({ status: false, stdout: '' })
})
