// What is wrong with jest's JSON result, beside what jest calls a failure itself. Started by itself with the path of a
// result, it prints `N passed, N failed`; everything that is not passed is counted as failed.
import { readFileSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One line for each thing that keeps a run from counting as passed. */
export function shortfalls(result) {
  if (result === undefined) return ['jest wrote no result.']
  const { numTotalTestSuites, numPassedTestSuites, numFailedTestSuites, numPendingTestSuites } = result
  const unrun = numTotalTestSuites - numPassedTestSuites - numFailedTestSuites - numPendingTestSuites
  const counts = [
    [result.numFailedTests, 'failed'],
    [result.numPendingTests, 'skipped or pending: a test that does not run proves nothing'],
    [result.numTodoTests, 'only a todo'],
    [result.numRuntimeErrorTestSuites, 'suites that failed to run'],
    [unrun, 'suites that did not run'],
    [result.wasInterrupted ? 1 : 0, 'run was interrupted'],
    [result.numTotalTests === 0 ? 1 : 0, 'run had no test at all'],
  ]
  const lines = counts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []))
  const named = (result.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName, status }) => `  ${status}: ${fullName} (${name})`),
  )
  if (lines.length === 0 && result.success !== true) lines.push('jest says that the run did not succeed')
  return [...lines, ...named]
}

/** `N passed, N failed`. A suite that did not run counts as one failure. */
export function tally(result) {
  if (result === undefined) return '0 passed, 1 failed'
  const suites =
    result.numTotalTestSuites - result.numPassedTestSuites - result.numFailedTestSuites - result.numPendingTestSuites
  const failed =
    result.numFailedTests + result.numPendingTests + result.numTodoTests + result.numRuntimeErrorTestSuites + suites
  return `${result.numPassedTests} passed, ${failed} failed`
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  let result
  try {
    result = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
  } catch {
    result = undefined
  }
  process.stdout.write(`${tally(result)}\n`)
}
