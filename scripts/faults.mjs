// `npm run test:faults`: every fault at every boundary, a power cut without each of the syncs, and a kill at every command.
// With --record the result is written into docs/guarantees.md, between its two marks.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const page = join(root, 'docs/guarantees.md')
const [begin, end] = ['<!-- faults: npm run test:faults -- --record -->', '<!-- /faults -->']
const args = process.argv.slice(2)
const record = args.includes('--record')
const folder = mkdtempSync(join(tmpdir(), 'drover-faults-'))
const tally = join(folder, 'tally')
const result = join(folder, 'result.json')
writeFileSync(tally, '')

const began = performance.now()
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'scripts/jest.mjs'),
    '--testPathPatterns',
    'lab/faults/',
    'transaction-model',
    ...args.filter(word => word !== '--record'),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, DROVER_FAULTS: 'all', DROVER_TALLY: tally, JEST_RESULT: result },
  },
)
const minutes = Math.round((performance.now() - began) / 60_000)
if (record) write()
rmSync(folder, { recursive: true, force: true })
process.exitCode = status ?? 1

function write() {
  const { numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0 } = resultOf()
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout.trim()
  const rows = readFileSync(tally, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
    .map(({ what, covered, of }) => `| ${what} | ${of} | ${covered} |`)
  const failed = numFailedTests + numRuntimeErrorTestSuites
  const text = `The last run of the whole matrix: ${new Date().toISOString().slice(0, 10)}, at ${commit}, in ${minutes} minutes: ${
    status === 0 ? 'passed' : 'failed'
  } (${numPassedTests} tests passed, ${failed} failed).

| points | there are | held |
| --- | --- | --- |
${rows.join('\n')}`
  const [before, after] = readFileSync(page, 'utf8').split(new RegExp(`${begin}[\\s\\S]*${end}`))
  if (after === undefined) throw new Error(`${page} has no “${begin}” … “${end}”`)
  writeFileSync(page, `${before}${begin}\n${text}\n${end}${after}`)
}

function resultOf() {
  try {
    return JSON.parse(readFileSync(result, 'utf8'))
  } catch {
    return {}
  }
}
