import { stoppedVoice } from '../../src/commands/stopped-voice'
import { voice } from '../../src/commands/voice'
import type { TimedEvent } from '../../src/event'
import type { Failure } from '../../src/failure'

function listening() {
  const heard: TimedEvent[] = []
  return { heard, said: voice([event => heard.push(event)]) }
}

test('nobody hears a secret that is to be hidden, and what was said before stays', () => {
  const { heard, said } = listening()
  said.emit({ type: 'progress', machine: 'm', message: 'hello correct-horse' })
  said.hide(['correct-horse'])
  said.emit({ type: 'progress', machine: 'm', message: 'hello correct-horse' })
  expect(heard.map(event => (event.type === 'progress' ? event.message : ''))).toEqual([
    'hello correct-horse',
    'hello ***',
  ])
})

test.each<{ name: string; failures: Failure[]; exit: number; outcome: string }>([
  { name: 'bad input', failures: [{ code: 'bad-input', input: 'stage', message: 'x' }], exit: 2, outcome: 'failed' },
  { name: 'mistakes', failures: [{ code: 'mistakes', file: 'deploy.ts', mistakes: [] }], exit: 2, outcome: 'failed' },
  {
    name: 'a key that is none',
    failures: [{ code: 'key-unusable', source: 'ssh-key', message: 'x' }],
    exit: 2,
    outcome: 'failed',
  },
  { name: 'cancelled', failures: [{ code: 'cancelled' }], exit: 130, outcome: 'cancelled' },
  { name: 'a mistake of our own', failures: [{ code: 'unexpected', message: 'x' }], exit: 1, outcome: 'failed' },
  {
    name: 'several: the gravest code',
    failures: [
      { code: 'unexpected', message: 'x' },
      { code: 'bad-input', input: 'stage', message: 'x' },
    ],
    exit: 2,
    outcome: 'failed',
  },
])('a run that fails as a whole ends with its exit code: $name', ({ failures, exit, outcome }) => {
  const { heard, said } = listening()
  expect(said.fail(...failures)).toBe(exit)
  expect(heard.at(-1)).toMatchObject({ type: 'run-ended', outcome, exit })
})

test('a run that ends well says so, with the table’s exit code', () => {
  const { heard, said } = listening()
  expect(said.end('changed')).toBe(0)
  expect(said.run().ended).toMatchObject({ outcome: 'changed' })
  expect(heard).toHaveLength(1)
})

test('a run that was told to end says the exit code that the process ends with', () => {
  let told: number | undefined
  const said = voice([], () => told)
  told = 143
  expect(said.fail({ code: 'cancelled' })).toBe(143)
  expect(said.run().ended).toMatchObject({ outcome: 'cancelled', exit: 143 })
})

test.each<{ name: string; failure: Failure; exit: number; outcome: string }>([
  {
    name: 'a foreign commit',
    failure: { code: 'foreign-commit', commit: 'c', repository: 'r', why: 'x' },
    exit: 4,
    outcome: 'refused',
  },
  { name: 'nothing that was reviewed', failure: { code: 'no-reviewed-plan', why: 'x' }, exit: 4, outcome: 'refused' },
  { name: 'a state that nobody knows', failure: { code: 'state-unknown', message: 'x' }, exit: 5, outcome: 'unknown' },
])('a run that may not be, or of which too little is known, says so by both: $name', ({ failure, exit, outcome }) => {
  const { said } = listening()
  expect(said.fail(failure)).toBe(exit)
  expect(said.run().ended).toMatchObject({ outcome, exit })
})

test.each([
  { outcome: 'changed', ends: 'cancelled', exit: 130 },
  { outcome: 'failed', ends: 'cancelled', exit: 130 },
  { outcome: 'unknown', ends: 'unknown', exit: 5 },
  { outcome: 'failed-left', ends: 'failed-left', exit: 5 },
] as const)(
  'a run that was cancelled while its machines ended as $outcome, ended as $ends',
  ({ outcome, ends, exit }) => {
    const { heard, said } = listening()
    expect(stoppedVoice(said, () => ({ code: 'cancelled' })).end(outcome)).toBe(exit)
    expect(heard).toMatchObject([
      { type: 'run-failed', failure: { code: 'cancelled' } },
      { type: 'run-ended', outcome: ends, exit },
    ])
  },
)

test('what was stopped for a mistake of the user’s code has failed, and was not cancelled', () => {
  const { said } = listening()
  const why: Failure = { code: 'deployment-code-failed', message: 'it called process.exit(0)', origin: [] }
  expect(stoppedVoice(said, () => why).end('cancelled')).toBe(1)
  expect(said.run().ended).toMatchObject({ outcome: 'failed', exit: 1 })
})
