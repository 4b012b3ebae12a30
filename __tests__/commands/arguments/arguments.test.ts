import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from '../../../src/commands/arguments/arguments'
import { explain } from '../../../src/report/explain'

const folder = mkdtempSync(join(tmpdir(), 'drover-arguments-'))
writeFileSync(join(folder, 'key'), 'KEY\n')
afterAll(() => rmSync(folder, { recursive: true }))

const told = (...argv: readonly string[]): readonly string[] => {
  const asked = readArguments(argv, {})
  return asked.what === 'nothing' ? asked.failures.map(explain) : [`no mistake: ${asked.what}`]
}

test('reads all that a run may be told', () => {
  const words = ['-C', '/srv', '-f=ops.ts', '--stage', 'pr-1', '-m', 'a,b', '-m', '!c', '-vy', '--timeout=2m', '--json']
  const asked = readArguments(['deploy', ...words, '-i', join(folder, 'key')], { DROVER_SSH_PASSPHRASE: 'p' })
  expect(asked).toMatchObject({
    what: 'run',
    command: 'deploy',
    json: true,
    yes: true,
    output: { debug: true, events: undefined },
    options: {
      root: '/srv',
      stage: 'pr-1',
      machines: 'a,b,!c',
      timeout: 120,
      passphrase: 'p',
      keys: [{ source: join(folder, 'key'), text: 'KEY\n' }],
    },
  })
})

test.each([
  { given: '/etc/ours', path: '/etc/ours' },
  { given: 'ours', path: join(process.cwd(), 'ours') },
  { given: '~/.ssh/config', path: '~/.ssh/config' },
])('the ssh_config $given is that of the folder it was called in', ({ given, path }) => {
  expect(readArguments(['plan', '-C', '/srv', '--ssh-config', given], {})).toMatchObject({
    options: { sshConfig: path },
  })
})

test('leaves what stands behind “--” to exec, as it is', () => {
  const asked = readArguments(['-m', 'web', 'exec', '-v', '--', 'ls', '--help', '-m', 'a b', '--', ''], {})
  expect(asked).toMatchObject({
    command: 'exec',
    output: { debug: true },
    options: { machines: 'web', run: ['ls', '--help', '-m', 'a b', '--', ''] },
  })
})

test.each([
  { argv: ['--version'], what: 'version' },
  { argv: ['manifest', '--json', '--ref', 'HEAD'], what: 'manifest' },
  { argv: ['graph', '--format', 'dot'], what: 'graph' },
  { argv: ['report', 'summary', 'events'], what: 'report' },
])('$argv asks for $what', ({ argv, what }) => {
  expect(readArguments(argv, {}).what).toBe(what)
})

test.each([
  { argv: [], says: /^drover drives a herd/ },
  { argv: ['help'], says: /drover help COMMAND/ },
  { argv: ['--help'], says: /^drover drives a herd/ },
  { argv: ['help', 'rollback'], says: /^drover rollback: .*--to N /s },
  { argv: ['deploy', '--help', '--nonsense'], says: /^drover deploy: / },
])('$argv is answered by the help', ({ argv, says }) => {
  const asked = readArguments(argv, {})
  expect(asked.what === 'text' && asked.text).toMatch(says)
})

test('tells all mistakes at once', () => {
  const words = ['--stgae', 'x', '--timeout', 'soon', '--max-parallel', '0', '-i', '/nowhere/key', '--json=yes', '-q']
  expect(told('depoly', ...words)).toEqual([
    expect.stringMatching(/“--stgae” .*no such option \(did you mean --stage\?\)/),
    expect.stringMatching(/“--json” .*takes no value, and got “yes”/),
    expect.stringMatching(/“-q” .*no such option; “drover help”/),
    expect.stringMatching(/“depoly” is no command; .*did you mean “deploy”/),
    expect.stringMatching(/“--max-parallel” .*got “0”; expected a number from 1 to 1024/),
    expect.stringMatching(/“--timeout” .*got “soon”; expected seconds/),
    expect.stringMatching(/“--identity” .*\/nowhere\/key can't be read/),
  ])
})

test.each([
  {
    name: 'an option given twice',
    argv: ['plan', '-f', 'a.ts', '--file', 'b.ts'],
    says: /“--file” .*given twice, as “a\.ts” and as “b\.ts”/,
  },
  { name: 'an option without its value', argv: ['plan', '--stage'], says: /“--stage” .*takes a value, and got none/ },
  {
    name: 'an option in the place of a value',
    argv: ['plan', '-f', '-v'],
    says: /takes a value, and got the option “-v”/,
  },
  { name: 'an option of another command', argv: ['deploy', '--ref', 'HEAD'], says: /only “drover manifest” takes it/ },
  {
    name: 'an option of some commands',
    argv: ['graph', '--yes'],
    says: /“--yes” .*“drover graph” does not take it; “drover help graph” lists/,
  },
  { name: 'a drawing and data at once', argv: ['graph', '--json', '--format', 'dot'], says: /with --json it is not/ },
  { name: 'the help of no command', argv: ['help', 'depoly'], says: /did you mean “deploy”/ },
  {
    name: 'an option that is none, and not its value too',
    argv: ['plan', '--stag', 'x'],
    says: /did you mean --stage/,
  },
  { name: 'further words', argv: ['plan', 'a', 'b'], says: /“plan” takes no further words, and got “a b”/ },
  {
    name: 'a command of exec that is not set apart',
    argv: ['exec', 'uptime'],
    says: /behind “--”: as “drover exec -- up/,
  },
  { name: 'an exec of nothing', argv: ['exec', '--'], says: /takes a command behind “--”/ },
  {
    name: 'words behind “--” that are not for exec',
    argv: ['plan', '--', 'x'],
    says: /only “drover exec” takes words/,
  },
  { name: 'no command', argv: ['--json'], says: /there is none; expected deploy,/ },
  { name: 'a format that is none', argv: ['graph', '--format', 'dott'], says: /did you mean “dot”/ },
  { name: 'a report that is none', argv: ['report', 'sumary', 'x'], says: /did you mean “summary”/ },
  { name: 'a report of nothing', argv: ['report', 'summary'], says: /takes the name of a report and a file/ },
])('refuses $name', ({ argv, says }) => {
  expect(told(...argv)).toEqual([expect.stringMatching(says)])
})
