import { maskCommands } from '../../src/report/masks'
import { commandsIn } from '../support/runner/workflow-command'

const masked = (values: string[], hosts: string[] = []) => {
  const issued = commandsIn(maskCommands(values, hosts))
  expect(issued.filter(({ name }) => name !== 'add-mask')).toEqual([])
  return issued.map(({ data }) => data)
}

test.each([
  { name: 'a value', values: ['hunter2'], masks: ['hunter2'] },
  { name: 'what the runner would unescape', values: ['50%25:a,b'], masks: ['50%25:a,b'] },
  {
    name: 'each line, as the whole alone would not be found in a log',
    values: ['first line\r\n  second\n'],
    masks: ['first line\r\n  second\n', 'first line\r\n  second', 'first line', '  second', 'second'],
  },
  {
    name: 'no short value or line, and no blank one',
    values: ['abc', '1', '', '    ', 'long enough\n}\n'],
    masks: ['long enough\n}\n', 'long enough\n}', 'long enough'],
  },
  { name: 'a value once', values: ['hunter2', 'hunter2'], masks: ['hunter2'] },
  { name: 'a command in a value', values: ['::set-env name=A::b'], masks: ['::set-env name=A::b'] },
])('registers $name', ({ values, masks }) => {
  expect(masked(values)).toEqual(masks)
})

test('never registers a name or address of a machine', () => {
  expect(masked(['10.0.0.1', 'forum-1\n', 'hunter2'], ['10.0.0.1', 'forum-1'])).toEqual(
    ['forum-1\n', 'hunter2'].slice(1),
  )
  expect(maskCommands([])).toBe('')
})
