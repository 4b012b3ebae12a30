import { type Ended, inTime, resultOf } from '../../../src/engine/rehearsal/result'
import type { Outcome } from '../../../src/outcome'

const ended = (outcome: Outcome): Ended => ({ type: 'machine-ended', machine: 'web', outcome, seconds: 1 })
const a = new Set(['/etc/motd holds a'])
const b = new Set(['/etc/motd holds b'])
const going = new AbortController().signal
const told = AbortSignal.abort()

test.each([
  { name: 'all went well', deployed: 'changed', back: 'changed', before: a, after: a, outcome: 'rehearsed' },
  { name: 'there was nothing to do', deployed: 'unchanged', before: a, after: a, outcome: 'unchanged' },
  { name: 'something was left', deployed: 'changed', back: 'changed', before: a, after: b, outcome: 'failed' },
  { name: 'it failed and was undone', deployed: 'failed-undone', before: a, after: a, outcome: 'failed-undone' },
  { name: 'its undoing left something', deployed: 'failed-undone', before: a, after: b, outcome: 'failed' },
  { name: 'the way back failed', deployed: 'changed', back: 'failed-left', before: a, outcome: 'failed-left' },
  { name: 'it was not seen before', deployed: 'changed', back: 'changed', after: a, outcome: 'unknown' },
  { name: 'it was not seen afterwards', deployed: 'changed', back: 'changed', before: a, outcome: 'unknown' },
  { name: 'told to end before the way back', deployed: 'changed', before: a, signal: told, outcome: 'cancelled' },
  { name: 'told to end on the way back', deployed: 'changed', back: 'cancelled', signal: told, outcome: 'cancelled' },
  { name: 'told to end after it failed', deployed: 'failed-undone', before: a, signal: told, outcome: 'failed-undone' },
  { name: 'told to end before anything', before: a, signal: told, outcome: 'cancelled' },
  { name: 'nothing was said of it', before: a, after: a, outcome: 'unknown' },
] as const)('$name: $outcome', ({ outcome, ...row }) => {
  const {
    deployed,
    back,
    before,
    after,
    signal = going,
  } = { deployed: undefined, back: undefined, before: undefined, after: undefined, ...row }
  const result = resultOf(deployed && ended(deployed), back && ended(back), before, after, signal)
  expect(result.outcome).toBe(outcome)
})

test('how a machine ends that is cut off is not how its deployment does', () => {
  expect(inTime(ended('unknown'), told)).toMatchObject({ outcome: 'cancelled', seconds: 1 })
  expect(inTime(ended('unknown'), going)).toEqual(ended('unknown'))
})
