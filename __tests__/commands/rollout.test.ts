import { readArguments } from '../../src/commands/arguments/arguments'
import { inputsFromEnvironment } from '../../src/commands/read-inputs'
import { rolloutFor, rolloutFrom } from '../../src/commands/rollout'
import { DroverError } from '../../src/failure'
import { explain } from '../../src/report/explain'

const said = { batch: '25%', canary: 2, maxFailures: 1, pause: 600 }

test('says the same as inputs and on a command line', () => {
  const read = inputsFromEnvironment({
    INPUT_BATCH: '25%',
    INPUT_CANARY: '2',
    'INPUT_MAX-FAILURES': '1',
    INPUT_PAUSE: '10m',
    INPUT_UNREACHABLE: 'skip',
  })
  if (!read.ok) throw new Error(read.failures.map(explain).join('\n'))
  expect(rolloutFrom(read.inputs)).toEqual(said)
  expect(read.inputs.unreachable).toBe('skip')
  const words = ['--batch', '25%', '--canary=2', '--max-failures', '1', '--pause', '10m', '--unreachable', 'skip']
  expect(readArguments(['deploy', ...words], {})).toMatchObject({ options: { rollout: said, unreachable: 'skip' } })
  expect(readArguments(['deploy'], {})).toMatchObject({ options: { rollout: {}, unreachable: undefined } })
})

test.each([
  [
    '--batch',
    '0',
    "The input “--batch” can't be used: got “0”; expected a number of machines, 1 at least, or a share of them, as 25%.",
  ],
  ['--max-failures', 'none', 'got “none”; expected a number of machines, 0 at least'],
  ['--canary', '200%', 'got “200%”; expected a number of machines, a share of them, as 25%, or which'],
  ['--pause', 'soon', 'got “soon”; expected seconds'],
  ['--unreachable', 'skp', '“skp” is not what to do then; expected fail, skip (did you mean “skip”?)'],
])('%s %s is told, with what was expected', (option, value, message) => {
  const asked = readArguments(['deploy', option, value], {})
  expect(asked.what === 'nothing' ? asked.failures.map(explain).join('\n') : 'no mistake').toContain(message)
})

test.each([
  { command: 'plan', takes: ['batch', 'canary', 'unreachable'] },
  { command: 'check', takes: ['unreachable'] },
  { command: 'rollback', takes: ['batch', 'canary', 'max-failures', 'pause', 'unreachable'] },
  { command: 'status', takes: [] },
])('$command takes what means something to it', ({ command, takes }) => {
  const values = { batch: '1', canary: '1', 'max-failures': '1', pause: '1', unreachable: 'skip' }
  const taken = Object.entries(values).filter(([name, value]) => {
    const asked = readArguments([command, `--${name}`, value], {})
    return asked.what !== 'nothing'
  })
  expect(taken.map(([name]) => name)).toEqual(takes)
})

test('canaries are looked up among all machines, and one that is not there is told', () => {
  const machines = [{ name: 'a', labels: ['first'] }]
  expect(rolloutFor({ canary: '@first', batch: 1 }, machines)).toEqual({ canary: ['a'], batch: 1 })
  expect(rolloutFor({ pause: 1 }, machines)).toEqual({ pause: 1 })
  expect(() => rolloutFor({ canary: 'b' }, machines)).toThrow(DroverError)
  expect(() => rolloutFor({ canary: 'b' }, machines)).toThrow('“b” selects no machine. The deployment file has a.')
})
