import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArguments } from '../../src/commands/arguments'
import { explain } from '../../src/report/explain'

const folder = mkdtempSync(join(tmpdir(), 'drover-completion-'))
mkdirSync(join(folder, 'ops'))
writeFileSync(join(folder, 'other.ts'), '')
writeFileSync(join(folder, 'two words.json'), '')
afterAll(() => rmSync(folder, { recursive: true }))

/** What a real bash completes the last word to, as its completion is called by it. */
function completed(...words: readonly string[]): readonly string[] {
  const asked = readArguments(['completion', 'bash'], {})
  if (asked.what !== 'completion') throw new Error(asked.what)
  const script = `${asked.script}
complete -p drover >/dev/null || exit 1
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_drover
printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr, status } = spawnSync('bash', ['-uc', script, 'bash', 'drover', ...words], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, ''])
  return stdout.split('\n').filter(each => each !== '')
}

test.each([
  { name: 'a command', words: ['de'], to: ['deploy', 'destroy'] },
  { name: 'a command behind options', words: ['-v', '--stage', 'de', 'va'], to: ['validate'] },
  { name: 'an option', words: ['plan', '--ma'], to: ['--machines', '--max-parallel'] },
  { name: 'no value that it can’t know', words: ['plan', '--stage', 'd'], to: [] },
  { name: 'a folder', words: ['-C', 'o'], to: ['ops'] },
  { name: 'a file', words: ['plan', '--file', 'o'], to: ['ops', 'other.ts'] },
  { name: 'a file with spaces in its name', words: ['rerun', 'two'], to: ['two words.json'] },
  { name: 'a format', words: ['graph', '--format', 'm'], to: ['mermaid'] },
])('completes $name', ({ words, to }) => {
  expect(completed(...words).toSorted()).toEqual(to)
})

test('completes every command', () => {
  const all = completed('')
  expect(all).toEqual(expect.arrayContaining(['deploy', 'exec', 'completion', 'help']))
})

test('refuses another shell', () => {
  const asked = readArguments(['completion', 'tcsh'], {})
  expect(asked.what === 'nothing' && asked.failures.map(explain)).toEqual([
    expect.stringMatching(/bash alone is known/),
  ])
})
