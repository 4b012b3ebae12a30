import { batches, checkRunOf } from '../../src/github/check-run'
import { headerIn } from '../../src/github/header'
import { viewOf } from '../../src/report/reporter'
import { resultReporter } from '../../src/report/result'
import { five, herd, hostile, mistakes, plan, runs } from '../report/runs'
import { placed } from './placed'

const checkRun = (events: Parameters<typeof viewOf>[1]) => checkRunOf(viewOf(resultReporter, events), placed)

test('ends as the run did, and has what failed on its lines', () => {
  const check = checkRun(five)
  expect(check).toMatchObject({
    name: 'drover / production',
    conclusion: 'failure',
    title: '✗ failed and undone: deploy of forum (production)',
  })
  expect(check.annotations[0]).toEqual({
    path: 'deploy.ts',
    start_line: 20,
    end_line: 20,
    annotation_level: 'failure',
    title: 'forum-4 failed and undone',
    message: expect.stringContaining('could not bind'),
  })
})

test('mistakes stand on their lines, though nothing else is known of the deployment', () => {
  const check = checkRun(mistakes)
  expect(check.annotations.map(({ start_line }) => start_line)).toEqual([12, 14])
  expect(headerIn(check.text)).toMatchObject({ command: 'deploy', stage: 'production', deployment: '' })
})

test('of a plan it has the digests of all, and of each machine', () => {
  const check = checkRun([...plan, { type: 'herd-planned', digest: 'd0'.repeat(32), at: 2 }])
  expect(headerIn(check.text)).toMatchObject({
    digest: 'd0'.repeat(32),
    plans: { 'forum-1': 'd4'.repeat(8), 'forum-2': 'd5'.repeat(8) },
    truncated: false,
  })
})

test('where the digests of each are too long, that of all is kept', () => {
  const names = Array.from({ length: 3000 }, (_, index) => `machine-${index}`)
  const events = names.map(
    machine => ({ type: 'planned', machine, changes: [], digest: 'd1'.repeat(32), generation: 1, at: 0 }) as const,
  )
  const header = headerIn(checkRun([...events, { type: 'herd-planned', digest: 'd0'.repeat(32), at: 2 }]).text)
  expect(header).toMatchObject({ digest: 'd0'.repeat(32), truncated: true })
  expect(header?.plans).toBeUndefined()
})

test.each(Object.entries({ ...runs, many: herd(400, 400, 3000) }))(
  '%s: all of it fits into what GitHub takes',
  (_, events) => {
    const { title, summary, text, annotations } = checkRun(events)
    expect(title.length).toBeLessThanOrEqual(255)
    for (const each of [summary, text]) expect(each.length).toBeLessThanOrEqual(65_535)
    expect(annotations.length).toBeLessThanOrEqual(250)
    for (const { path, title, message } of annotations) {
      expect(path).not.toMatch(/^(\/|\.\.)/)
      expect(title.length).toBeLessThanOrEqual(255)
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(64 * 1024)
    }
  },
)

test('what was declared outside of the repository has no line in it', () => {
  const outside = hostile.map(event =>
    event.type === 'run-started'
      ? {
          ...event,
          machines: event.machines.map(machine => ({
            ...machine,
            origin: [{ file: '/tmp/a.ts', line: 1, column: 1 }],
          })),
        }
      : event,
  )
  expect(checkRun(outside).annotations.map(({ path }) => path)).not.toContain('/tmp/a.ts')
})

test('annotations go in batches of fifty', () => {
  const { annotations } = checkRun(herd(400, 400, 10))
  expect(batches(annotations).map(({ length }) => length)).toEqual([50, 50, 50, 50, 50])
  expect(batches([])).toEqual([])
})
