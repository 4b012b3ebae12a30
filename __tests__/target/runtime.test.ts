import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bare, checkProgram, prelude, preparing, runtime } from '../../src/target/runtime'

const folder = join(__dirname, '../../src/target')
const scripts = readdirSync(folder).filter(name => name.endsWith('.sh'))

/** The functions of a script as bash has understood them, which keeps no comments. */
function understood(script: string): string {
  const { stdout, stderr } = spawnSync('bash', ['-c', 'eval "$1"; declare -f', 'bash', script], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout
}

test.each(scripts)('%s does the same without its comments', name => {
  const whole = readFileSync(join(folder, name), 'utf8')
  const { sh } = bare(whole)
  expect(sh).not.toMatch(/^\s*#/m)
  expect(understood(sh)).toBe(understood(whole))
  expect(understood(sh)).toContain('()')
})

test('no machine is sent comments', () => {
  for (const sent of [prelude.sh, preparing.sh, runtime.sh, checkProgram]) expect(sent).not.toMatch(/^# /m)
})
