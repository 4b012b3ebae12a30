import { EventEmitter } from 'node:events'
import fc from 'fast-check'
import type { TimedEvent } from '../../src/event'
import { sendLive } from '../../src/report/live'
import { redraw } from '../../src/report/live-screen'
import { logReporter } from '../../src/report/log'
import { report } from '../../src/report/reporter'
import { Screen } from '../support/screen'
import { exec, five, herd, runs } from './runs'

const options = { runner: false, colours: false, debug: false, token: '' }

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

/** A display on a screen of this size. */
function display(rows: number, columns: number) {
  const screen = new Screen(rows, columns)
  const write = jest.fn((text: string | Uint8Array) => {
    screen.write(String(text))
    return true
  })
  const terminal = Object.assign(new EventEmitter(), { rows, columns, write })
  let now = 0
  const send = sendLive(options, terminal, () => now, [terminal])
  const say = (events: readonly TimedEvent[]) => {
    for (const event of events) {
      jest.advanceTimersByTime((event.at - now) * 1000)
      now = event.at
      send(event)
    }
  }
  const wait = (seconds: number) => {
    now += seconds
    jest.advanceTimersByTime(seconds * 1000)
  }
  return { screen, terminal, write, say, wait }
}

/** What the log says, folded at the terminal's width. */
const logged = (events: readonly TimedEvent[], columns: number): string => {
  const screen = new Screen(1_000_000, columns)
  screen.write(report(logReporter({ ...options, live: true }), events).replaceAll('\n', '\r\n'))
  return screen.text
}

test('while a run goes on: the log above, what each machine is at below it', () => {
  const { screen, say, wait } = display(24, 80)
  say(five.slice(0, 9))
  wait(2)
  expect(screen.seen).toEqual([
    'drover: deploy of forum (production), 5 machines',
    'forum-1    2.7 s  applying 1/2: write /etc/motd',
    'balancer          waiting',
    'forum-2           waiting',
    'forum-3           waiting',
    'forum-4           waiting',
    '0 of 5 done, 2.8 s',
  ])
  expect([screen.row, screen.column, screen.cursor, screen.wraps]).toEqual([7, 0, true, true])
})

test('a terminal that does not know its size is taken for an ordinary one', () => {
  const { screen, terminal, say, wait } = display(24, 80)
  Object.assign(terminal, { rows: 0, columns: 0 })
  say(five.slice(0, 9))
  wait(1)
  expect(screen.seen).toContain('0 of 5 done, 1.8 s')
  expect(screen.seen).toHaveLength(7)
})

test('a machine that has ended scrolls up as its last line, with what came of it', () => {
  const { screen, say } = display(24, 80)
  const at = five.findIndex(event => event.type === 'machine-ended')
  say(five.slice(0, at + 1))
  expect(screen.seen).toContain('forum-1   ● changed in 3.3 s (2 changes, generation 6 → 7)')
  expect(screen.text).not.toMatch(/forum-1 .*applying/)
})

test.each(Object.entries(runs))('%s: at the end there is the log, whole and once, and nothing else', (_, events) => {
  const { screen, say } = display(10, 70)
  say(events)
  const whole = logged(events, 70)
  // What was cut off has its display still below the log.
  const ended = events.at(-1)?.type === 'run-ended'
  expect(ended ? screen.text : screen.text.slice(0, whole.length)).toBe(whole)
})

test('property: on a screen of any size, the log comes to stand whole, however often it is drawn', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(five, exec, herd(12, 2, 50)),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 4, max: 90 }),
      (events, rows, columns) => {
        const { screen, say } = display(rows, columns)
        say(events)
        expect(screen.text).toBe(logged(events, columns))
        expect([screen.cursor, screen.wraps]).toEqual([true, true])
      },
    ),
    { numRuns: 60 },
  )
})

test('a terminal that becomes narrower, and one that becomes wider, is drawn anew at once', () => {
  const { screen, terminal, say } = display(24, 80)
  say(five.slice(0, 9))
  screen.resize(30)
  Object.assign(terminal, { columns: 30 })
  terminal.emit('resize')
  expect(screen.text).toMatch(/\(produ\nction\), 5 machines\nforum-1 /)
  expect(screen.seen[2]).toBe('forum-1    0.7 s  applying 1…')
  screen.columns = 80
  Object.assign(terminal, { columns: 80 })
  terminal.emit('resize')
  expect(screen.seen[2]).toBe('forum-1    0.7 s  applying 1/2: write /etc/motd')
})

test('lines that a narrower terminal has folded are taken away whole', () => {
  const before = ['a'.repeat(50), 'b']
  expect(redraw(before, '', [], 60)).toContain('\u001b[2A')
  expect(redraw(before, '', [], 20)).toContain('\u001b[4A')
})

test('after a stop it begins below what was written meanwhile', () => {
  const { screen, say, wait } = display(24, 80)
  say(five.slice(0, 9))
  screen.write('fg\r\n')
  process.emit('SIGCONT')
  wait(0.1)
  expect(screen.text).toMatch(/\nfg\nforum-1 /)
})

test('what others print comes to stand above, line by line', () => {
  const { screen, terminal, say, wait } = display(24, 80)
  say(five.slice(0, 9))
  terminal.write('hello\nfrom deploy.ts')
  wait(1)
  expect(screen.seen.slice(0, 4)).toEqual([
    'drover: deploy of forum (production), 5 machines',
    'hello',
    'from deploy.ts',
    expect.stringMatching(/^forum-1 /),
  ])
})

test('after the run it listens to nothing, draws nothing and has given back the terminal', () => {
  const before = process.listenerCount('SIGCONT')
  const { terminal, write, say, wait } = display(24, 80)
  say(five)
  const written = write.mock.calls.length
  wait(10)
  terminal.emit('resize')
  expect(write).toHaveBeenCalledTimes(written)
  expect([terminal.write, process.listenerCount('SIGCONT')]).toEqual([write, before])
})

test('a herd that says much is drawn seldom', () => {
  const { write, say } = display(24, 80)
  const quiet = herd(30, 0, 0).filter(({ type }) => type !== 'machine-ended' && type !== 'run-ended')
  say(quiet.map((event, at) => ({ ...event, at: at / 1000 })))
  expect(write.mock.calls.length).toBeLessThan(quiet.length / 20)
})
