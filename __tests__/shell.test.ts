import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const scripts = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.sh'))
  .map(path => join('src', path))
  .concat('.ci/run')
  .sort()

function shellcheck(args: readonly string[], input?: string) {
  const { error, status, stdout } = spawnSync('shellcheck', args, { encoding: 'utf8', input })
  if (error)
    throw new Error('shellcheck is not installed, and the scripts of src/ can’t be checked without it', {
      cause: error,
    })
  return { status, stdout }
}

// Several of them are one script on a machine.
test.each(scripts)('%s is sound sh', script => {
  expect(shellcheck(['--external-sources', '--source-path=SCRIPTDIR', script])).toEqual({ status: 0, stdout: '' })
})

test('the runtime’s scripts are among them', () => {
  expect(scripts).toEqual(expect.arrayContaining(['src/target/prelude.sh', 'src/target/work.sh']))
})

test('a script that is not sound is told', () => {
  const { status, stdout } = shellcheck(['--shell=dash', '-'], 'rm -rf $1\n')
  expect(status).toBe(1)
  expect(stdout).toContain('SC2086')
})

test('a script that only bash reads is told', () => {
  expect(shellcheck(['--shell=dash', '-'], '[[ -n "$1" ]]\n').status).toBe(1)
})
