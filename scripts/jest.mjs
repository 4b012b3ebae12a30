// What `npm test` runs: jest with all its projects, held to more than jest asks by itself: a test that is skipped, pending
// or todo, a suite that did not run, or no test at all is a failure. Arguments are jest's. JEST_RESULT names a file that
// jest's own JSON result is kept in.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, missingPackages } from './host-packages.mjs'
import { shortfalls } from './test-result.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)
const lab = includesLab(args)

if (lab && (process.platform !== 'linux' || process.getuid?.() !== 0)) {
  const here = process.platform === 'linux' ? `this is uid ${process.getuid?.()}` : `this is ${process.platform}`
  fail(
    `The tests in the lab boot containers, which needs root on Linux, and ${here}. “npm run test:unit” runs anywhere.`,
  )
}

const missing = missingPackages({ lab })
if (missing.length > 0) {
  say(`The tests need ${missing.join(', ')}: installing.`)
  if (!install(missing)) {
    const line = `Could not install ${missing.join(', ')}: install it by hand.`
    // Without the lab only the tests that need it fail, and say so.
    if (lab) fail(line)
    say(line)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'drover-jest-'))
const result = process.env.JEST_RESULT || join(folder, 'result.json')
rmSync(result, { force: true })
const jest = spawn(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), '--maxWorkers=3', '--json', `--outputFile=${result}`, ...args],
  // What test files share, as the bundle that is built once, lies in this run's own folder.
  { cwd: root, stdio: 'inherit', env: { ...process.env, DROVER_TEST_FOLDER: folder } },
)
// A terminal sends SIGINT to jest as well; SIGTERM comes to this process alone. Both wait for jest to clear up.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => jest.kill('SIGTERM'))
jest.on('close', (code, signal) => {
  const wrong = shortfalls(readResult())
  rmSync(folder, { recursive: true, force: true })
  for (const line of wrong) say(line)
  process.exitCode = signal !== null ? 1 : code !== 0 ? code : wrong.length > 0 ? 1 : 0
})

function readResult() {
  try {
    return JSON.parse(readFileSync(result, 'utf8'))
  } catch {
    return undefined
  }
}

/** The lab is left out only where projects are named and it is not among them. */
function includesLab(words) {
  const at = words.findIndex(word => word === '--selectProjects' || word.startsWith('--selectProjects='))
  if (at < 0) return true
  const [, inline] = (words[at] ?? '').split('=')
  const rest = words.slice(at + 1)
  const end = rest.findIndex(word => word.startsWith('-'))
  // jest takes all words up to the next option as projects.
  const named = [...(inline === undefined ? [] : [inline]), ...(end < 0 ? rest : rest.slice(0, end))]
  return named.includes('lab')
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(line) {
  say(line)
  process.exit(1)
}
