import { type DroverError, failureOf } from '../../src/failure'
import { patience } from '../../src/ssh/patience'
import type { Limits, Request } from '../../src/target/target'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

interface Case {
  readonly limits?: Limits
  readonly request?: Partial<Request>
  readonly begun?: boolean
}

function waiting({ limits, request = {}, begun = true }: Case) {
  const expired: DroverError[] = []
  const waits = patience({
    host: 'h',
    limits,
    request: { what: 'observe', ...request },
    begun: () => begun,
    expired: error => void expired.push(error),
  })
  return { ...waits, failures: () => expired.map(failureOf) }
}

/** Says something each second for so long. */
function talking({ heard }: { heard(): void }, seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    jest.advanceTimersByTime(1000)
    heard()
  }
}

const late = { code: 'timed-out', host: 'h', what: 'observe', begun: true }

test('silence is of the request, or of the machine where that has its own', () => {
  const own = waiting({ request: { silenceSeconds: 5 } })
  const machines = waiting({ request: { silenceSeconds: 5 }, limits: { silence: 20 } })
  talking(own, 30)
  expect(own.failures()).toEqual([])
  jest.advanceTimersByTime(5000)
  expect(own.failures()).toEqual([{ ...late, limit: 'silence', seconds: 5, quiet: 5 }])
  expect(waiting({}).failures()).toEqual([])
  expect(machines.failures()).toEqual([{ ...late, limit: 'silence', seconds: 20, quiet: 20 }])
})

test('a command has its limit however much it says, and it is told for how long it said nothing', () => {
  const one = waiting({ limits: { command: 10, silence: 5 }, begun: false })
  talking(one, 7)
  jest.advanceTimersByTime(3000)
  expect(one.failures()).toEqual([{ ...late, begun: false, limit: 'command', seconds: 10, quiet: 3 }])
})

test('what goes on for as long as is needed has no limit of the machine’s, only its own', () => {
  const one = waiting({ limits: { command: 1, silence: 1 }, request: { silenceSeconds: 60, lasting: true } })
  jest.advanceTimersByTime(59_000)
  expect(one.failures()).toEqual([])
  jest.advanceTimersByTime(1000)
  expect(one.failures()).toMatchObject([{ limit: 'silence', seconds: 60 }])
})

test('what has ended is waited for no more', () => {
  const one = waiting({ limits: { command: 1, silence: 1 } })
  one.stop()
  jest.advanceTimersByTime(5000)
  expect(one.failures()).toEqual([])
})
