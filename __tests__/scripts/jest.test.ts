import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const scripts = resolve('scripts')
const { JEST_WORKER_ID: _worker, ...environment } = process.env

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drover-jest-test-'))
  chmodSync(folder, 0o755)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function run(files: Readonly<Record<string, string>>) {
  const config = { projects: [{ displayName: 'unit', rootDir: folder, transform: {}, testMatch: ['**/*.test.js'] }] }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'jest.config.json'), JSON.stringify(config))
  const result = join(folder, 'result.json')
  const args = ['--selectProjects', 'unit', `--config=${join(folder, 'jest.config.json')}`, '--passWithNoTests']
  const env = { ...environment, JEST_RESULT: result }
  const { status, stderr } = spawnSync(process.execPath, [join(scripts, 'jest.mjs'), ...args], {
    env,
    encoding: 'utf8',
  })
  const tally = spawnSync(process.execPath, [join(scripts, 'test-result.mjs'), result], { encoding: 'utf8' }).stdout
  return { status, stderr, tally }
}

const good = "test('good', () => {})\n"

describe('npm test', () => {
  test('passes where all tests do', () => {
    const { status, tally } = run({ 'a.test.js': good, 'b.test.js': good })
    expect({ status, tally }).toEqual({ status: 0, tally: '2 passed, 0 failed\n' })
  })

  test.each([
    { name: 'a test fails', text: `${good}test('bad', () => { throw new Error('no') })`, says: '1 failed', passed: 1 },
    { name: 'a test is skipped', text: `${good}test.skip('later', () => {})`, says: 'pending: later', passed: 1 },
    { name: 'only one of two is run', text: `${good}test.only('alone', () => {})`, says: 'pending: good', passed: 1 },
    { name: 'a test is a todo', text: `${good}test.todo('some day')`, says: 'todo: some day', passed: 1 },
    { name: 'a suite is skipped', text: `describe.skip('s', () => { ${good} })`, says: 'pending: s good', passed: 0 },
    { name: 'a suite does not run', text: 'throw new Error("broken")', says: '1 suites that failed to run', passed: 0 },
  ])('fails where $name', ({ text, says, passed }) => {
    const { status, stderr, tally } = run({ 'a.test.js': text })
    expect(stderr).toContain(says)
    expect({ status, tally }).toEqual({ status: 1, tally: `${passed} passed, 1 failed\n` })
  })

  test('fails where there is no test', () => {
    const { status, stderr } = run({})
    expect(stderr).toContain('no test at all')
    expect(status).toBe(1)
  })

  test('says at once that the lab needs root', () => {
    // A copy, because another user may not be able to read this checkout.
    for (const name of ['jest.mjs', 'host-packages.mjs', 'test-result.mjs']) {
      copyFileSync(join(scripts, name), join(folder, name))
    }
    const other = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
    const settings = { cwd: '/', encoding: 'utf8' as const, ...other }
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'jest.mjs')], settings)
    expect(stderr).toMatch(/needs root on Linux.*“npm run test:unit” runs anywhere/)
    expect(status).toBe(1)
  })
})
