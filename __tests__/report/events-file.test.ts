import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TimedEvent } from '../../src/event'
import { clearEventsFile, openEventsFile, readEvents, readEventsFile } from '../../src/report/events-file'
import { allReports } from './all-reports'
import { five, hostile, runs } from './runs'

const fail = (error: Error) => {
  throw error
}

function written(events: readonly TimedEvent[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'drover-events-')), 'events.ndjson')
  const file = openEventsFile(path, fail)
  for (const event of events) file.write(event)
  file.close()
  return path
}

test.each(Object.entries(runs))('%s: every report can be made of the file alone', (_, events) => {
  const read = readEventsFile(written(events))
  expect(read.broken).toBe(0)
  expect(allReports(read.events)).toEqual(allReports(events))
})

test('in another process, too, and to the same bytes', () => {
  const path = written([...five, ...hostile])
  const printed = execFileSync(process.execPath, [join(__dirname, 'render-from-file.cjs'), path], { encoding: 'utf8' })
  expect(JSON.parse(printed)).toEqual(allReports([...five, ...hostile]))
})

test('each event is in the file as soon as it is written', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'drover-events-')), 'events.ndjson')
  const file = openEventsFile(path, fail)
  five.slice(0, 3).forEach((event, index) => {
    file.write(event)
    expect(readEventsFile(path).events).toEqual(five.slice(0, index + 1))
  })
  file.close()
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readFileSync(path, 'utf8').split('\n')[0]).toBe('{"events":"drover","format":1}')
})

test('a run that was killed in the middle of a line loses that line alone', () => {
  const whole = statSync(written(five)).size
  for (const less of [1, 2, 20, 60]) {
    const path = written(five)
    truncateSync(path, whole - less)
    const { events, broken } = readEventsFile(path)
    expect(events).toEqual(less === 1 ? five : five.slice(0, -1))
    expect(broken).toBe(less === 1 ? 0 : 1)
  }
})

test('whoever goes on after such a run loses nothing', () => {
  const path = written(five.slice(0, 4))
  truncateSync(path, statSync(path).size - 10)
  const file = openEventsFile(path, fail)
  for (const event of five.slice(4)) file.write(event)
  file.close()
  expect(readEventsFile(path)).toEqual({ events: [...five.slice(0, 3), ...five.slice(4)], broken: 1 })
})

test('what a later version added is left out, and read past', () => {
  const path = written(five.slice(0, 2))
  appendFileSync(path, '{"type":"sung","at":1}\n{"type":"progress"}\n17\n')
  expect(readEventsFile(path)).toEqual({ events: five.slice(0, 2), broken: 3 })
})

test.each([
  {
    name: 'a newer format',
    text: '{"events":"drover","format":2}\n',
    failure: { code: 'newer-format', found: 2, known: 1 },
  },
  { name: 'another file', text: 'hello\n', failure: { code: 'bad-input' } },
  { name: 'an empty file', text: '', failure: { code: 'bad-input' } },
])('refuses $name', ({ text, failure }) => {
  expect(() => readEvents(text, 'events.ndjson')).toThrow(
    expect.objectContaining({ failure: expect.objectContaining(failure) }),
  )
})

test('never throws where it can’t write, and says so once', () => {
  const errors: Error[] = []
  const blocked = join(written([]), 'below-a-file')
  const file = openEventsFile(blocked, error => errors.push(error))
  five.forEach(file.write)
  file.close()
  expect(errors).toHaveLength(1)
  const full = openEventsFile('/dev/full', error => errors.push(error))
  five.forEach(full.write)
  expect(errors).toHaveLength(2)
})

describe('a file that is to be begun anew', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'drover-anew-')), 'events.ndjson')

  test('keeps nothing of the run before', () => {
    for (const event of five.slice(0, 2)) {
      clearEventsFile(path)
      const file = openEventsFile(path, fail)
      file.write(event)
      file.close()
    }
    expect(readEventsFile(path).events).toEqual(five.slice(1, 2))
  })

  test('is left alone where it is none of events', () => {
    writeFileSync(path, 'dear diary\n')
    expect(() => clearEventsFile(path)).toThrow(/not a file of Drover’s events, and is not written over/)
    expect(readFileSync(path, 'utf8')).toBe('dear diary\n')
  })

  test('may be no file at all', () => {
    expect(() => clearEventsFile('/dev/null')).not.toThrow()
    expect(() => readEventsFile('/nowhere/events')).toThrow(/can't be read/)
  })
})
