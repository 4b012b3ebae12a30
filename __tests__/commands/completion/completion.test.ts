import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from '../../../src/commands/arguments/arguments'
import { shells } from '../../../src/commands/arguments/command-table'
import { explain } from '../../../src/report/explain'
import { onPty } from '../../support/pty'

const folder = mkdtempSync(join(tmpdir(), 'drover-completion-'))
mkdirSync(join(folder, 'ops'))
writeFileSync(join(folder, 'other.ts'), '')
writeFileSync(join(folder, 'two words.json'), '')
// What a shell asks for the machines: drover itself is tested where it answers (selectable.test.ts).
mkdirSync(join(folder, 'bin'))
writeFileSync(
  join(folder, 'bin/drover'),
  `#!/bin/sh
[ "$1 $2 $3" = 'completion machines --' ] && printf '%s\\n' web-1 web-2 database @front
`,
)
chmodSync(join(folder, 'bin/drover'), 0o755)
for (const shell of shells) {
  const asked = readArguments(['completion', shell], {})
  if (asked.what === 'text') writeFileSync(join(folder, `drover.${shell}`), asked.text)
}
afterAll(() => rmSync(folder, { recursive: true }))
const path = `${join(folder, 'bin')}:${process.env.PATH}`

test.each(shells)('%s is here to be asked', shell => {
  // Debian has a package for each; scripts/host-packages.mjs names them.
  expect(() => execFileSync(shell, ['--version'])).not.toThrow()
})

/** What a real bash completes the last word to, as its completion is called by it. */
function completed(...words: readonly string[]): readonly string[] {
  const script = `source drover.bash
complete -p drover >/dev/null || exit 1
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_drover
printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr, status } = spawnSync('bash', ['-uc', script, 'bash', 'drover', ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  })
  expect([status, stderr]).toEqual([0, ''])
  return stdout.split('\n').filter(each => each !== '')
}

describe('bash', () => {
  test.each([
    { name: 'a command', words: ['de'], to: ['deploy', 'destroy'] },
    { name: 'a command behind options', words: ['-v', '--stage', 'de', 'va'], to: ['validate'] },
    { name: 'an option', words: ['plan', '--ma'], to: ['--machines', '--max-parallel'] },
    { name: 'no option of another command', words: ['plan', '--f'], to: ['--file'] },
    { name: 'any option before the command', words: ['--f'], to: ['--file', '--force', '--format'] },
    { name: 'no value that it can’t know', words: ['plan', '--max-parallel', '6'], to: [] },
    { name: 'a stage', words: ['plan', '--stage', 'p'], to: ['production'] },
    { name: 'a way to go on', words: ['deploy', '--on-failure', 'undo'], to: ['undo-all', 'undo-machine'] },
    { name: 'a value behind “=”', words: ['deploy', '--on-failure', '=', 'st'], to: ['stop'] },
    { name: 'a folder', words: ['-C', 'o'], to: ['ops'] },
    { name: 'a file', words: ['plan', '--file', 'o'], to: ['ops', 'other.ts'] },
    { name: 'a file with spaces in its name', words: ['rerun', 'two'], to: ['two words.json'] },
    { name: 'a format', words: ['graph', '--format', 'm'], to: ['mermaid'] },
    { name: 'a shell', words: ['completion', 'f'], to: ['fish'] },
    { name: 'a report', words: ['report', 'su'], to: ['summary'] },
    { name: 'a file of events', words: ['report', 'summary', 'oth'], to: ['other.ts'] },
    { name: 'a command to be helped with', words: ['help', 'roll'], to: ['rollback'] },
    { name: 'a machine', words: ['plan', '-m', 'web'], to: ['web-1', 'web-2'] },
    { name: 'a machine behind others', words: ['plan', '-m', 'web-1,!d'], to: ['web-1,!database'] },
    { name: 'a label', words: ['plan', '-m', '@', 'f'], to: ['@front'] },
    { name: 'a label behind a machine', words: ['plan', '-m', 'web-1,', '@', 'f'], to: ['@front'] },
    { name: 'nothing in the command of exec', words: ['exec', '--', 'de'], to: [] },
  ])('completes $name', ({ words, to }) => {
    expect(completed(...words).toSorted()).toEqual(to)
  })

  test('completes every command', () => {
    expect(completed('')).toEqual(expect.arrayContaining(['deploy', 'exec', 'completion', 'help']))
  })
})

/** How each shell starts with this completion alone, and with a drover that writes down how it was called. */
const said = `{ { printf '<%s>' "$@"; echo; } >>called; }`
const start = {
  bash: { line: 'bash --rcfile rc.bash -i', rc: `PS1='READY '; source drover.bash; drover() ${said}` },
  zsh: {
    line: 'ZDOTDIR=$PWD zsh -d -i',
    rc: `PS1='READY '; autoload -U compinit; compinit -u -D; source drover.zsh; drover() ${said}`,
  },
  fish: {
    line: 'fish --no-config -i -C "source rc.fish"',
    rc: `function fish_prompt; echo 'READY '; end; function fish_greeting; end
source drover.fish; function drover; begin; printf '<%s>' $argv; echo; end >>called; end`,
  },
}
for (const [shell, { rc }] of Object.entries(start))
  writeFileSync(join(folder, shell === 'zsh' ? '.zshrc' : `rc.${shell}`), `${rc}\n`)

const lines = [
  { name: 'a command', typed: 'dep', words: '<deploy>' },
  { name: 'an option', typed: 'plan --mac', words: '<plan><--machines' },
  { name: 'an option before the command', typed: '--stag', words: '<--stage' },
  { name: 'a command behind options', typed: '-C ops roll', words: '<-C><ops><rollback>' },
  { name: 'a way to go on', typed: 'deploy --on-failure st', words: '<deploy><--on-failure><stop>' },
  { name: 'a folder', typed: 'plan -C o', words: '<plan><-C><ops' },
  { name: 'a file', typed: 'rerun oth', words: '<rerun><other.ts>' },
  { name: 'a report', typed: 'report su', words: '<report><summary>' },
  { name: 'a machine', typed: 'plan -m dat', words: '<plan><-m><database>' },
  { name: 'a machine behind another', typed: 'plan --machines web-1,dat', words: '<plan><--machines><web-1,database>' },
  { name: 'a label', typed: 'plan -m @f', words: '<plan><-m><@front>' },
]

describe.each(shells)('%s on a terminal', shell => {
  let called: readonly string[] = []
  beforeAll(async () => {
    rmSync(join(folder, 'called'), { force: true })
    const typed = [...lines.map(line => `drover ${line.typed}\t\r`), 'exit\r']
    await onPty(start[shell].line, {
      folder,
      env: { PATH: path },
      typed: typed.map(keys => ({ after: 'READY', keys })),
    })
    called = readFileSync(join(folder, 'called'), 'utf8').split('\n')
  }, 60_000)

  test.each(lines.map((line, at) => ({ ...line, at })))('completes $name', ({ at, words }) => {
    expect(called[at]).toContain(words)
  })

  test('shows what there is to choose from', async () => {
    const both = /deploy.*destroy/s
    const { screen } = await onPty(start[shell].line, {
      folder,
      env: { PATH: path },
      typed: [{ after: 'READY', keys: 'drover de\t\t' }],
      until: both,
    })
    expect(screen).toMatch(both)
  }, 30_000)
})

test('refuses another shell', () => {
  const asked = readArguments(['completion', 'tcsh'], {})
  expect(asked.what === 'nothing' && asked.failures.map(explain)).toEqual([
    expect.stringMatching(/expected bash, zsh, fish/),
  ])
})
