import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inputVariables, readActionFile } from './action-file'
import { readCommandFile } from './command-file'
import { Masker } from './masker'
import { runStep, type StepRequest } from './step'
import { StepLog } from './step-log'

function logOf(...lines: readonly string[]): StepLog {
  const log = new StepLog(new Masker(['s3cret']))
  log.write(lines.map(line => `${line}\n`).join(''))
  log.end()
  return log
}

describe('the log', () => {
  test.each([
    { name: 'text', line: 'a :: b', shown: ['a :: b'] },
    { name: 'a command that there is not', line: '::explode::now', shown: ['::explode::now'] },
    { name: 'a secret', line: 'it is s3cret', shown: ['it is ***'] },
    { name: 'a command after space', line: '  ::group::one', shown: ['▸ one'] },
    { name: 'the old form, anywhere', line: 'x ##[group]one', shown: ['▸ one'] },
    { name: 'an annotation of several lines', line: '::error::a%0Ab%25', shown: ['error: a', 'b%'] },
  ])('shows $name', ({ line, shown }) => expect(logOf(line).shown).toEqual(shown))

  test('hides from the line on that says so, each line of a value by itself', () => {
    expect(logOf('one two', '::add-mask::one%0Atwo', 'one', 'two', '::debug::x').shown).toEqual([
      'one two',
      '***',
      '***',
    ])
  })

  test('obeys nothing between stop-commands and its token', () => {
    const log = logOf('::stop-commands::t0ken', '::error::no', '##[error]no', '::other::', '::t0ken::', '::error::yes')
    expect(log.annotations).toEqual([{ level: 'error', message: 'yes' }])
    expect(log.shown).toContain('::error::no')
    expect(log.unfinished).toBe(false)
    expect(logOf('::stop-commands::t0ken').unfinished).toBe(true)
  })

  test('reads where an annotation belongs', () => {
    expect(logOf('::warning file=a%2Cb.ts,line=3,title=T%3A s3cret::m').annotations).toEqual([
      { level: 'warning', file: 'a,b.ts', line: 3, title: 'T: ***', message: 'm' },
    ])
  })

  test('takes ten annotations of each level', () => {
    const lines = ['error', 'warning', 'notice'].flatMap(level => Array(12).fill(`::${level}::m`))
    expect([logOf(...lines).annotations.length, logOf(...lines).dropped.length]).toEqual([30, 6])
  })

  test('a line may come in pieces', () => {
    const log = new StepLog(new Masker([]))
    for (const piece of ['::no', 'tice::', 'm\r', '\nend']) log.write(piece)
    log.end()
    expect([log.annotations, log.shown]).toEqual([[{ level: 'notice', message: 'm' }], ['notice: m', 'end']])
  })

  test('refuses what the runner took long ago', () => expect(logOf('::set-env name=A::b').refused).toEqual(['set-env']))
})

test('hides a value in the forms in which it is told', () => {
  const masker = new Masker(['pa"ss wörd'])
  for (const form of [
    'pa"ss wörd',
    JSON.stringify('pa"ss wörd'),
    encodeURIComponent('pa"ss wörd'),
    Buffer.from('pa"ss wörd').toString('base64'),
  ])
    expect(masker.mask(form)).toMatch(/^"?\*\*\*"?=*$/)
})

test('reads the files of commands', () => {
  expect(readCommandFile('a=1=2\nb<<E\none\ntwo\nE\nc<<E\n\nE\n')).toEqual({ a: '1=2', b: 'one\ntwo', c: '' })
  expect(() => readCommandFile('b<<E\none\n')).toThrow('Matching delimiter not found')
  expect(() => readCommandFile('nothing\n')).toThrow('Invalid format')
})

test('gives inputs with their defaults, and none that there is not', () => {
  const variables = inputVariables(readActionFile(), { stage: '' }, 'ghs_1')
  expect(variables).toMatchObject({
    INPUT_COMMAND: 'deploy',
    INPUT_STAGE: '',
    INPUT_TOKEN: 'ghs_1',
    'INPUT_SSH-KEY': '',
  })
  expect(() => inputVariables(readActionFile(), { stages: 'x' }, '')).toThrow('no input stages')
})

describe('a step', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drover-step-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function step(code: string, more: Partial<StepRequest> = {}) {
    const script = join(folder, 'step.js')
    writeFileSync(script, `const { appendFileSync: add } = require('node:fs')\nconst { env } = process\n${code}`)
    const masker = new Masker(['s3cret'])
    return runStep({ script, folder: join(folder, 'files'), cwd: folder, environment: { A: 'b' }, masker, ...more })
  }

  test('gives back what it wrote, and knows which outputs another job would not get', async () => {
    const run = await step(`add(env.GITHUB_OUTPUT, 'a=' + env.A + '\\nb=s3cret\\n'); add(env.GITHUB_STATE, 's=1\\n')
add(env.GITHUB_STEP_SUMMARY, '# s3cret'); console.log('out'); console.error('err'); process.exitCode = 3`)
    expect(run).toMatchObject({
      exit: 3,
      outputs: { a: 'b', b: 's3cret' },
      skippedOutputs: ['b'],
      summary: '# ***',
      state: { s: '1' },
    })
    expect(run.log.split('\n').sort()).toEqual(['err', 'out'])
  })

  test.each([
    { bytes: 1024 * 1024, kept: 1024 * 1024 },
    { bytes: 1024 * 1024 + 1, kept: 0 },
  ])('of a summary of $bytes bytes, $kept are shown', async ({ bytes, kept }) => {
    expect((await step(`add(env.GITHUB_STEP_SUMMARY, 'x'.repeat(${bytes}))`)).summary).toHaveLength(kept)
  })

  test('is cancelled by SIGINT, SIGTERM and KILL, one after the other', async () => {
    const { exit, stdout } = await step(
      `for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => console.log(name)); console.log('up'); setInterval(() => {}, 9)`,
      { when: { says: 'up', act: running => running.cancel() }, scale: 0.04 },
    )
    expect([exit, stdout]).toEqual([137, 'up\nSIGINT\nSIGTERM\n'])
  })
})
