import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { heldSecrets } from '../../src/report/masks'
import { outputLines, outputsOf, sendOutputs } from '../../src/report/outputs'
import { viewOf } from '../../src/report/reporter'
import { resultReporter } from '../../src/report/result'
import { cut, five, plan } from './runs'

test.each([
  {
    name: 'deploy',
    events: five,
    changed: ['forum-1', 'forum-2'],
    failed: ['balancer', 'forum-4'],
    unchanged: ['forum-3'],
  },
  { name: 'plan', events: plan, changed: ['forum-1'], failed: [], unchanged: ['forum-2'] },
  {
    name: 'a run cut short',
    events: cut,
    changed: ['forum-1', 'forum-2'],
    failed: ['forum-4'],
    unchanged: ['forum-3'],
  },
])('$name: each machine stands in the list of its outcome', ({ events, changed, failed, unchanged }) => {
  const outputs = outputsOf(viewOf(resultReporter, events))
  expect(JSON.parse(outputs.changed)).toEqual(changed)
  expect(JSON.parse(outputs.failed)).toEqual(failed)
  expect(JSON.parse(outputs.unchanged)).toEqual(unchanged)
  expect(JSON.parse(outputs.result)).toMatchObject({ format: 1, outcome: outputs.outcome })
})

/** How the runner reads the file (src/Runner.Worker/FileCommandManager.cs). */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  while (lines.length > 0) {
    const [name, delimiter] = (lines.shift() ?? '').split('<<')
    if (!name || !delimiter) continue
    const end = lines.indexOf(delimiter)
    outputs[name] = lines
      .splice(0, end + 1)
      .slice(0, -1)
      .join('\n')
  }
  return outputs
}

test('property: no value can begin another output', () => {
  const text = fc.string({ unit: fc.constantFrom('\n', '<<', 'EOF', 'a', '=', 'drover-') })
  fc.assert(
    fc.property(text, text, (first, second) => {
      expect(readOutputs(outputLines({ first, second }, 'drover-0f3c'))).toEqual({ first, second })
    }),
  )
})

test('each outcome has its names and its count', () => {
  const outputs = outputsOf(viewOf(resultReporter, five))
  expect(JSON.parse(outputs.names)).toEqual({
    skipped: ['balancer'],
    changed: ['forum-1', 'forum-2'],
    unchanged: ['forum-3'],
    'failed-undone': ['forum-4'],
  })
  expect(JSON.parse(outputs.counts)).toEqual({ machines: 5, skipped: 1, changed: 2, unchanged: 1, 'failed-undone': 1 })
  expect(outputs).toMatchObject({ 'failure-reason': 'step-failed', drifted: '[]', 'plan-digest': '' })
})

test('the digest of a plan is an output', () => {
  const view = viewOf(resultReporter, [...plan, { type: 'herd-planned', digest: 'd0'.repeat(32), at: 2 }])
  expect(outputsOf(view)).toMatchObject({ 'plan-digest': 'd0'.repeat(32), 'failure-reason': '' })
})

test('an output that holds what is masked is left out, and named', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'drover-output-')), 'output')
  const held = heldSecrets()
  held.add(['hunter2\nforum-1'], ['forum-1'])
  held.add(['say "it"'], [])
  const leftOut = sendOutputs(
    { a: 'x hunter2 y', b: 'forum-1', c: JSON.stringify('say "it"'), d: Buffer.from('hunter2').toString('base64') },
    file,
    held.isIn,
  )
  expect(leftOut).toEqual(['a', 'c', 'd'])
  expect(readOutputs(readFileSync(file, 'utf8'))).toEqual({ b: 'forum-1' })
})

test('sent outputs are appended, each time with another delimiter', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'drover-output-')), 'output')
  writeFileSync(file, 'before=1\n')
  sendOutputs({ a: '1' }, file)
  sendOutputs({ b: '2' }, file)
  sendOutputs({ c: '3' }, undefined)
  const text = readFileSync(file, 'utf8')
  expect(text).toMatch(/^before=1\na<</)
  expect(readOutputs(text)).toEqual({ a: '1', b: '2' })
  expect(new Set(text.match(/drover-[0-9a-f-]{36}/g)).size).toBe(2)
})
